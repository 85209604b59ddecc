using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Kustomer.Records;

/// <summary>What PUT and PATCH do alike: what is named is set, lists whole; custom attributes one by one, null clearing.</summary>
public static class Overlay
{
    /// <param name="replace">The body is the whole document: what it leaves out is wiped, but for <paramref name="keep"/>.</param>
    public static void Put(JsonObject attributes, JsonObject body, bool replace = false, string[]? keep = null)
    {
        if (replace)
        {
            foreach (var name in attributes.Select(one => one.Key).Where(name => keep?.Contains(name) != true && name is not ("rev" or "updatedAt" or "modifiedAt" or "createdAt")).ToList())
            {
                attributes[name] = attributes[name] is JsonArray ? new JsonArray() : null;
            }
        }

        foreach (var (name, value) in body)
        {
            if (name != "custom")
            {
                attributes[name] = value?.DeepClone();
                continue;
            }

            var custom = attributes["custom"] as JsonObject ?? [];
            attributes["custom"] = custom.DeepClone();
            foreach (var (attribute, set) in (JsonObject)value!)
            {
                if (set is null)
                {
                    ((JsonObject)attributes["custom"]!).Remove(attribute);
                }
                else
                {
                    attributes["custom"]![attribute] = set.DeepClone();
                }
            }
        }
    }
}
