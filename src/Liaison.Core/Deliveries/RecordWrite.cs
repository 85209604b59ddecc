using Liaison.Core.Mapping;

namespace Liaison.Core.Deliveries;

/// <summary>One of several records that are written together.</summary>
/// <param name="Alias">Its name among them: <c>person</c>, <c>activity</c>.</param>
/// <param name="Reference">Under which name the session keeps the record's id: <c>contact</c>, <c>task</c>.</param>
/// <param name="Record">The record to change; null to create one.</param>
/// <param name="Key">Our stable key, written into the record so that a lost answer is found again.</param>
/// <param name="Links">Fields that take the id of another record: by field name, either an alias among these writes or a record's id.</param>
/// <param name="OwnerEmail">Whose the record shall be, by e-mail; null leaves the owner alone. Who is not known there gives way to the connected user.</param>
/// <param name="Existing">What to do with the values of a record that exists already.</param>
public sealed record RecordWrite(
    string Alias, string Reference, string RecordType, string? Record, string Key, IReadOnlyList<RenderedField> Fields, IReadOnlyDictionary<string, string> Links,
    string? OwnerEmail = null, UpdatePolicy Existing = UpdatePolicy.Update)
{
    /// <summary>Links of lesser weight: where the record that one names is not there (any more), it is left out, and the rest is written.</summary>
    public IReadOnlyList<string> Spare { get; init; } = [];

    /// <summary>Whether its links together name it: of such a record there is one at most, and one that is there already counts as written.</summary>
    public bool IsNamedByLinks { get; init; }
}

/// <summary>What incoming values do to a record that exists already.</summary>
public enum UpdatePolicy
{
    /// <summary>Nothing.</summary>
    Keep = 0,

    /// <summary>They replace what stands there.</summary>
    Update = 1,

    /// <summary>They fill what is empty, and never overwrite.</summary>
    FillEmpty = 2,
}
