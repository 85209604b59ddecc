using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Core.DynamicData;

/// <summary>Says everything that is wrong with a choice of dynamic data, each with its place.</summary>
public static class DynamicDataCheck
{
    private const int LongestName = 100;
    private const int LongestDescription = 500;
    private const int MostMappings = 100;

    /// <param name="everyones">The limits that hold where the connection has none of its own.</param>
    /// <param name="describe">A record type as the system describes it; null while it does not.</param>
    public static IReadOnlyList<Problem> Check(DynamicDataPolicy policy, DynamicDataLimits everyones, Func<string, RecordType?> describe)
    {
        if (policy.Limits is { } own && (own.MostText is < 0 or > 50 || own.MostOther is < 0 or > 50 || own.Most is < 0 or > 100))
        {
            return [new Problem("/limits", "out-of-range", "0 to 50 fields of text, 0 to 50 others, and 0 to 100 in all can be shown.")];
        }
        if (policy.Mappings.Count > MostMappings)
        {
            return [new Problem("/mappings", "too-many", $"At most {MostMappings} mappings.")];
        }
        var problems = new List<Problem>();
        foreach (var (mapping, n) in policy.Mappings.Select((m, n) => (m, n)))
        {
            var before = policy.Mappings.Take(n).ToList();
            problems.AddRange(Check(mapping, before, $"/mappings/{n}"));
            problems.AddRange(mapping.Records.SelectMany((record, m) => Check(record, mapping, [.. mapping.Records.Take(m)], before, policy.Limits ?? everyones, describe, $"/mappings/{n}/records/{m}")));
        }
        return problems;
    }

    private static IEnumerable<Problem> Check(DynamicDataMapping mapping, List<DynamicDataMapping> before, string at)
    {
        if (string.IsNullOrWhiteSpace(mapping.Name) || mapping.Name.Length > LongestName)
        {
            yield return new Problem($"{at}/name", "required", $"A mapping has a name of 1 to {LongestName} characters.");
        }
        else if (before.Exists(m => m.Name == mapping.Name))
        {
            yield return new Problem($"{at}/name", "twice", $"There is a mapping “{mapping.Name}” already.");
        }
        if (mapping.Description?.Length > LongestDescription)
        {
            yield return new Problem($"{at}/description", "too-long", $"A description has at most {LongestDescription} characters.");
        }
    }

    private static IEnumerable<Problem> Check(
        ShownRecord record, DynamicDataMapping mapping, IReadOnlyList<ShownRecord> earlier, List<DynamicDataMapping> before, DynamicDataLimits limits, Func<string, RecordType?> describe, string at)
    {
        if (string.IsNullOrWhiteSpace(record.RecordType))
        {
            yield return new Problem($"{at}/recordType", "required", "Say of which type of record fields are shown.");
            yield break;
        }
        if (earlier.Any(r => r.RecordType == record.RecordType))
        {
            yield return new Problem($"{at}/recordType", "twice", $"“{mapping.Name}” has {record.RecordType} twice; once is enough.");
        }
        else if (mapping.InUse && before.Find(m => m.InUse && m.Records.Any(r => r.RecordType == record.RecordType)) is { } other)
        {
            yield return new Problem($"{at}/recordType", "in-use-twice", $"“{other.Name}” is in use for {record.RecordType} already; only one can be. Switch one of the two off.");
        }
        var type = describe(record.RecordType);
        foreach (var (field, n) in record.Fields.Select((f, n) => (f, n)))
        {
            if (string.IsNullOrWhiteSpace(field))
            {
                yield return new Problem($"{at}/fields/{n}", "required", "Choose a field.");
            }
            else if (record.Fields.Take(n).Contains(field, StringComparer.Ordinal))
            {
                yield return new Problem($"{at}/fields/{n}", "twice", $"{field} is there twice; once is enough.");
            }
            else if (type?.Fields.FirstOrDefault(f => f.Name == field) is { Readable: false } hidden)
            {
                yield return new Problem($"{at}/fields/{n}", "field-not-readable", $"{hidden.Label} can be written but not read.");
            }
        }
        if (limits.WhyNot(record.Fields, type) is { } why)
        {
            yield return new Problem($"{at}/fields", "too-many", why);
        }
    }
}
