using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Query;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>One record: made, read, changed, deleted.</summary>
public static class RecordResource
{
    public static ApiAnswer Create(ApiCall call, TableType table)
    {
        var body = call.Request.Json();
        return Saved(call, table, call.Write(scope => RecordDesk.Create(scope, table, body)), created: true);
    }

    public static ApiAnswer Get(ApiCall call, TableType table, string key)
    {
        call.Demand(table, "read");
        var row = References.Existing(call.Org.Store, table, key);
        var options = QueryOptions.Read(call, table, call.Request.Query);
        if (call.Request.Header("If-None-Match") == row.ETag && options.Expansions.Count == 0)
        {
            return new ApiAnswer(StatusCodes.Status304NotModified);
        }

        return QueryRunner.Applied(call, ApiAnswer.Ok(Whole(call, table, row, options)).With("ETag", row.ETag));
    }

    /// <summary>Changes the record, or makes it, unless a condition says not to.</summary>
    public static ApiAnswer Upsert(ApiCall call, TableType table, string key)
    {
        var body = call.Request.Json();

        // Looked up inside the write, so that two upserts of one id never both create.
        var (row, created) = call.Write(scope =>
        {
            var before = References.Find(call.Org.Store, table, key);
            Check(call, table, key, before);
            return before is not null ? (RecordDesk.Update(scope, table, before, body), false) : (RecordDesk.Create(scope, table, WithKey(table, key, body), References.IdOf(table, key)), true);
        });
        return Saved(call, table, row, created);
    }

    public static ApiAnswer Delete(ApiCall call, TableType table, string key) => call.Write(scope =>
    {
        var row = References.Existing(call.Org.Store, table, key);
        Check(call, table, key, row);
        RecordDesk.Delete(scope, table, row);
        return ApiAnswer.NoContent;
    });

    public static ApiAnswer Property(ApiCall call, TableType table, string key, string name, bool raw)
    {
        call.Demand(table, "read");
        var row = References.Existing(call.Org.Store, table, key);
        var column = table.Property(name) ?? throw ODataException.NoSegment(name);
        var value = Value.Write(column.Type == ColumnType.PrimaryKey ? row.Id : row[column.Name]);
        return value is null ? ApiAnswer.NoContent
            : raw ? new ApiAnswer(StatusCodes.Status200OK, Bytes: Encoding.UTF8.GetBytes(value.ToString()), ContentType: "text/plain")
            : ApiAnswer.Ok(new JsonObject { ["@odata.context"] = $"{call.Base}$metadata#{table.Set}({row.Id:D})/{name}", ["value"] = value });
    }

    public static ApiAnswer SetProperty(ApiCall call, TableType table, string key, string name)
    {
        var column = table.Property(name) ?? throw ODataException.NoSegment(name);
        var value = call.Request.Method == "DELETE" ? (JsonElement?)null : call.Request.Json().GetProperty("value");
        return call.Write(scope =>
        {
            var before = References.Existing(call.Org.Store, table, key);
            RecordDesk.Change(scope, table, before, draft => draft[column.Name] = value is { } given ? Value.Read(table, column, given) : null);
            return ApiAnswer.NoContent;
        });
    }

    /// <summary>The record that a lookup means, the records of a collection, or a property.</summary>
    public static ApiAnswer Navigate(ApiCall call, TableType table, string key, string name)
    {
        if (table.Navigation(name) is { } found)
        {
            call.Demand(call.Schema[found.Navigation.Target], "read");
            var row = References.Existing(call.Org.Store, table, key);
            return row[found.Column.Name] is Reference reference && call.Org.Store.Find(reference) is { } meant
                ? ApiAnswer.Ok(Whole(call, call.Schema[reference.Table], meant, QueryOptions.Read(call, call.Schema[reference.Table], call.Request.Query))) : ApiAnswer.NoContent;
        }

        if (table.Collection(name) is { } collection)
        {
            var row = References.Existing(call.Org.Store, table, key);
            return QueryRunner.Run(call, call.Schema[collection.Table], call.Org.Store[collection.Table].Referring(collection.Column, row.Id), $"{table.Set}({row.Id:D})/{name}");
        }

        return Property(call, table, key, name, raw: false);
    }

    /// <summary>Links and unlinks records by <c>$ref</c>.</summary>
    public static ApiAnswer Link(ApiCall call, TableType table, string key, Segment navigation)
    {
        var unlink = call.Request.Method == "DELETE";
        var address = unlink ? call.Request.Option("$id") : call.Request.Json().TryGetProperty("@odata.id", out var id) ? id.GetString() : null;
        return call.Write(scope =>
        {
            var row = References.Existing(call.Org.Store, table, key);
            if (table.Navigation(navigation.Name) is { } found)
            {
                var target = unlink ? null : References.Resolve(scope, address ?? throw ODataException.Payload("The property '@odata.id' is missing"));
                RecordDesk.Change(scope, table, row, draft => draft[found.Column.Name] = target);
                return ApiAnswer.NoContent;
            }

            var collection = table.Collection(navigation.Name) ?? throw ODataException.NoSegment(navigation.Name);
            var child = navigation.Key is { } childKey ? new Reference(collection.Table, References.Existing(call.Org.Store, call.Schema[collection.Table], childKey).Id)
                : References.Resolve(scope, address ?? throw ODataException.Payload("The property '@odata.id' is missing"));
            RecordDesk.Change(scope, call.Schema[child.Table], call.Org.Store.Find(child)!, draft => draft[collection.Column] = unlink ? null : new Reference(table.Name, row.Id));
            return ApiAnswer.NoContent;
        });
    }

    private static void Check(ApiCall call, TableType table, string key, Row? before)
    {
        if (call.Request.Header("If-Match") is { } match)
        {
            if (before is null)
            {
                References.Existing(call.Org.Store, table, key);
            }
            else if (match != "*" && match != before.ETag)
            {
                throw new ODataException(412, "0x80060882", "The version of the existing record doesn't match the RowVersion property provided.");
            }
        }

        if (call.Request.Header("If-None-Match") == "*" && before is not null)
        {
            throw new ODataException(412, "0x80040237", "A record with matching key values already exists.");
        }
    }

    private static ApiAnswer Saved(ApiCall call, TableType table, Row row, bool created)
    {
        var address = $"{call.Base}{table.Set}({row.Id:D})";
        if (!call.Request.Preferences.TryGetValue("return", out var wanted) || wanted != "representation")
        {
            return ApiAnswer.NoContent.With("OData-EntityId", address).With("Location", address);
        }

        var options = QueryOptions.Read(call, table, call.Request.Query);
        return new ApiAnswer(created ? StatusCodes.Status201Created : StatusCodes.Status200OK, Whole(call, table, row, options)).With("Preference-Applied", "return=representation").With("Location", address);
    }

    private static JsonObject Whole(ApiCall call, TableType table, Row row, QueryOptions options)
    {
        var json = new JsonObject { ["@odata.context"] = $"{call.Base}$metadata#{table.Set}{(options.Columns is { } columns ? $"({string.Join(',', columns.Select(column => column.Property))})" : "")}/$entity" };
        foreach (var (name, value) in new RecordWriter(call).Write(table, row, options).ToList())
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    private static JsonElement WithKey(TableType table, string key, JsonElement body)
    {
        if (References.IdOf(table, key) is not null)
        {
            return body;
        }

        var merged = JsonNode.Parse(body.GetRawText())!.AsObject();
        foreach (var (column, value) in References.KeyValues(table, key))
        {
            merged[column] = value;
        }

        return JsonSerializer.SerializeToElement(merged);
    }
}
