using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Conversations;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;
using Liaison.Sandbox.Kustomer.Search;

namespace Liaison.Sandbox.Kustomer.Customers;

/// <summary>Below <c>/v1/customers</c>.</summary>
public static class CustomerResource
{
    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("POST", ["customers"]) => ApiAnswer.Created(Envelope.One(call.Org, Create(call, call.BodyAs("post.customers")))),
        ("GET", ["customers"]) => List(call),
        ("POST", ["customers", "search"]) => SearchResource.Search(call, archive: false),
        ("POST", ["customers", "archive", "search"]) => SearchResource.Search(call, archive: true),
        ("POST", ["customers", "merges"]) => MergeResource.Merge(call),
        ("GET", ["customers", "merges", var id]) => MergeResource.One(call, id),
        (_, ["customers", "bulk"]) => Bulk.BulkResource.Start(call, "customers"),
        ("GET", ["customers", var key]) when Lookup(call, key) is { } found => ApiAnswer.Ok(Envelope.One(call.Org, found)),
        ("GET", ["customers", var ids]) when ids.Contains(',', StringComparison.Ordinal) => Several(call, ids),
        ("GET", ["customers", var id]) => Read(call, id),
        ("PUT" or "PATCH", ["customers", var id]) => Update(call, id),
        ("DELETE", ["customers", var id]) => Delete(call, id),
        ("GET", ["customers", var id, "merges"]) => MergeResource.List(call, Read(call, "customer.read", id)),
        ("POST" or "DELETE", ["customers", var id, "unmasking-windows"]) => Unmask(call, Read(call, "customer.read", id)),
        ("POST", ["customers", var id, "conversations"]) => ConversationResource.Post(call, "post.customers.id.conversations", Read(call, "customer.read", id)),
        ("GET", ["customers", var id, "conversations" or "messages" or "notes" or "drafts"]) => Listing.Of(call, Under(call, id)),
        ("POST", ["customers", var id, "drafts"]) => DraftResource.Post(call, Read(call, "customer.read", id)),
        (_, ["customers", var id, "klasses", var klass]) => KObjectResource.OfCustomer(call, Read(call, "customer.read", id), klass),
        _ => throw RefusalException.NotFound(),
    };

    public static Item Create(ApiCall call, JsonObject body)
    {
        call.Needs("customer.create");
        var company = RecordDesk.Take(body, "company");
        ContactPoints.Tidy(body, before: null);
        ContactPoints.Free(call, "customer", body, self: null);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, "customer"));
        Company(call, company);
        Tags.Resolve(call, body);
        body.Remove("rev");
        return RecordDesk.Create(call, "customer", CustomerShape.Complete(call, body), ("company", company));
    }

    public static Item Update(ApiCall call, Item before, JsonObject body)
    {
        call.Needs("customer.update");
        var rev = body["rev"]?.DeepClone();
        body.Remove("rev");
        ContactPoints.Tidy(body, before);
        ContactPoints.Free(call, "customer", body, before.Id);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, "customer"));
        var named = body.ContainsKey("company");
        var company = RecordDesk.Take(body, "company");
        Company(call, company);
        Tags.Resolve(call, body);
        var after = before.Changed(attributes => Overlay.Put(attributes, body, replace: call.Asked("replace") == "true", keep: CustomerShape.Kept));
        after = after.Changed(CustomerShape.Name);
        return RecordDesk.Change(call, before, named || call.Org.Settings.UnlinkCompany ? after.Linked("company", company) : after, rev);
    }

    private static ApiAnswer Update(ApiCall call, string id) => ApiAnswer.Ok(Envelope.One(call.Org, Update(call, Read(call, "customer.update", id), call.BodyAs("put.customers.id"))));

    /// <summary><c>email=…</c>, <c>phone=…</c>, <c>externalId=…</c>: exactly this value, or 404.</summary>
    private static Item? Lookup(ApiCall call, string key)
    {
        var (name, value) = key.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (key[..at], key[(at + 1)..]) : ("", "");
        if (name.Length == 0)
        {
            return null;
        }

        call.Needs("customer.read");
        return name switch
        {
            "email" => call.MustBy("customer", "emails", value.ToLowerInvariant(), name),
            "phone" => call.MustBy("customer", "phones", value, name),
            "externalId" => call.MustBy("customer", "externalIds", value, name),
            _ => throw RefusalException.NotFound(name),
        };
    }

    private static ApiAnswer Read(ApiCall call, string id) => ApiAnswer.Ok(Envelope.One(call.Org, Read(call, "customer.read", id)));

    private static Item Read(ApiCall call, string role, string id)
    {
        call.Needs(role);
        return call.Must("customer", id);
    }

    private static ApiAnswer List(ApiCall call)
    {
        call.Needs("customer.read");
        return Listing.Of(call, call.Store.Of("customer").Reverse());
    }

    private static ApiAnswer Several(ApiCall call, string ids)
    {
        call.Needs("customer.read");
        return Listing.Several(call, ids.Split(',').Select(id => call.Store.Find("customer", id)).OfType<Item>());
    }

    private static IEnumerable<Item> Under(ApiCall call, string id)
    {
        var kind = call.Path[2][..^1];
        call.Needs(kind == "draft" ? "message.read" : kind + ".read");
        call.Must("customer", id);
        var items = call.Store.AllBy(kind, "customer", id);
        return call.Asked("fromDate") is { } from ? items.Where(item => string.CompareOrdinal(item.Text("createdAt"), from) >= 0) : items.Reverse();
    }

    private static ApiAnswer Delete(ApiCall call, string id)
    {
        var customer = Read(call, "customer.delete", id);
        foreach (var kind in new[] { "conversation", "message", "note" })
        {
            foreach (var item in call.Store.AllBy(kind, "customer", id).ToList())
            {
                RecordDesk.Remove(call, item);
            }
        }

        RecordDesk.Remove(call, customer);
        return ApiAnswer.NoContent;
    }

    private static ApiAnswer Unmask(ApiCall call, Item customer) => call.Method == "POST"
        ? ApiAnswer.Created(new JsonObject { ["data"] = new JsonObject { ["type"] = "unmasking_window", ["id"] = call.Org.NewId(), ["attributes"] = new JsonObject { ["createdAt"] = call.Now() }, ["links"] = new JsonObject { ["self"] = $"/v1/customers/{customer.Id}/unmasking-windows" } } })
        : ApiAnswer.NoContent;

    private static void Company(ApiCall call, string? company)
    {
        if (company is not null && call.Store.Find("company", company) is null)
        {
            throw RefusalException.BadParameter("company", "Company not found", "/properties/company");
        }
    }
}
