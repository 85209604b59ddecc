namespace Liaison.Core.Sessions.Facts;

/// <summary>All that a source can tell of a session: a closed list.</summary>
public static class FactTypes
{
    public const string Started = "liaison.session.started";
    public const string Changed = "liaison.session.changed";
    public const string OfflineReceived = "liaison.session.offline.received";
    public const string State = "liaison.session.state";
    public const string AgentOffered = "liaison.session.agent.offered";
    public const string AgentAnswered = "liaison.session.agent.answered";
    public const string AgentLeft = "liaison.session.agent.left";
    public const string Transferred = "liaison.session.transferred";
    public const string Said = "liaison.session.said";
    public const string Note = "liaison.session.note";
    public const string Tagged = "liaison.session.tagged";
    public const string Disposition = "liaison.session.disposition";
    public const string Items = "liaison.session.items";
    public const string Recording = "liaison.session.recording";
    public const string RecordingPaused = "liaison.session.recording.paused";
    public const string RecordingResumed = "liaison.session.recording.resumed";
    public const string File = "liaison.session.file";
    public const string Ended = "liaison.session.ended";
    public const string WrappedUp = "liaison.session.wrapped-up";
    public const string Recognised = "liaison.session.recognised";

    public const int LongestLine = 32_000;
    public const int LongestNote = 20_000;

    private static readonly FactField.Time At = new("at", "When it happened, if that is not the event's time.");
    private static readonly FactField.Text Leg = new("interaction", "The source's own id of the leg; the agent's id if left out.");

    private static readonly FactField[] AgentFields =
        [new FactField.Text("id", "The source's own id of the agent.", Required: true), new FactField.Text("name", "Their name."), new FactField.Text("email", "Their e-mail address: it joins them with users of other systems.", 320)];

    private static readonly FactField.Group Agent = new("agent", "Who.", AgentFields, Required: true);

    /// <summary>What an agent's start and stop buttons tell.</summary>
    private static readonly FactField[] Switched =
    [
        At, new FactField.Word("what", "Which recording: the voice, the agent's screen, or both; both if left out.", [RecordingPause.Audio, RecordingPause.Screen, RecordingPause.Both]),
        new FactField.Text("who", "Who pressed the button."),
    ];

    /// <summary>What may be told of a session as a whole, at any time.</summary>
    private static readonly FactField[] Details =
    [
        new FactField.Word("channel", "How the contact came.", ["voice", "chat", "inbox", "offline"]), new FactField.Word("direction", "Who began it.", ["inbound", "outbound", "internal"]),
        new FactField.Group("customer", "Whom it is with; null empties a part.",
        [
            new FactField.Text("name", "Whole name."), new FactField.Text("firstName", "First name."), new FactField.Text("lastName", "Last name."), new FactField.Text("email", "E-mail address.", 320),
            new FactField.Text("phone", "Telephone number, as it came.", 100), new FactField.Text("sipAddress", "SIP address.", 300), new FactField.Text("callerIdName", "The name that the network shows."),
            new FactField.Text("company", "Company."), new FactField.Text("id", "The source's own id of the person."),
        ]),
        new FactField.Text("ani", "The caller's number or SIP address.", 300), new FactField.Text("dnis", "The number or SIP address that was dialled.", 300), new FactField.Text("queue", "Queue."),
        new FactField.Text("campaign", "Campaign."), new FactField.Text("requestPage", "The page from which a visitor wrote.", 2_000),
        new FactField.Group("relatedTo", "The record that it is about.",
        [
            new FactField.Text("connection", "The connection's id.", 40, true), new FactField.Text("recordType", "The record's type there.", 100, true),
            new FactField.Text("record", "Its id there.", 200, true), new FactField.Text("name", "What people call it."),
        ]),
        new FactField.Map("items", "Call flow variables and the visitor's own fields; null takes one away.", 200, 4_000),
    ];

    private static readonly FactField[] FileFields =
    [
        new FactField.Text("key", "The source's own id of the file; the event's id if left out."), new FactField.Text("name", "File name."), new FactField.Text("contentType", "Media type.", 100),
        new FactField.Number("size", "Bytes.", 1e15), new FactField.Link("url", "Where the source keeps it: http or https."), new FactField.Time("startedAt", "When it begins."),
        new FactField.Number("seconds", "How long it lasts.", 1e7, Whole: false),
    ];

