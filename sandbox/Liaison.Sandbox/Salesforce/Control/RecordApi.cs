using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Control;

/// <summary>Looking at records and changing them past all limits, as a person inside the organisation would.</summary>
public static class RecordApi
{
    private const int LongestPage = 1000;

    public static void Map(IEndpointRouteBuilder control, SalesforceStandIn org)
    {
        control.MapGet("/records/{type}", (HttpRequest request, string type, string? after, int? limit) => List(org, request, type, after, limit ?? 100));
        control.MapPost("/records/{type}", (string type, JsonElement body) => Change(org, type, id: null, body));
        control.MapGet("/records/{type}/{id}", (string type, string id) => One(org, type, id));
        control.MapPatch("/records/{type}/{id}", (string type, string id, JsonElement body) => Change(org, type, id, body));
        control.MapDelete("/records/{type}/{id}", (string type, string id) => Change(org, type, id, body: null));
        control.MapGet("/keys/{key}", (string key) => Results.Ok(new KeyView(key, [.. WithKey(org, key).Select(found => new KeyedRecord(found.Table.Type.Name, found.Row.Id, found.Field))])));
        control.MapGet("/files/{id}", (string id) => org.Files.Get(id) is { } content ? Results.Bytes(content) : Results.NotFound());
    }

    /// <summary>Fields by which an integration finds its own records again.</summary>
    public static bool IsKey(Field field) => field.ExternalId || field.Name == "CallObject";

    /// <summary>The record with every value that it has; null fields are left out.</summary>
    public static JsonObject Json(ObjectType type, Row row)
    {
        var json = new JsonObject { ["type"] = type.Name, ["id"] = row.Id };
        foreach (var field in type.Fields.Where(field => field.Type != FieldType.Id && row[field] is not null))
        {
            json[field.Name] = RecordValue.Write(row[field]);
        }

        return json;
    }

    /// <returns>The record after the change, or the refusal.</returns>
    public static IResult Change(SalesforceStandIn org, string typeName, string? id, JsonElement? body)
    {
        if (org.Schema.Find(typeName) is not { } type)
        {
            return Results.NotFound();
        }

        try
        {
            var saved = org.Store.Write(changes =>
            {
                var scope = new SaveScope(org, org.Schema, changes, org.Users.ByUsername("alice.archer@sandbox.example")?.Id ?? RecordId.Make("005", 1), org.Now(), new SaveOptions(AllowSave: true, AutoAssign: false));
                switch (id, body)
                {
                    case (null, { } fields):
                        return RecordDesk.Create(scope, type, fields);
                    case ({ } known, { } fields):
                        RecordDesk.Update(scope, type, known, fields);
                        return known;
                    default:
                        RecordDesk.Delete(scope, type, id!);
                        return null;
                }
            });
            return saved is null ? Results.NoContent() : One(org, typeName, saved);
        }
        catch (RefusalException refusal)
        {
            return Results.Problem(string.Join(' ', refusal.Failures.Select(failure => $"{failure.Code}: {failure.Message}")), statusCode: refusal.Status == 404 ? 404 : 400);
        }
    }

    private static IResult One(SalesforceStandIn org, string typeName, string id) =>
        org.Schema.Find(typeName) is { } type && RecordId.Normal(id) is { } known && org.Store[type].Find(known) is { } row ? Results.Ok(Json(org.Store[type].Type, row)) : Results.NotFound();

    private static IResult List(SalesforceStandIn org, HttpRequest request, string typeName, string? after, int limit)
    {
        if (org.Schema.Find(typeName) is null)
        {
            return Results.NotFound();
        }

        var table = org.Store[typeName];
        var filters = request.Query.Where(one => one.Key is not ("after" or "limit")).Select(one => (Field: table.Type.Field(one.Key), Value: one.Value.ToString())).ToList();
        if (filters.Any(filter => filter.Field is null))
        {
            return Results.Problem($"A filter is no field of {typeName}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var indexed = filters.FirstOrDefault(filter => table.HasIndex(filter.Field!));
        var rows = (indexed.Field is { } field ? table.With(field, indexed.Value).OrderBy(row => row.Id, StringComparer.Ordinal) : table.All())
            .Where(row => !table.IsDeleted(row) && (after is null || string.CompareOrdinal(row.Id, after) > 0)
                && filters.All(filter => string.Equals(ValueIndex.KeyOf(row[filter.Field!]), filter.Value, StringComparison.OrdinalIgnoreCase)));
        var take = Math.Clamp(limit, 1, LongestPage);
        var found = rows.Take(take + 1).ToList();
        return Results.Ok(new RecordPage([.. found.Take(take).Select(row => Json(table.Type, row))], found.Count > take ? found[take - 1].Id : null, table.Live));
    }

    private static IEnumerable<(Table Table, Row Row, string Field)> WithKey(SalesforceStandIn org, string key) =>
        from table in org.Store.Tables
        from field in table.Type.Fields
        where IsKey(field)
        from row in table.With(field, key)
        where !table.IsDeleted(row)
        select (table, row, field.Name);
}

/// <param name="Next">Give it as <c>after</c> for the page that follows; null on the last page.</param>
/// <param name="Total">Live records of the kind, whatever the filter.</param>
public sealed record RecordPage(JsonObject[] Items, string? Next, int Total);

/// <summary>Every live record that bears the key.</summary>
public sealed record KeyView(string Key, KeyedRecord[] Records);

public sealed record KeyedRecord(string Type, string Id, string Field);
