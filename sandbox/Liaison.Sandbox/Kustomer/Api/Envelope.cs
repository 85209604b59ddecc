using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Files;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>How records are wrapped: nearly as JSON:API says, with the vendor's own slips.</summary>
public static class Envelope
{
    public static JsonObject One(KustomerStandIn org, Item item) => new() { ["data"] = Data(org, item) };

    public static JsonObject Data(KustomerStandIn org, Item item)
    {
        var links = new JsonObject { ["self"] = SelfOf(item) };
        if (item.Type == "message")
        {
            links["related"] = $"/v1/{item.Text("app")}/messages/{item.Id}";
        }

        if (item.Type == "attachment" && (string?)item.Hidden?["origin"] is { } origin)
        {
            links["related"] = UploadForm.Download(org, item, origin);
        }

        return new JsonObject { ["type"] = item.Type, ["id"] = item.Id, ["attributes"] = Shown(org, item), ["relationships"] = Relationships.Of(org, item), ["links"] = links };
    }

    public static string SelfOf(Item item) => item.Type switch
    {
        "customer_merge" => $"/v1/customers/merges/{item.Id}",
        "conversation_time" => $"/v1/conversations/times/{item.Id}",
        "metadata" => $"/v1/metadata/{item.Id}",
        "bulk" => $"/v1/bulk/{item.Id}",
        "bulk_batch" => $"/v1/bulk/batches/{item.Id}",
        "outbound_webhook" => $"/v1/outbound-webhooks/{item.Id}",
        "customer_event" => $"/v1/events/{item.Id}",
        "token" => $"/v1/auth/tokens/{item.Id}",
        "routing_status" => $"/v1/routing/statuses/{item.Id}",
        "company" => $"/v1/companies/{item.Id}",
        "klass" => $"/v1/klasses/{item.Id}",
        _ when Klasses.NameOf(item) is { } klass => $"/v1/klasses/{Klasses.Plural(klass)}/{item.Id}",
        _ => $"/v1/{item.Type}s/{item.Id}",
    };

    /// <summary>Values of masked attributes are not shown.</summary>
    private static JsonObject Shown(KustomerStandIn org, Item item)
    {
        var shown = (JsonObject)item.Attributes.DeepClone();
        if (org.Settings.MaskedAttributes.Length > 0 && shown["custom"] is JsonObject custom)
        {
            foreach (var name in org.Settings.MaskedAttributes.Where(name => custom[name] is not null))
            {
                custom[name] = "*****";
            }
        }

        return shown;
    }
}
