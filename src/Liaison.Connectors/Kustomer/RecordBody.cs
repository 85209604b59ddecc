using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// What a write's fields come to: the record's own JSON, and for a conversation the message and the note that go with it. Bodies are strict over there, so only what is known to be taken is sent; what is left out is told.
/// </summary>
internal sealed partial class RecordBody
{
    private const string Message = "message.";
    private const string Meta = "meta.";
    private const int MostTags = 20;
    private readonly Resource resource;
    private readonly JsonElement? existing;
    private readonly bool fillEmpty;

    private RecordBody(Resource resource, JsonElement? existing, bool fillEmpty) => (this.resource, this.existing, this.fillEmpty) = (resource, existing, fillEmpty);

    public JsonObject Json { get; } = [];

    /// <summary>The message's own fields; empty when nothing is mapped to it.</summary>
    public JsonObject MessageJson { get; } = [];

    public string? Note { get; private set; }

    public List<string> Tags { get; } = [];

    public List<string> Remarks { get; } = [];

    private bool Creates => existing is null;

    /// <param name="existing">The record's attributes as they stand, to keep what is in its lists; null for a new one.</param>
    /// <param name="fillEmpty">Only what is empty over there is written.</param>
    public static RecordBody Of(Resource resource, IReadOnlyList<RenderedField> fields, JsonElement? existing = null, bool fillEmpty = false)
    {
        var body = new RecordBody(resource, existing, fillEmpty);
        foreach (var field in fields.Where(field => field.Value is not null && !field.Attribute))
        {
            body.Put(field.Target, field.Value!);
        }
        return body;
    }

    private void Put(string target, string value)
    {
        if (target.StartsWith(CustomAttribute.Prefix, StringComparison.Ordinal))
        {
            PutCustom(Json, target, target[CustomAttribute.Prefix.Length..], value, fillEmpty ? existing?.Part("custom") : null);
        }
        else if (resource.Type == Resource.Conversation && target.StartsWith(Message + CustomAttribute.Prefix, StringComparison.Ordinal))
        {
            PutCustom(MessageJson, target, target[(Message.Length + CustomAttribute.Prefix.Length)..], value, null);
        }
        else if (resource.Standard.FirstOrDefault(field => field.Name == target) is not { } known)
        {
            Remarks.Add($"{target} was left out: there is no such field.");
        }
        else if (target.StartsWith(Message, StringComparison.Ordinal))
        {
            PutMessage(known, value);
        }
        else if (!(Creates ? known.Creatable : known.Updatable))
        {
            // Which customer and key a record has is settled when it is made; saying so each time would only be noise.
            return;
        }
        else if (target == "note")
        {
            // An empty one takes back what was noted before.
            Note = value.Length > 0 || !Creates ? value : null;
        }
        else if (target == "tags")
        {
            PutTags(value);
        }
        else
        {
            PutStandard(known, value);
        }
    }

    private void PutStandard(StandardField known, string value)
    {
        var before = existing?.Part(known.Name);
        if (fillEmpty && before is { } stands && stands.ValueKind switch { JsonValueKind.Array => stands.GetArrayLength() > 0, JsonValueKind.String => stands.GetString() is { Length: > 0 }, _ => true })
        {
            return;
        }
        if (value.Length == 0)
        {
            // Emptying a list would take away what others put there.
            if (!Creates && known.Kind is not (FieldKind.Points or FieldKind.Texts) && !known.Required)
            {
                Json[known.Name] = null;
            }
            return;
        }
        if (known.Kind is FieldKind.Points or FieldKind.Texts)
        {
            PutList(known, value, before);
            return;
        }
        if (known.Codes is { } codes && codes.FirstOrDefault(code => code.Equals(value.Trim(), StringComparison.OrdinalIgnoreCase)) is null)
        {
            Remarks.Add($"{known.Label} was left out: “{value}” is none of {string.Join(", ", codes)}.");
            return;
        }
        var text = known.Kind == FieldKind.Record ? RecordId.Of(value).Id : known.Codes is null ? value : value.Trim().ToLowerInvariant();
        Take(Json, known.Name, Fitted.Of(known.Kind, known.Length, known.Label, text));
    }

