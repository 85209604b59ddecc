namespace Liaison.Core.Memorialisation;

/// <summary>
/// The names that CXone's administrators know: 22 fields of a digital contact and 21 of a call. Transcripts are there for digital contacts only; recordings, tags, the two
/// numbers and the parent's id for calls only.
/// </summary>
public static class ContactFields
{
    private static readonly ContactField AgentId = Text("agentId", "Agent ID", "agent.id", "The agent's id at the contact centre.");
    private static readonly ContactField AgentName = Text("agentName", "Agent Name", "agent.name", "The agent's name.");
    private static readonly ContactField ContactId = Text("contactId", "Contact ID", "session.externalId", "The contact's own id.");
    private static readonly ContactField Direction = Text("direction", "Direction", "session.direction", "inbound, outbound or internal.");
    private static readonly ContactField Disposition = Text("dispositionName", "Disposition Name", "session.disposition", "What the agent says came of it.");
    private static readonly ContactField Notes = new("dispositionNotes", "Disposition Notes", "session.notes", "longText", "What the agent noted.");
    private static readonly ContactField End = Time("endTime", "End Time", "session.endedAt", "When it ended, in UTC.");
    private static readonly ContactField Final = new("finalState", "Final State", "session.finished", "boolean", "true once it is over, false while it lasts.");
    private static readonly ContactField Interaction = Text("interactionId", "Interaction ID", "session.interaction", "The id of the agent's own leg.");
    private static readonly ContactField Media = Text("mediaType", "Media Type", "session.mediaType", "voice, digital, voicemail or work item.");
    private static readonly ContactField SkillId = Text("skillId", "Skill ID", "session.skillId", "The queue's id, if the contact centre tells one; else its name.");
    private static readonly ContactField SkillName = Text("skillName", "Skill Name", "session.queue", "The queue.");
    private static readonly ContactField Start = Time("startTime", "Start Time", "session.startedAt", "When it began, in UTC.");
    private static readonly ContactField Status = Text("status", "Status", "session.status", "How it ended, in the contact centre's own word if it tells one.");
    private static readonly ContactField To = Text("to", "To", "agent.name", "The agent who handled it.");

    public static ContactCatalogue CxOne { get; } = new(
        [
            AgentId, AgentName, Text("channelName", "Channel Name", "session.channel.name", "What the channel is called."), Text("channelType", "Channel Type", "session.channel.type", "chat, email, message, Facebook Messenger …"),
            ContactId, Text("customerName", "Customer Name", "customer.name", "The customer's name."), Direction, Disposition, Notes, End,
            Text("eventType", "Event Type", "session.mediaType", "voice, digital, voicemail or work item."), Final, Text("from", "From", "customer.name", "The customer's name."), Interaction, Media,
            SkillId, SkillName, Start, Status, To, new("transcriptionText", "Transcription Text", "session.transcript", "longText", "All that was written."),
            new("transcriptUrl", "Transcript URL", "session.transcriptUrl", "url", "Where a signed-in person reads the transcript."),
        ],
        [
            AgentId, AgentName, Text("ani", "ANI", "session.contactNumber", "The contact's number, whoever called whom."), ContactId, Text("contactType", "Contact Type", "session.contactType", "voice or digital."),
            Direction, Disposition, Notes, Text("dnis", "DNIS", "session.agentNumber", "The number at the agent's end, whoever called whom."), End, Final, Interaction,
            Text("masterContactId", "Master Contact ID", "session.masterId", "The id of the contact from which this one comes; its own if there is none."), Media,
            new("recordingUrl", "Recording URL", "session.recordingUrl", "url", "Where a signed-in person listens to the recording; of several parts the page that has them all."),
            SkillId, SkillName, Start, Status, To, Text("tags", "Tags", "session.tags", "All tags, with commas between them."),
        ]);

    private static ContactField Text(string name, string label, string fact, string says) => new(name, label, fact, "text", says);

    private static ContactField Time(string name, string label, string fact, string says) => new(name, label, fact, "dateTime", says);
}
