using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Objects;

/// <summary>What custom attributes a kind of record has, below <c>/v1/metadata</c>. Standard attributes are not listed, as at the vendor.</summary>
public static class MetadataResource
{
    private static readonly string[] Standard = ["customer", "conversation", "company", "message", "user"];

    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["metadata", var resource]) => ApiAnswer.Ok(Envelope.One(call.Org, Read(call, "metadata.read", resource))),
        ("PUT", ["metadata", var resource]) => Update(call, Read(call, "metadata.update", resource)),
        _ => throw RefusalException.NotFound(),
    };

    /// <summary>Declared custom attributes by name; empty for a kind that has none.</summary>
    public static JsonObject PropertiesOf(KustomerStandIn org, string resource) => org.Store.Find("metadata", resource)?.Attributes["properties"] as JsonObject ?? [];

    /// <summary>An empty description for a kind that is new.</summary>
    public static void Begin(KustomerStandIn org, string resource) => Declare(org, resource, []);

    public static void Declare(KustomerStandIn org, string resource, JsonObject properties) =>
        org.Store.Put(new Item("metadata", resource, new JsonObject { ["properties"] = properties }, ImmutableSortedDictionary<string, string>.Empty));

    private static ApiAnswer Update(ApiCall call, Item metadata)
    {
        var body = call.BodyAs("put.metadata.resource");
        foreach (var (name, definition) in body["properties"] as JsonObject ?? [])
        {
            if (CustomRule.SuffixOf(name) is not { } suffix)
            {
                throw RefusalException.BadParameter(name, "Additional properties not allowed", "/properties/properties/additionalProperties");
            }

            if (definition is JsonObject given)
            {
                given["type"] ??= CustomRule.Types[suffix];
                (given["modifiedBy"], given["modifiedAt"], given["updatedAt"]) = (call.User, call.Now(), call.Now());
            }
        }

        var after = metadata.Changed(attributes =>
        {
            foreach (var (name, definition) in body["properties"] as JsonObject ?? [])
            {
                if (definition is null)
                {
                    attributes["properties"]!.AsObject().Remove(name);
                }
                else
                {
                    attributes["properties"]![name] = definition.DeepClone();
                }
            }
        });
        call.Store.Put(after);
        return ApiAnswer.Ok(Envelope.One(call.Org, after));
    }

    private static Item Read(ApiCall call, string role, string resource)
    {
        call.Needs(role);
        if (call.Store.Find("metadata", resource) is { } known)
        {
            return known;
        }

        return Standard.Contains(resource) || Klasses.Find(call.Store, resource) is not null ? new Item("metadata", resource, new JsonObject { ["properties"] = new JsonObject() }, ImmutableSortedDictionary<string, string>.Empty) : throw RefusalException.NotFound("resource");
    }
}
