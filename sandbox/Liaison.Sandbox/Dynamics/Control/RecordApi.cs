using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.OAuth;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Control;

/// <summary>Looking at records and changing them past all limits, as a person inside the organisation would.</summary>
public static class RecordApi
{
    private const int LongestPage = 1000;

    public static void Map(IEndpointRouteBuilder control, DynamicsStandIn org)
    {
        control.MapGet("/records/{table}", (HttpRequest request, string table, Guid? after, int? limit) => List(org, request, table, after, limit ?? 100));
        control.MapPost("/records/{table}", (string table, JsonElement body) => Change(org, table, id: null, body));
        control.MapGet("/records/{table}/{id:guid}", (string table, Guid id) => One(org, table, id));
        control.MapPatch("/records/{table}/{id:guid}", (string table, Guid id, JsonElement body) => Change(org, table, id, body));
        control.MapDelete("/records/{table}/{id:guid}", (string table, Guid id) => Change(org, table, id, body: null));
        control.MapGet("/keys/{key}", (string key) => Results.Ok(new KeyView(key, [.. WithKey(org, key)])));
        control.MapGet("/files/{id:guid}", (Guid id) => org.Store["annotation"].Find(id)?["documentbody"] is string content ? Results.Bytes(Convert.FromBase64String(content)) : Results.NotFound());
    }

    /// <summary>The record with every value that it has; a lookup as <c>contacts(…)</c>. The bytes of a file are not shown.</summary>
    public static JsonObject Json(DynamicsStandIn org, Row row)
    {
        var json = new JsonObject { ["table"] = row.Table, ["id"] = row.Id.ToString("D") };
        foreach (var (name, value) in row.Values.Where(one => one.Key != "documentbody").OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            json[name] = value is Reference reference ? $"{org.Schema[reference.Table].Set}({reference.Id:D})" : Value.Write(value);
        }

        return json;
    }

    /// <returns>The record after the change, or the refusal.</returns>
    public static IResult Change(DynamicsStandIn org, string tableName, Guid? id, JsonElement? body)
    {
        if (org.Schema.Find(tableName) is not { } table)
        {
            return Results.NotFound();
        }

        try
        {
            var saved = org.Store.Write(changes =>
            {
                var scope = new SaveScope(org, org.Schema, changes, new Session(org.UserByName("alice.archer@sandbox.example")?.Id ?? Seed.ApplicationUser, ""), org.Now());
                switch (id, body)
                {
                    case (null, { } values):
                        return RecordDesk.Create(scope, table, values);
                    case ({ } known, { } values):
                        return RecordDesk.Update(scope, table, Existing(org, table, known), values);
                    default:
                        RecordDesk.Delete(scope, table, Existing(org, table, id!.Value));
                        return null;
                }
            });
            return saved is null ? Results.NoContent() : One(org, tableName, saved.Id);
        }
        catch (ODataException refusal)
        {
            return Results.Problem($"{refusal.Code}: {refusal.Message}", statusCode: refusal.Status == 404 ? 404 : 400);
        }
    }

    private static Row Existing(DynamicsStandIn org, TableType table, Guid id) => org.Store[table.Name].Find(id) ?? throw ODataException.NoRecord(table.Name, id);

    private static IResult One(DynamicsStandIn org, string table, Guid id) => org.Schema.Find(table) is not null && org.Store[table].Find(id) is { } row ? Results.Ok(Json(org, row)) : Results.NotFound();

    private static IResult List(DynamicsStandIn org, HttpRequest request, string tableName, Guid? after, int limit)
    {
        if (org.Schema.Find(tableName) is not { } table)
        {
            return Results.NotFound();
        }

        var filters = request.Query.Where(one => one.Key is not ("after" or "limit")).Select(one => (Column: one.Key, Value: one.Value.ToString())).ToList();
        if (filters.Any(filter => table.Column(filter.Column) is null))
        {
            return Results.Problem($"A filter is no column of {tableName}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var rows = org.Store[tableName].All().Where(row => filters.All(filter => string.Equals(Text(row[filter.Column]), filter.Value, StringComparison.OrdinalIgnoreCase)));
        if (after is { } last)
        {
            rows = rows.SkipWhile(row => row.Id != last).Skip(1);
        }

        var take = Math.Clamp(limit, 1, LongestPage);
        var found = rows.Take(take + 1).ToList();
        return Results.Ok(new RecordPage([.. found.Take(take).Select(row => Json(org, row))], found.Count > take ? found[take - 1].Id : null, org.Store[tableName].Count));
    }

    private static string? Text(object? value) => value is Reference reference ? reference.Id.ToString("D") : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static IEnumerable<KeyedRecord> WithKey(DynamicsStandIn org, string key) =>
        from table in org.Schema.Tables
        from row in org.Store[table.Name].All()
        let column = string.Equals(row.Id.ToString("D"), key, StringComparison.OrdinalIgnoreCase) ? table.PrimaryId : table.Keys.FirstOrDefault(one => string.Equals(row[one] as string, key, StringComparison.OrdinalIgnoreCase))
        where column is not null
        select new KeyedRecord(table.Name, row.Id, column);
}

/// <param name="Next">Give it as <c>after</c> for the page that follows; null on the last page.</param>
/// <param name="Total">Records of the table, whatever the filter.</param>
public sealed record RecordPage(JsonObject[] Items, Guid? Next, int Total);

/// <summary>Every record whose id or alternate key this is.</summary>
public sealed record KeyView(string Key, KeyedRecord[] Records);

public sealed record KeyedRecord(string Table, Guid Id, string Column);
