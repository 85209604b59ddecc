namespace Liaison.Core.DynamicData;

/// <summary>Which fields of a system's records agents are shown: an administrator's document, one a connection.</summary>
/// <param name="Mappings">Those in use count, others lie ready.</param>
/// <param name="Limits">How many fields at most; null: as for every connection.</param>
public sealed record DynamicDataPolicy(IReadOnlyList<DynamicDataMapping> Mappings, DynamicDataLimits? Limits = null)
{
    public static DynamicDataPolicy Nothing { get; } = new([]);

    /// <summary>The record types of which it says anything.</summary>
    public IEnumerable<string> TypesInUse() => Mappings.Where(m => m.InUse).SelectMany(m => m.Records).Select(r => r.RecordType).Distinct(StringComparer.Ordinal);

    /// <summary>The fields that are shown of a record type, in their order; null when no mapping in use names it.</summary>
    public IReadOnlyList<string>? FieldsOf(string recordType) => Mappings.Where(m => m.InUse).SelectMany(m => m.Records).FirstOrDefault(r => r.RecordType == recordType)?.Fields;
}

/// <summary>A named choice of fields, of one or more record types.</summary>
/// <param name="InUse">Whether it counts.</param>
public sealed record DynamicDataMapping(string Name, IReadOnlyList<ShownRecord> Records, string? Description = null, bool InUse = true);

/// <param name="Fields">In the order in which they are shown.</param>
public sealed record ShownRecord(string RecordType, IReadOnlyList<string> Fields);
