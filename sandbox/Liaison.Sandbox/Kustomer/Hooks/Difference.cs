using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Hooks;

/// <summary>What an update changed: <c>{attributes: {status: {op, before, after}}, relationships: …}</c>.</summary>
public static class Difference
{
    public static JsonObject Of(Item before, Item after)
    {
        var attributes = new JsonObject();
        foreach (var name in before.Attributes.Select(one => one.Key).Union(after.Attributes.Select(one => one.Key)))
        {
            if (!JsonNode.DeepEquals(before.Attributes[name], after.Attributes[name]))
            {
                attributes[name] = Change(before.Attributes[name], after.Attributes[name]);
            }
        }

        var relationships = new JsonObject();
        foreach (var name in before.Links.Keys.Union(after.Links.Keys).Where(name => before.Link(name) != after.Link(name)))
        {
            relationships[name] = Change(before.Link(name), after.Link(name));
        }

        return new JsonObject { ["attributes"] = attributes, ["relationships"] = relationships };
    }

    private static JsonObject Change(JsonNode? before, JsonNode? after) =>
        new() { ["op"] = before is null ? "add" : after is null ? "remove" : "replace", ["before"] = before?.DeepClone(), ["after"] = after?.DeepClone() };
}
