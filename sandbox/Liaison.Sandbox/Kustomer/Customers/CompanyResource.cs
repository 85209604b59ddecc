using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Customers;

/// <summary>Below <c>/v1/companies</c>.</summary>
public static class CompanyResource
{
    private static readonly string[] Kept = ["name"];

    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["companies"]) => List(call),
        ("POST", ["companies"]) => ApiAnswer.Created(Envelope.One(call.Org, Create(call, call.BodyAs("post.companies")))),
        (_, ["companies", "bulk"]) => Bulk.BulkResource.Start(call, "companies"),
        ("GET", ["companies", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Read(call, id))),
        ("PUT" or "PATCH", ["companies", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Update(call, Read(call, id), call.BodyAs("put.companies.id")))),
        ("GET", ["companies", var id, "klasses", var klass]) => KObjectResource.OfCompany(call, Read(call, id), klass),
        _ => throw RefusalException.NotFound(),
    };

    public static Item Create(ApiCall call, JsonObject body)
    {
        call.Needs("company.create");
        ContactPoints.Free(call, "company", body, self: null);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, "company"));
        Tags.Resolve(call, body);
        body["tags"] ??= new JsonArray();
        return RecordDesk.Create(call, "company", body);
    }

    public static Item Update(ApiCall call, Item before, JsonObject body)
    {
        call.Needs("company.update");
        var rev = body["rev"]?.DeepClone();
        body.Remove("rev");
        ContactPoints.Free(call, "company", body, before.Id);
        CustomRule.Check(body["custom"] as JsonObject ?? [], MetadataResource.PropertiesOf(call.Org, "company"));
        Tags.Resolve(call, body);
        return RecordDesk.Change(call, before, before.Changed(attributes => Overlay.Put(attributes, body, call.Asked("replace") == "true", Kept)), rev);
    }

    /// <summary>By external id or by name; both together are both ignored.</summary>
    private static ApiAnswer List(ApiCall call)
    {
        call.Needs("company.read");
        return Listing.Of(call, (call.Asked("externalId"), call.Asked("filter")) switch
        {
            ({ } external, null) => call.Store.AllBy("company", "externalId", external),
            (null, { } name) => call.Store.Of("company").Where(company => company.Text("name")!.Contains(name, StringComparison.OrdinalIgnoreCase)),
            _ => call.Store.Of("company"),
        });
    }

    private static Item Read(ApiCall call, string id)
    {
        call.Needs("company.read");
        return call.Must("company", id);
    }
}