    public static readonly IReadOnlyList<FactType> All =
    [
        new(Started, "A contact began.", [new FactField.Time("startedAt", "When, if that is not the event's time."), .. Details]),
        new(Changed, "Something about the session as a whole became known, or is otherwise now. Only what is given changes.", Details),
        new(OfflineReceived, "A message was left while nobody was there: a session of its own, whole with this one fact.",
            [new FactField.Text("text", "The message.", LongestLine, true), .. Details]),
        new(State, "The contact changed its state.", [new FactField.Text("state", "queued, ringing, talking, onHold, wrapUp, or a word of the source's own.", 60, true), At]),
        new(AgentOffered, "An agent was offered the contact: a leg began.", [Agent, Leg, new FactField.Text("queue", "The queue that offered it."), At]),
        new(AgentAnswered, "An agent took the contact.", [Agent, Leg, new FactField.Text("queue", "The queue that offered it."), At]),
        new(AgentLeft, "An agent is no longer in contact: the leg ended.", [Agent, Leg, new FactField.Word("outcome", "How it ended; told from the rest if left out.", ["answered", "missed", "declined", "transferred", "abandoned"]), At]),
        new(Transferred, "The contact was passed on.",
            [Leg, new FactField.Group("agent", "Who passed it on.", AgentFields), new FactField.Text("toQueue", "The queue it went to, which is the session's from now on."), new FactField.Text("toAgent", "The agent it went to."), new FactField.Text("toNumber", "The number it went to.", 300), At]),
        new(Said, "Lines of the conversation.",
            [new FactField.Many("lines", "In any order: their times order them.", 500,
            [
                new FactField.Text("key", "The source's own id of the line; the event's id and the line's place if left out."), new FactField.Word("speaker", "Whose words.", ["customer", "agent", "bot", "system"], true),
                new FactField.Text("who", "The speaker's name."), new FactField.Text("text", "The words.", LongestLine, true), At,
            ], Required: true)]),
        new(Note, "A note. The same key again replaces it, and without a text takes it away.",
            [new FactField.Text("key", "The source's own id of the note; the event's id if left out."), new FactField.Text("text", "The note.", LongestNote), new FactField.Text("who", "Whose it is."), At]),
        new(Tagged, "Tags were put on or taken off.", [new FactField.Texts("add", "Tags to put on.", 100, 100), new FactField.Texts("remove", "Tags to take off.", 100, 100)]),
        new(Disposition, "What came of it. Null empties.", [new FactField.Text("disposition", "Disposition."), new FactField.Text("subDisposition", "Sub-disposition.")]),
        new(Items, "Call flow variables and the visitor's own fields.", [new FactField.Map("items", "By name; null takes one away.", 200, 4_000, true)]),
        new(Recording, "A recording, or a part of one. The same key again adds to what is known of it.", [.. FileFields, new FactField.Number("part", "Which part of the recording, from 1.", 1_000)]),
        new(RecordingPaused, "Recording was paused because something sensitive is about to be said or shown.", Switched),
        new(RecordingResumed, "Recording goes on.", Switched),
        new(File, "A file that belongs to the session.", [.. FileFields, new FactField.Word("kind", "attachment if left out.", ["attachment", "transcript"])]),
        new(Ended, "The contact is over. May tell everything that “started” may, should that have been lost.",
            [new FactField.Time("endedAt", "When, if that is not the event's time."), new FactField.Text("outcome", "How, in the source's word; told from the legs if left out.", 60), .. Details]),
        new(WrappedUp, "The agent has finished what comes after the contact.", [At, new FactField.Text("disposition", "Disposition."), new FactField.Text("subDisposition", "Sub-disposition.")]),
        new(Recognised, "Records in connected systems that the person was recognised by, or that were looked up for them. The same record again replaces what was told of it.",
            [new FactField.Many("records", "In any order.", 50,
            [
                new FactField.Text("connection", "The connection's id.", 40, true), new FactField.Text("recordType", "The record's type there.", 100, true), new FactField.Text("record", "Its id there.", 200, true),
                new FactField.Text("name", "What people call it."), new FactField.Link("url", "Its page for people."), new FactField.Text("why", "How it was found, in one sentence.", 500),
                new FactField.Truth("open", "Whether it opens by itself once the agent accepts."), new FactField.Map("values", "Its values by field, as far as they are to be shown.", 60, 4_000),
                new FactField.Truth("candidate", "One of several that fit equally well: a person chooses."), new FactField.Truth("gone", "It is not meant after all."),
            ], Required: true)]),
    ];

    public static FactType? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
