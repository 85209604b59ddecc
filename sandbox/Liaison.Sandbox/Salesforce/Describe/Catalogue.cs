using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Salesforce.Describe;

/// <summary>Every object with every field that it can ever have here; what callers see of it is the <see cref="Schema"/>.</summary>
public static class Catalogue
{
    /// <summary>The custom field that an integration brings along to find its records again.</summary>
    public const string SessionIdField = "Liaison_Session_Id__c";

    private static readonly string[] WithSessionId = ["Task", "Contact", "Lead", "Case"];
    private static readonly Lazy<ImmutableArray<ObjectType>> Loaded = new(Load);

    public static ImmutableArray<ObjectType> Objects => Loaded.Value;

    private static ImmutableArray<ObjectType> Load() => [.. Sources().Select(Read).OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static IEnumerable<JsonObject> Sources()
    {
        var assembly = typeof(Catalogue).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(one => one.Contains("Salesforce", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            if (name.EndsWith(".json", StringComparison.Ordinal))
            {
                yield return JsonNode.Parse(reader.ReadToEnd())!.AsObject();
            }
            else if (name.EndsWith(".txt", StringComparison.Ordinal) && name.Contains("Declared", StringComparison.Ordinal))
            {
                foreach (var declared in DeclaredText.Read(reader.ReadToEnd()))
                {
                    yield return declared;
                }
            }
        }
    }

    private static ObjectType Read(JsonObject source)
    {
        var name = (string)source["name"]!;
        if (WithSessionId.Contains(name))
        {
            source["fields"]!.AsArray().Add(DeclaredField.Read([SessionIdField, "string(80)", "C", "U", "ext", "unique", "label=\"Liaison Session Id\""]));
        }

        var fields = source["fields"]!.AsArray().Select((field, slot) =>
            new Field((string)field!["name"]!, slot, FieldTypes.Parse((string)field["type"]!), field.AsObject())).ToImmutableArray();
        source.Remove("fields");
        return new ObjectType(name, (string)source["label"]!, (string)source["labelPlural"]!, (string)source["keyPrefix"]!, fields, fields.Length, source);
    }
}
