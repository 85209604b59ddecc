using Liaison.Core.Identification;
using Liaison.Core.Shared;

namespace Liaison.Core.Memorialisation;

/// <summary>What a system can make of a conversation, said without I/O: part of a connector's declaration.</summary>
/// <param name="Actions">What an administrator may choose for a channel and moment.</param>
/// <param name="Links">How an activity points at a person's record.</param>
/// <param name="Mappings">Mappings to begin with.</param>
/// <param name="Identification">Identification rules to begin with.</param>
public sealed record ConversationVocabulary(
    IReadOnlyList<ConversationAction> Actions, IReadOnlyList<PersonLink> Links, IReadOnlyList<RecordMapping> Mappings, IReadOnlyList<ConversationPreset> Presets,
    IdentificationRules Identification)
{
    /// <summary>How an activity says what it is about, besides whom; the first that fits counts.</summary>
    public IReadOnlyList<AboutLink> About { get; init; } = [];

    /// <summary>The record type by which a person joins a campaign; null where there are no campaigns.</summary>
    public CampaignMembership? Campaigns { get; init; }

    /// <summary>The record type that may be opened while the contact lasts; null where there is none.</summary>
    public string? Case { get; init; }

    /// <summary>The contact's fields by the names that the system's administrators know.</summary>
    public ContactCatalogue Contact { get; init; } = ContactCatalogue.None;

    /// <summary>When conversations are written, to begin with.</summary>
    public WritingTimes Times { get; init; } = WritingTimes.AtTheEnd;

    /// <summary>The same, with what people choose from said in these words.</summary>
    public ConversationVocabulary Said(Words words) => this with
    {
        Actions = [.. Actions.Select(action => action with { Label = words.Say($"actions.{action.Name}", action.Label) })],
        Presets = [.. Presets.Select(preset => preset with { Label = words.Say($"presets.{preset.Name}.label", preset.Label), Summary = words.Say($"presets.{preset.Name}.summary", preset.Summary) })],
    };

    /// <summary>Whether a person may be a record of this type.</summary>
    public bool IsPerson(string recordType) => Links.Any(l => l.Person == recordType);

    /// <summary>Whether a conversation may be about a record of this type, rather than with it.</summary>
    public bool MayBeAbout(string recordType) => About.Any(a => AboutField(a.Activity, recordType) is not null);

    /// <summary>The activity's field that takes the id of a record that it is about; null when it cannot say so.</summary>
    public string? AboutField(string activity, string recordType) => About.FirstOrDefault(a => a.Activity == activity && (a.About == recordType || (a.About == AboutLink.Anything && !IsPerson(recordType))))?.Field;
}

/// <param name="Name">Stable: <c>contactAndCase</c>.</param>
/// <param name="Person">The record type that a person becomes if nobody is found; null creates none.</param>
/// <param name="Activity">The record type that the conversation becomes; null for none.</param>
public sealed record ConversationAction(string Name, string Label, string? Person, string? Activity);

/// <param name="Field">The activity's field that takes the person's id; empty when such an activity cannot point at such a person.</param>
/// <param name="PersonField">The field of the person's record that holds the id to use instead of its own (a person account's contact); null for its own.</param>
public sealed record PersonLink(string Activity, string Person, string Field, string? PersonField = null);

/// <param name="About">A record type, or <see cref="Anything"/> for whatever is no person.</param>
/// <param name="Field">The activity's field that takes the id.</param>
public sealed record AboutLink(string Activity, string About, string Field)
{
    public const string Anything = "*";
}

/// <summary>How a person joins a campaign. Which of its fields takes the person is among the vocabulary's links, with the member as the activity.</summary>
/// <param name="Campaign">The campaigns' own record type.</param>
/// <param name="Member">The record type that makes a person a member: for one campaign and one person there is one at most.</param>
/// <param name="Field">Its field that takes the campaign.</param>
public sealed record CampaignMembership(string Campaign, string Member, string Field);

/// <summary>A ready set of choices: sales, support.</summary>
public sealed record ConversationPreset(string Name, string Label, string Summary, IReadOnlyList<ConversationTrigger> Triggers);
