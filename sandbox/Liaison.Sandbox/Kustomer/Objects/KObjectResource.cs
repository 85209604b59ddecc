using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Conversations;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Objects;

/// <summary>Custom objects, below <c>/v1/klasses/{name}</c> and a customer's or company's <c>klasses/{name}</c>.</summary>
public static class KObjectResource
{
    private static readonly string[] Kept = ["title", "icon"];

    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["klasses", var name]) => Listing.Of(call, call.Store.Of(Klasses.TypeOf(Reading(call, name)))),
        ("POST", ["klasses", var name]) => ApiAnswer.Created(Envelope.One(call.Org, Create(call, NameOf(call, name), call.BodyAs("post.klasses.name"), customer: null))),
        (_, ["klasses", var name, "bulk"]) => Bulk.BulkResource.Start(call, "klasses/" + NameOf(call, name)),
        ("GET", ["klasses", var name, var key]) when Externals.Asked(key) is { } external => ApiAnswer.Ok(Envelope.One(call.Org, call.MustBy(Klasses.TypeOf(Reading(call, name)), "externalId", external, "externalId"))),
        ("GET", ["klasses", var name, var id]) => ApiAnswer.Ok(Envelope.One(call.Org, call.Must(Klasses.TypeOf(Reading(call, name)), id))),
        ("PUT" or "PATCH", ["klasses", var name, var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Update(call, call.Must(Klasses.TypeOf(NameOf(call, name)), id), call.BodyAs("put.klasses.name.id")))),
        ("DELETE", ["klasses", var name, var id]) => Delete(call, name, id),
        _ => throw RefusalException.NotFound(),
    };

    public static ApiAnswer OfCustomer(ApiCall call, Item customer, string klass) => call.Method switch
    {
        "GET" => Listing.Of(call, call.Store.AllBy(Klasses.TypeOf(Reading(call, klass)), "customer", customer.Id).Reverse()),
        "POST" => ApiAnswer.Created(Envelope.One(call.Org, Create(call, NameOf(call, klass), call.BodyAs("post.customers.id.klasses.name"), customer))),
        _ => throw RefusalException.NotFound(),
    };

    public static ApiAnswer OfCompany(ApiCall call, Item company, string klass) => Listing.Of(call, call.Store.AllBy(Klasses.TypeOf(Reading(call, klass)), "company", company.Id));

    public static Item Create(ApiCall call, string klass, JsonObject body, Item? customer)
    {
        call.Needs("kobject.create");
        var owner = RecordDesk.Take(body, "customer");
        if (customer is null && owner is not null && (customer = call.Store.Find("customer", owner)) is null)
        {
            throw RefusalException.BadParameter("customer", "Customer not found", "/properties/customer");
        }

        Externals.Free(call, Klasses.TypeOf(klass), body, self: null, always: true);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, klass));
        Tags.Resolve(call, body);
        body["icon"] ??= Klasses.Find(call.Store, klass)?.Text("icon");
        body["images"] ??= new JsonArray();
        body["custom"] ??= new JsonObject();
        body["tags"] ??= new JsonArray();
        body["roleGroupVersions"] = new JsonArray();
        var made = RecordDesk.Create(call, Klasses.TypeOf(klass), body, ("customer", customer?.Id), ("company", RecordDesk.Take(body, "company")));
        Customers.CustomerShape.Stir(call, customer?.Id);
        return made;
    }

    public static Item Update(ApiCall call, Item before, JsonObject body)
    {
        call.Needs("kobject.update");
        var rev = body["rev"]?.DeepClone();
        body.Remove("rev");
        Externals.Free(call, before.Type, body, before.Id, always: true);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, Klasses.NameOf(before)!));
        Tags.Resolve(call, body);
        var after = RecordDesk.Change(call, before, before.Changed(attributes => Overlay.Put(attributes, body, call.Asked("replace") == "true", Kept)), rev);
        Customers.CustomerShape.Stir(call, after.Link("customer"));
        return after;
    }

    private static ApiAnswer Delete(ApiCall call, string klass, string id)
    {
        call.Needs("kobject.delete");
        RecordDesk.Remove(call, call.Must(Klasses.TypeOf(NameOf(call, klass)), id));
        return ApiAnswer.NoContent;
    }

    private static string NameOf(ApiCall call, string klass) => Klasses.Must(call, klass).Text("name")!;

    private static string Reading(ApiCall call, string klass)
    {
        call.Needs("kobject.read");
        return NameOf(call, klass);
    }
}
