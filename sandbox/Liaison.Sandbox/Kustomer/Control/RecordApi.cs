using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Conversations;
using Liaison.Sandbox.Kustomer.Customers;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Control;

/// <summary>Records as a person of the organisation sees and changes them: web hooks tell of the change as one that no program made.</summary>
public static class RecordApi
{
    public static void Map(RouteGroupBuilder control, KustomerStandIn org)
    {
        control.MapGet("/records/{type}", (HttpRequest request, string type, string? after, int? limit) => List(org, request, type, after, limit ?? 100));
        control.MapGet("/records/{type}/{id}", (string type, string id) => Locked(org, () => org.Store.Find(type, id) is { } item ? Results.Json(Envelope.Data(org, item)) : Results.NotFound()));
        control.MapPost("/records/{type}", (string type, JsonObject body) => Locked(org, () => Results.Json(Envelope.Data(org, Make(org, type, body)))));
        control.MapPatch("/records/{type}/{id}", (string type, string id, JsonObject body) => Change(org, type, id, body));
        control.MapDelete("/records/{type}/{id}", (string type, string id) => Change(org, type, id, body: null));
        control.MapGet("/keys/{key}", (string key) => Locked(org, () => Results.Json(new JsonObject { ["key"] = key, ["records"] = new JsonArray([.. org.Store.Types.SelectMany(type => type.Value.Values).Where(item => item.Id == key || item.Text("externalId") == key).Select(item => new JsonObject { ["table"] = item.Type, ["id"] = item.Id, ["column"] = item.Id == key ? "id" : "externalId" })]) })));
    }

    public static IResult Change(KustomerStandIn org, string type, string id, JsonObject? body) => Locked(org, () =>
    {
        var call = Seed.ByPerson(org, "PUT");
        if (org.Store.Find(type, id) is not { } item)
        {
            return Results.NotFound();
        }

        if (body is null)
        {
            RecordDesk.Remove(call, item);
            return Results.NoContent();
        }

        var after = type switch
        {
            "customer" => CustomerResource.Update(call, item, Company(item, body)),
            "conversation" => ConversationResource.Update(call, item, body),
            "message" => MessageResource.Update(call, item, body),
            "note" => NoteResource.Update(call, item, body),
            "company" => CompanyResource.Update(call, item, body),
            _ when Klasses.NameOf(item) is not null => KObjectResource.Update(call, item, body),
            _ => RecordDesk.Change(call, item, item.Changed(attributes => Overlay.Put(attributes, body))),
        };
        return Results.Json(Envelope.Data(org, after));
    });

    private static Item Make(KustomerStandIn org, string type, JsonObject body)
    {
        var call = Seed.ByPerson(org);
        return type switch
        {
            "customer" => CustomerResource.Create(call, body),
            "conversation" => ConversationResource.Create(call, body, customer: null),
            "message" => MessageResource.Create(call, body, conversation: null),
            "note" => NoteResource.Create(call, body, conversation: null),
            "company" => CompanyResource.Create(call, body),
            _ when type.StartsWith("kobject.", StringComparison.Ordinal) => KObjectResource.Create(call, type["kobject.".Length..], body, customer: null),
            _ => throw RefusalException.NotFound("type"),
        };
    }

    /// <summary>The organisation's own screens never lose the company.</summary>
    private static JsonObject Company(Item customer, JsonObject body)
    {
        if (!body.ContainsKey("company") && customer.Link("company") is { } company)
        {
            body["company"] = company;
        }

        return body;
    }

    private static IResult List(KustomerStandIn org, HttpRequest request, string type, string? after, int limit) => Locked(org, () =>
    {
        var wanted = request.Query.Where(one => one.Key is not ("after" or "limit")).ToList();
        var found = org.Store.Of(type).Where(item => wanted.TrueForAll(one => one.Value == (item.Link(one.Key) ?? item.Attributes[one.Key]?.ToString()))).ToList();
        var page = found.Where(item => after is null || string.CompareOrdinal(item.Id, after) > 0).Take(limit).ToList();
        return Results.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. page.Select(item => Envelope.Data(org, item))]), ["next"] = page.Count == limit ? page[^1].Id : null, ["total"] = found.Count,
        });
    });

    private static IResult Locked(KustomerStandIn org, Func<IResult> work)
    {
        lock (org.Store.Gate)
        {
            try
            {
                return work();
            }
            catch (RefusalException refusal)
            {
                return Results.Problem(refusal.ToJson().ToJsonString(), statusCode: refusal.Status);
            }
        }
    }
}
