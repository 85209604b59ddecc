using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;

namespace Liaison.Connectors.Salesforce;

/// <summary>Reads records of a query or search answer: a relation's fields get their path as name (<c>Account.Name</c>), what is empty is left out.</summary>
internal static class FoundRecords
{
    private const int Deepest = 6;

    /// <returns>Null for what has no id.</returns>
    public static FoundRecord? Read(JsonElement record, string? recordType, string nameField)
    {
        var values = Flat(record);
        return values.GetValueOrDefault("Id") is { } id && (recordType ?? record.Part("attributes")?.Text("type")) is { } type
            ? new FoundRecord(type, id, values.GetValueOrDefault(nameField) ?? values.GetValueOrDefault("Name") ?? id, values,
                SalesforceTimes.Read(values.GetValueOrDefault("LastActivityDate")) ?? SalesforceTimes.Read(values.GetValueOrDefault("LastModifiedDate")))
            : null;
    }

    public static Dictionary<string, string> Flat(JsonElement record)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Fill(record, "", 0, values);
        return values;
    }

    private static void Fill(JsonElement record, string path, int depth, Dictionary<string, string> values)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        foreach (var part in record.EnumerateObject().Where(part => part.Name != "attributes"))
        {
            if (part.Value.ValueKind == JsonValueKind.Object)
            {
                if (depth < Deepest)
                {
                    Fill(part.Value, $"{path}{part.Name}.", depth + 1, values);
                }
            }
            else if (JsonParts.Text(part.Value) is { Length: > 0 } text)
            {
                values[path + part.Name] = IsTime(text) ? SalesforceTimes.Iso(text) : text;
            }
        }
    }

    /// <summary>Salesforce's way to write an instant; people's texts do not look like this.</summary>
    private static bool IsTime(string text) => text.Length is 28 && text[10] == 'T' && text.EndsWith("+0000", StringComparison.Ordinal);
}
