using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Kustomer.Records;

/// <summary>What a record is found by.</summary>
public static class Keys
{
    /// <summary>The lists of a customer whose values belong to one customer only, with the property that holds the value.</summary>
    public static readonly (string List, string Property)[] Unique = [("emails", "email"), ("phones", "phone"), ("externalIds", "externalId"), ("whatsapps", "phone"), ("socials", "username")];

    public static IEnumerable<(string Key, string Value)> Of(Item item)
    {
        foreach (var (name, id) in item.Links)
        {
            yield return (name, id);
        }

        if (item.Type is "customer" or "company")
        {
            foreach (var (list, property) in Unique)
            {
                foreach (var value in Values(item.Attributes, list, property))
                {
                    yield return (list, value);
                }
            }
        }
        else if (item.Type is "user" && item.Text("email") is { } email)
        {
            yield return ("email", email.ToLowerInvariant());
        }

        if (item.Text("externalId") is { Length: > 0 } external)
        {
            yield return ("externalId", external);
        }

        if (item.Type is "klass" or "tag" or "company" && item.Text("name") is { } called)
        {
            yield return ("name", called);
        }
    }

    /// <summary>The values of a list as they are compared: addresses without case, social names with their network.</summary>
    public static IEnumerable<string> Values(JsonObject attributes, string list, string property) => attributes[list] is JsonArray entries
        ? entries.OfType<JsonObject>().Where(entry => entry[property] is JsonValue).Select(entry => list switch
        {
            "emails" => entry[property]!.GetValue<string>().ToLowerInvariant(),
            "socials" => $"{entry["type"]} {entry[property]}",
            _ => entry[property]!.GetValue<string>(),
        })
        : [];
}
