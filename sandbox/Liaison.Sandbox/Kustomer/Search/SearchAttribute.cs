using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Search;

/// <summary>What a search asks about: <c>customer_phone</c>, <c>conversation_custom_caseTypeStr</c>, <c>kobject_custom_order_numberNum</c>. Another kind of record is reached over the customer.</summary>
/// <param name="Type">Kind of record that has it; ends with a point for any custom object.</param>
/// <param name="Path">Attribute, or list and property.</param>
public sealed record SearchAttribute(string Type, string Path, SearchClass Class, string? Property = null, bool Custom = false)
{
    private static readonly string[] Kinds = ["customer", "conversation", "message", "note", "company", "kobject"];

    private static readonly Dictionary<string, (string Path, string? Property)> Named = new(StringComparer.Ordinal)
    {
        ["phone"] = ("phones", "phone"), ["shared_phone"] = ("sharedPhones", "phone"), ["email"] = ("emails", "email"), ["shared_email"] = ("sharedEmails", "email"), ["whatsapp"] = ("whatsapps", "phone"),
        ["external_id"] = ("externalId", null), ["external_ids"] = ("externalIds", "externalId"), ["shared_external_id"] = ("sharedExternalIds", "externalId"), ["social"] = ("socials", "username"), ["any_text"] = ("*", null), ["id"] = ("#id", null),
        ["customer_id"] = ("#customer", null), ["company_id"] = ("#company", null), ["conversation_id"] = ("#conversation", null), ["urls"] = ("urls", "url"), ["address"] = ("locations", "address"),
        ["activity_at"] = ("lastActivityAt", null), ["last_message_at"] = ("lastMessageAt", null), ["last_message_sent_at"] = ("lastMessageAt", null),
    };

    public static SearchAttribute Of(KustomerStandIn org, string name)
    {
        var kind = Kinds.FirstOrDefault(kind => name.StartsWith(kind + "_", StringComparison.Ordinal)) ?? throw Unknown(name);
        var rest = name[(kind.Length + 1)..];
        if (rest.StartsWith("custom_", StringComparison.Ordinal))
        {
            var attribute = rest["custom_".Length..];
            if (kind != "kobject")
            {
                return Declared(kind, kind, attribute);
            }

            var klass = org.Store.Of("klass").Select(one => one.Text("name")!).Where(one => attribute.StartsWith(one + "_", StringComparison.Ordinal)).MaxBy(one => one.Length) ?? throw Unknown(name);
            return Declared(Klasses.TypeOf(klass), klass, attribute[(klass.Length + 1)..]);
        }

        SearchAttribute Declared(string type, string resource, string attribute) => MetadataResource.PropertiesOf(org, resource).ContainsKey(attribute)
            ? new SearchAttribute(type, attribute, SearchBook.OfSuffix(CustomRule.SuffixOf(attribute)), Custom: true) : throw Unknown(name);

        var type = kind == "kobject" ? "kobject." : kind;
        var told = SearchBook.ClassOf(name) ?? throw Unknown(name);
        return name == "message_body" ? new SearchAttribute(type, "preview", told) : Named.TryGetValue(rest, out var named) ? new SearchAttribute(type, named.Path, told, named.Property) : new SearchAttribute(type, Camel(rest), told);
    }

    /// <summary>Texts, numbers and truths; none when it is not set.</summary>
    public IEnumerable<object> Values(KustomerStandIn org, Item item)
    {
        var owners = Is(item.Type) ? [item] : item.Type == "customer" && Type != "company" ? org.Index.Of(Is).Where(one => one.Link("customer") == item.Id) : org.Store.Find(Type, item.Link(Type)) is { } linked ? [linked] : Array.Empty<Item>();
        return owners.SelectMany(Of);
    }

    private bool Is(string type) => Type.EndsWith('.') ? type.StartsWith(Type, StringComparison.Ordinal) : type == Type;

    private IEnumerable<object> Of(Item item) => Path switch
    {
        "*" => Texts(item.Attributes),
        "#id" => [item.Id],
        _ when Path.StartsWith('#') => item.Link(Path[1..]) is { } id ? [id] : [],
        _ when Property is not null => (item.Attributes[Path] as JsonArray ?? []).OfType<JsonObject>().SelectMany(entry => Leaves(entry[Property])),
        _ => Leaves(Custom ? (item.Attributes["custom"] as JsonObject)?[Path] : item.Attributes[Path]),
    };

    private static IEnumerable<object> Texts(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(part => Texts(part.Value)),
        JsonArray many => many.SelectMany(Texts),
        _ => Leaves(node).Where(value => value is string),
    };

    private static IEnumerable<object> Leaves(JsonNode? node) => node is JsonArray many ? many.SelectMany(Leaves) : node is not JsonValue value ? [] : value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? [text] : [],
        JsonValueKind.Number => [double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)],
        _ => [value.GetValue<bool>()],
    };

    private static string Camel(string name) => string.Concat(name.Split('_').Select((word, number) => number == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static RefusalException Unknown(string name) => RefusalException.BadParameter(name, "Invalid search attribute", "/properties/" + name);
}
