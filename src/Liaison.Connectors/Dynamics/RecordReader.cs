using System.Globalization;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Reads records of an answer into texts by name: a lookup under its column's name as the id of its record and, with <c>.name</c> behind, as people call it; a choice likewise as number and as
/// label; columns of an expanded record under the path to it. What is empty is left out.
/// </summary>
internal static class RecordReader
{
    private const int Deepest = 4;

    /// <returns>Null for what has no id.</returns>
    public static FoundRecord? Read(JsonElement record, DescribedTable table)
    {
        var values = Flat(record);
        return values.GetValueOrDefault(table.PrimaryId) is { } id
            ? new FoundRecord(table.Name, id, values.GetValueOrDefault(table.PrimaryName) ?? id, values, Time(values.GetValueOrDefault("modifiedon")))
            : null;
    }

    public static Dictionary<string, string> Flat(JsonElement record)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Fill(record, "", 0, values);
        return values;
    }

    /// <summary>The column's name: <c>_ownerid_value</c> is <c>ownerid</c>.</summary>
    public static string Plain(string property)
    {
        var at = property.LastIndexOf('.') + 1;
        return property.AsSpan(at).StartsWith("_") && property.EndsWith("_value", StringComparison.Ordinal) ? string.Concat(property.AsSpan(0, at), property.AsSpan(at + 1, property.Length - at - 7)) : property;
    }

    public static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static void Fill(JsonElement record, string path, int depth, Dictionary<string, string> values)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        foreach (var part in record.EnumerateObject())
        {
            // FetchXML may write the point of an alias in its escaped form.
            var name = part.Name.Replace("_x002e_", ".", StringComparison.Ordinal);
            var mark = name.IndexOf('@', StringComparison.Ordinal);
            if (mark > 0 && name.EndsWith(DynamicsWire.Formatted, StringComparison.Ordinal))
            {
                if (part.Value.ValueKind == JsonValueKind.String && IsNamed(record, part.Name[..part.Name.IndexOf('@', StringComparison.Ordinal)]))
                {
                    values[$"{path}{Plain(name[..mark])}.name"] = JsonParts.Text(part.Value) ?? "";
                }
            }
            else if (mark < 0 && part.Value.ValueKind == JsonValueKind.Object)
            {
                if (depth < Deepest)
                {
                    Fill(part.Value, $"{path}{name}.", depth + 1, values);
                }
            }
            else if (mark < 0 && JsonParts.Text(part.Value) is { Length: > 0 } text)
            {
                values[path + Plain(name)] = text;
            }
        }
    }

    /// <summary>Numbers and ids have names; dates and sums are only written another way.</summary>
    private static bool IsNamed(JsonElement record, string property) => record.Part(property) is { } value
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False || (value.ValueKind == JsonValueKind.Number && !value.GetRawText().Contains('.', StringComparison.Ordinal)) || (value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out _)));
}
