using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>The relationships of a record, each as the vendor writes it.</summary>
public static class Relationships
{
    public static JsonObject Of(KustomerStandIn org, Item item)
    {
        var all = new JsonObject { ["org"] = To("org", $"/v1/orgs/{Seed.Org}", Seed.Org) };
        if (Klasses.NameOf(item) is { } klass)
        {
            // A slip of the vendor's: "link" in place of "links".
            all["klass"] = new JsonObject { ["link"] = new JsonObject { ["self"] = $"/v1/klasses/{klass}" }, ["data"] = new JsonObject { ["type"] = "klass", ["id"] = klass } };
        }

        if (item.Type == "klass")
        {
            all["kobjects"] = Only($"/v1/klasses/{Klasses.Plural(item.Text("name")!)}");
        }

        if (item.Type is "customer" or "conversation")
        {
            all["messages"] = Only($"/v1/{item.Type}s/{item.Id}/messages");
        }

        foreach (var (name, id) in item.Links)
        {
            all[name] = Link(item, name, id);
        }

        if (item.Type == "customer")
        {
            Kinds(org, item, all);
        }

        if (item.Hidden?["userMentions"] is JsonArray mentions)
        {
            all["userMentions"] = new JsonObject { ["data"] = mentions.DeepClone() };
        }

        if (item.Hidden?["attachments"] is JsonArray files)
        {
            all["attachments"] = new JsonObject { ["data"] = files.DeepClone() };
        }

        return all;
    }

    private static JsonObject Link(Item item, string name, string id) => name switch
    {
        // Another slip: a message has its customer in the plural.
        "customer" when item.Type == "message" => To("customers", $"/v1/customers/{id}", id),
        "source" or "target" => To("customer", $"/v1/customers/{id}", id),
        "createdBy" or "modifiedBy" or "user" => To("user", $"/v1/users/{id}", id),
        "company" => To("company", $"/v1/companies/{id}", id),
        _ => To(name, $"/v1/{name}s/{id}", id),
    };

    /// <summary>One entry for each klass that the customer has objects of.</summary>
    private static void Kinds(KustomerStandIn org, Item customer, JsonObject all)
    {
        foreach (var klass in org.Store.Of("klass").Select(klass => klass.Text("name")!).Where(klass => org.Store.By("kobject." + klass, "customer", customer.Id) is not null))
        {
            all[Klasses.Plural(klass)] = new JsonObject { ["links"] = new JsonObject { ["self"] = $"/v1/customers/{customer.Id}/klasses/{Klasses.Plural(klass)}" }, ["meta"] = new JsonObject { ["kobject"] = true } };
        }
    }

    private static JsonObject Only(string self) => new() { ["links"] = new JsonObject { ["self"] = self } };

    private static JsonObject To(string type, string self, string id) => new() { ["links"] = new JsonObject { ["self"] = self }, ["data"] = new JsonObject { ["type"] = type, ["id"] = id } };
}
