using Liaison.Core.Identification;

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
    /// <summary>Whether a person may be a record of this type.</summary>
    public bool IsPerson(string recordType) => Links.Any(l => l.Person == recordType);
}

/// <param name="Name">Stable: <c>contactAndCase</c>.</param>
/// <param name="Person">The record type that a person becomes if nobody is found; null creates none.</param>
/// <param name="Activity">The record type that the conversation becomes; null for none.</param>
public sealed record ConversationAction(string Name, string Label, string? Person, string? Activity);

/// <param name="Field">The activity's field that takes the person's id; empty when such an activity cannot point at such a person.</param>
/// <param name="PersonField">The field of the person's record that holds the id to use instead of its own (a person account's contact); null for its own.</param>
public sealed record PersonLink(string Activity, string Person, string Field, string? PersonField = null);

/// <summary>A ready set of choices: sales, support.</summary>
public sealed record ConversationPreset(string Name, string Label, string Summary, IReadOnlyList<ConversationTrigger> Triggers);
