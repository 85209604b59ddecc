using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;

namespace Liaison.Sandbox.Kustomer.Records;

/// <summary>Tags are ids when read; writes may name them, which makes those that are missing.</summary>
public static class Tags
{
    public static void Resolve(ApiCall call, JsonObject body)
    {
        if (body["tags"] is JsonArray tags)
        {
            body["tags"] = new JsonArray([.. tags.Select(tag => (string)tag!).Select(tag => (JsonNode)IdOf(call, tag)).DistinctBy(tag => (string)tag!)]);
        }
    }

    public static string IdOf(ApiCall call, string tag)
    {
        if (call.Store.Find("tag", tag) is not null)
        {
            return tag;
        }

        if (call.Store.By("tag", "name", tag) is { } known)
        {
            return known.Id;
        }

        var made = new Item("tag", call.Org.NewId(), new JsonObject { ["name"] = tag, ["createdAt"] = call.Now() }, ImmutableSortedDictionary<string, string>.Empty);
        call.Store.Put(made);
        return made.Id;
    }
}
