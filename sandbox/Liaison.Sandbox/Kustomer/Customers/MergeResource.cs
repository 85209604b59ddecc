using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Customers;

/// <summary>Two customers become one: the target keeps what both have, and takes over the timeline. The source is gone.</summary>
public static class MergeResource
{
    public static ApiAnswer Merge(ApiCall call)
    {
        call.Needs("customer.update");
        var body = call.BodyAs("post.customers.merges");
        var (source, target) = (call.Must("customer", (string)body["source"]!), call.Must("customer", (string)body["target"]!));
        if (source.Id == target.Id)
        {
            throw RefusalException.BadParameter("source", "Cannot merge a customer into itself", "/properties/source");
        }

        foreach (var item in call.Store.Types.Select(type => type.Key).ToList().SelectMany(type => call.Store.AllBy(type, "customer", source.Id).ToList()).ToList())
        {
            RecordDesk.Change(call, item, item.Linked("customer", target.Id));
        }

        RecordDesk.Remove(call, source);
        RecordDesk.Change(call, target, target.Changed(attributes =>
        {
            foreach (var (name, value) in source.Attributes)
            {
                if (attributes[name] is JsonArray mine && value is JsonArray theirs)
                {
                    attributes[name] = new JsonArray([.. mine.Concat(theirs).Select(one => one!.DeepClone()).DistinctBy(one => one.ToJsonString()).Take(10)]);
                }
                else if (attributes[name] is null || (name == "name" && (string?)attributes[name] == ""))
                {
                    attributes[name] = value?.DeepClone();
                }
            }
        }).Linked("company", target.Link("company") ?? source.Link("company")));
        CustomerShape.Stir(call, target.Id);
        var merge = RecordDesk.Create(call, "customer_merge", new JsonObject { ["status"] = "success" }, ("source", source.Id), ("target", target.Id));
        return ApiAnswer.Created(Envelope.One(call.Org, merge));
    }

    public static ApiAnswer One(ApiCall call, string id)
    {
        call.Needs("customer.read");
        return ApiAnswer.Ok(Envelope.One(call.Org, call.Must("customer_merge", id)));
    }

    public static ApiAnswer List(ApiCall call, Item customer) => Listing.Of(call, call.Store.AllBy("customer_merge", "target", customer.Id));
}
