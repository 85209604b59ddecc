using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;

namespace Liaison.Core.Memorialisation;

/// <summary>What a conversation becomes in a connected system: an administrator's document, one a connection.</summary>
/// <param name="Automatic">False: agents create records by hand, and nothing happens by itself.</param>
/// <param name="Triggers">What happens when; a channel and moment that are not listed do nothing.</param>
/// <param name="Mappings">Which values go into which fields. Of those for a record type and a channel the one in use counts.</param>
/// <param name="Push">What is sent along besides.</param>
/// <param name="Filing">Where that goes which no rule finds a place for.</param>
public sealed record ConversationPolicy(
    bool Automatic, IReadOnlyList<ConversationTrigger> Triggers, IReadOnlyList<RecordMapping> Mappings, PushSwitches Push, Filing Filing)
{
    public static ConversationPolicy Nothing { get; } = new(false, [], [], new PushSwitches(), new Filing());

    /// <summary>When that is written, and what becomes of late values.</summary>
    public WritingTimes Times { get; init; } = WritingTimes.AtTheEnd;
}

/// <summary>When in a conversation's life something is written.</summary>
public enum Moment
{
    Started = 0,
    Ended = 1,
    OfflineMessageReceived = 2,
}

/// <param name="Action">The name of one of the system's actions; null does nothing.</param>
/// <param name="Found">What incoming values do to a person's record that exists already.</param>
public sealed record ConversationTrigger(Channel Channel, Moment Moment, string? Action, UpdatePolicy Found = UpdatePolicy.FillEmpty);

/// <summary>Which values go into the fields of one record type. Those of one name belong together: they are one mapping with several record types.</summary>
/// <param name="Shown">Fields that agents see beside the conversation, in this order, where dynamic data does not say otherwise.</param>
/// <param name="Name">What people call it; null for what the system begins with.</param>
/// <param name="Channels">For which conversations it is: one for calls alone goes before one for both.</param>
/// <param name="InUse">Whether it counts. Others lie ready.</param>
public sealed record RecordMapping(
    string RecordType, IReadOnlyList<MappingRow> Rows, IReadOnlyList<string> Shown, string? Name = null, string? Description = null, MappingChannels Channels = MappingChannels.Both,
    bool InUse = true);

public sealed record PushSwitches(bool Recordings = false, bool Notes = true, bool Transcripts = true, bool Attachments = true);

/// <param name="Campaign">The campaign over there in which calls outside any campaign are filed, by its id.</param>
/// <param name="CampaignsByName">Campaigns of ours, letter case aside, and the ids of theirs: all that is said in one of ours gathers there.</param>
/// <param name="DefaultOwnerEmail">Who owns what nobody answered; null leaves it to the agent who was offered it, or else to the connected user.</param>
/// <param name="OtherPhones">Whether calls on telephones that the contact centre does not drive are written down too.</param>
/// <param name="CaseDuringContact">Whether a case is opened as soon as an agent is in contact.</param>
public sealed record Filing(
    string? Campaign = null, IReadOnlyDictionary<string, string>? CampaignsByName = null, string? DefaultOwnerEmail = null, bool OtherPhones = true, bool CaseDuringContact = false)
{
    /// <summary>The campaign over there to which a conversation belongs; null when it belongs to none.</summary>
    public string? CampaignOf(Session session) =>
        Given(string.IsNullOrWhiteSpace(session.Campaign) ? session.Channel == Channel.Voice ? Campaign : null
            : CampaignsByName?.FirstOrDefault(c => string.Equals(c.Key.Trim(), session.Campaign.Trim(), StringComparison.OrdinalIgnoreCase)).Value);

    /// <summary>Whose its records are to be: the agent's who took it; what nobody took is the default owner's.</summary>
    public string? OwnerOf(Session session) => session.AnsweredAt is null && session.Interactions.All(i => i.AnsweredAt is null) ? Given(DefaultOwnerEmail) ?? session.Agent?.Email : session.Agent?.Email;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