    /// <summary>Lists are set whole over there: what stands in them is sent along, and nothing is ever taken away. A masked value must not be written back.</summary>
    private void PutList(StandardField known, string value, JsonElement? before)
    {
        var stands = before is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        string? Telling(JsonElement one) => known.Kind == FieldKind.Points ? one.Text(known.Member!) : JsonParts.Text(one);
        if (stands.Any(one => Telling(one)?.Contains('*', StringComparison.Ordinal) == true))
        {
            Remarks.Add($"{known.Label} stayed as they are: Kustomer shows them masked to this key, and writing them back would lose them.");
            return;
        }
        var added = value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(one => stands.All(other => !Same(Telling(other), one, known))).ToList();
        if (added.Count == 0)
        {
            return;
        }
        if (stands.Count + added.Count > StandardField.MostPoints && known.Kind == FieldKind.Points)
        {
            Remarks.Add($"{known.Label}: {string.Join(", ", added)} did not find room; Kustomer keeps {StandardField.MostPoints}.");
            return;
        }
        var all = new JsonArray([.. stands.Select(one => (JsonNode?)(known.Kind == FieldKind.Points ? Sendable(one, known.Member!) : JsonValue.Create(one.GetString())))]);
        foreach (var one in added)
        {
            all.Add(known.Kind == FieldKind.Points ? new JsonObject { [known.Member!] = known.Name == "whatsapps" && !one.StartsWith("whatsapp:", StringComparison.Ordinal) ? "whatsapp:" + one : one } : JsonValue.Create(one));
        }
        Json[known.Name] = all;
    }

    /// <summary>Reads give more members than writes take.</summary>
    private static JsonObject Sendable(JsonElement point, string member)
    {
        var sent = new JsonObject { [member] = point.Text(member) };
        if (point.Text("type") is { } type)
        {
            sent["type"] = type;
        }
        if (point.Part("verified") is { ValueKind: JsonValueKind.True or JsonValueKind.False } verified)
        {
            sent["verified"] = verified.GetBoolean();
        }
        return sent;
    }

    private static bool Same(string? one, string other, StandardField known) => one is not null && (known.Type == "phone"
        ? string.Concat(one.Where(char.IsAsciiDigit)) == string.Concat(other.Where(char.IsAsciiDigit)) : string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase));

    private void PutMessage(StandardField known, string value)
    {
        if (value.Length == 0)
        {
            return;
        }
        if (known.Codes is { } codes && !codes.Contains(value.Trim().ToLowerInvariant()))
        {
            Remarks.Add($"{known.Label} of the message was left out: “{value}” is none of {string.Join(", ", codes)}.");
            return;
        }
        var name = known.Name[Message.Length..];
        var into = MessageJson;
        if (name.StartsWith(Meta, StringComparison.Ordinal))
        {
            into = (JsonObject)(MessageJson["meta"] ??= new JsonObject());
            name = name[Meta.Length..];
        }
        Take(into, name, Fitted.Of(known.Kind, known.Length, known.Label, known.Codes is null ? value : value.Trim().ToLowerInvariant()));
    }

    private void PutCustom(JsonObject into, string target, string name, string value, JsonElement? before)
    {
        if (CustomAttribute.SuffixOf(name) is not { } suffix)
        {
            Remarks.Add($"{target} was left out: the last word of a custom attribute's name says its type (Str, Txt, Num, At, Bool, Url, Id, Tree), and this one has none.");
            return;
        }
        if (before is { } attributes && attributes.Part(name) is not null)
        {
            return;
        }
        var custom = into["custom"] as JsonObject ?? [];
        if (value.Length > 0)
        {
            Take(custom, name, Fitted.Of(CustomAttribute.KindOf(suffix), CustomAttribute.LengthOf(suffix), target, value));
        }
        else if (!Creates)
        {
            custom[name] = null;
        }
        if (custom.Count > 0)
        {
            into["custom"] = custom;
        }
    }

    private void PutTags(string value)
    {
        foreach (var tag in value.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Tag().IsMatch(tag) && Tags.Count < MostTags)
            {
                Tags.Add(tag);
            }
            else
            {
                Remarks.Add(Tags.Count < MostTags ? $"The tag “{tag}” was left out: tags take up to 64 letters, digits, spaces and _ / < > - ." : $"The tag “{tag}” was left out: Kustomer keeps {MostTags}.");
            }
        }
    }

    private void Take(JsonObject into, string name, Fitted fitted)
    {
        if (fitted.Remark is { } remark)
        {
            Remarks.Add(remark);
        }
        if (fitted.Fits)
        {
            into[name] = fitted.Json;
        }
    }

    [GeneratedRegex(@"^[0-9a-zA-ZÀ-ÿ_/<>\-.][0-9a-zA-ZÀ-ÿ _/<>\-.]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
