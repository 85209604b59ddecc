using System.Globalization;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Reads a record (<c>data</c> of an answer) into texts by name: attributes as they are called, custom ones under <c>custom.</c>, what a list holds one a line, and the ids of related records under the relation's name.
/// What is empty is left out, and so is what is not known.
/// </summary>
internal static class RecordReader
{
    private const int Deepest = 3;
    private static readonly string[] Telling = ["email", "phone", "externalId", "url", "name", "tag"];

    private static readonly string[] Names = ["displayName", "name", "title", "emails", "phones"];

    public static FoundRecord? Read(JsonElement data)
    {
        if (data.Text("id") is not { } id || data.Text("type") is not { } type)
        {
            return null;
        }
        var values = Values(data);
        return new FoundRecord(type, IdOf(data, type, id).ToString(), NameOf(values) ?? id, values, Time(values.GetValueOrDefault("lastActivityAt") ?? values.GetValueOrDefault("updatedAt")));
    }

    public static RecordValues? ReadValues(JsonElement data) => data.Text("id") is { } id && data.Text("type") is { } type
        ? new RecordValues(IdOf(data, type, id).ToString(), (data.Part("attributes") ?? default).Text("rev"), Values(data)) : null;

    /// <summary>The customer goes along where the page lies on the customer's timeline.</summary>
    public static RecordId IdOf(JsonElement data, string type, string id) => new(id, type is Resource.Customer or Resource.Company ? null : Related(data, "customer"));

    public static string? Related(JsonElement data, string relation) => (((data.Part("relationships") ?? default).Part(relation) ?? default).Part("data") ?? default).Text("id");

    public static string? Rev(JsonElement data) => (data.Part("attributes") ?? default).Text("rev");

    public static Dictionary<string, string> Values(JsonElement data)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.Part("attributes") is { } attributes)
        {
            Fill(attributes, "", 0, values);
        }
        if (data.Part("relationships") is { ValueKind: JsonValueKind.Object } relations)
        {
            foreach (var relation in relations.EnumerateObject())
            {
                if (Related(data, relation.Name) is { } other)
                {
                    values.TryAdd(relation.Name, other);
                }
            }
        }
        return values;
    }

    public static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string? NameOf(Dictionary<string, string> values) => Names.Select(name => values.GetValueOrDefault(name)?.Split('\n')[0]).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static void Fill(JsonElement part, string path, int depth, Dictionary<string, string> values)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        foreach (var one in part.EnumerateObject())
        {
            var text = one.Value.ValueKind switch
            {
                JsonValueKind.Array => string.Join('\n', one.Value.EnumerateArray().Select(Point).OfType<string>().Where(item => item.Length > 0)),
                JsonValueKind.Object => null,
                _ => JsonParts.Text(one.Value),
            };
            if (text is { Length: > 0 })
            {
                values[path + one.Name] = text;
            }
            else if (one.Value.ValueKind == JsonValueKind.Object && depth < Deepest)
            {
                Fill(one.Value, $"{path}{one.Name}.", depth + 1, values);
            }
        }
    }

    private static string? Point(JsonElement one) => one.ValueKind == JsonValueKind.Object
        ? Telling.Select(name => one.Text(name)).FirstOrDefault(text => text is not null)?.Replace("whatsapp:", "", StringComparison.Ordinal) : JsonParts.Text(one);
}
