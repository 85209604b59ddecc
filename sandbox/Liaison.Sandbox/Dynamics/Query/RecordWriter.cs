using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>Writes records as an answer shows them, with the annotations asked for.</summary>
public sealed class RecordWriter
{
    private const string FormattedValue = "OData.Community.Display.V1.FormattedValue";
    private readonly ApiCall call;
    private readonly string[] wanted;

    public RecordWriter(ApiCall call)
    {
        this.call = call;
        wanted = call.Request.Preferences.TryGetValue("odata.include-annotations", out var asked) ? asked.Split(',', StringSplitOptions.TrimEntries) : [];
    }

    public bool Wants(string annotation) => wanted.Any(one => one == "*" || one == annotation || (one.EndsWith(".*", StringComparison.Ordinal) && annotation.StartsWith(one[..^1], StringComparison.Ordinal)));

    public JsonObject Write(TableType table, Row row, QueryOptions options)
    {
        var json = new JsonObject { ["@odata.etag"] = row.ETag };
        foreach (var column in options.Columns ?? [.. table.Columns.Where(column => column.Type is not (ColumnType.PartyList or ColumnType.PrimaryKey) && column.Name != "documentbody")])
        {
            Put(json, column, column.Property, row);
        }

        json[table.PrimaryId] = row.Id.ToString("D");
        if (table.Name is "systemuser" or "team")
        {
            // Users and teams are owners, and have an owner's key too.
            json["ownerid"] = row.Id.ToString("D");
        }

        foreach (var expansion in options.Expansions)
        {
            json[expansion.Name] = Expanded(row, expansion);
        }

        return json;
    }

    /// <param name="name">The column's property, or what a query calls it.</param>
    /// <param name="skipEmpty">FetchXML leaves empty columns out.</param>
    public void Put(JsonObject json, Column column, string name, Row row, bool skipEmpty = false)
    {
        var value = column.Type == ColumnType.PrimaryKey ? row.Id : column.Name == "versionnumber" ? row.Version : row[column.Name];
        if (value is null && skipEmpty)
        {
            return;
        }

        if (Wants(FormattedValue) && Value.Formatted(column, value, NameOf) is { } formatted)
        {
            json[$"{name}@{FormattedValue}"] = formatted;
        }

        if (value is Reference reference)
        {
            if (Wants("Microsoft.Dynamics.CRM.associatednavigationproperty") && column.Navigations.FirstOrDefault(one => one.Target == reference.Table) is { } navigation)
            {
                json[name + "@Microsoft.Dynamics.CRM.associatednavigationproperty"] = navigation.Name;
            }

            if (Wants("Microsoft.Dynamics.CRM.lookuplogicalname"))
            {
                json[name + "@Microsoft.Dynamics.CRM.lookuplogicalname"] = reference.Table;
            }
        }

        json[name] = Value.Write(value);
    }

    private JsonNode? Expanded(Row row, Expansion expansion)
    {
        call.Demand(call.Schema[expansion.Target], "read");
        var type = call.Schema[expansion.Target];
        if (expansion.Lookup is { } lookup)
        {
            var meant = row[lookup.Name] as Reference;
            var target = lookup.Type == ColumnType.Owner && meant is not null ? call.Schema[meant.Table] : type;
            return meant is not null && meant.Table == target.Name && call.Org.Store.Find(meant) is { } found ? Write(target, found, expansion.Options) : null;
        }

        var evaluator = new Evaluator(call.Org.Store);
        IEnumerable<Row> children = call.Org.Store[type.Name].Referring(expansion.Collection!.Column, row.Id);
        if (expansion.Options.Filter is { } filter)
        {
            children = children.Where(child => evaluator.Holds(filter, child));
        }

        return new JsonArray([.. QueryRunner.Sort(evaluator, children, expansion.Options.Order).Take(expansion.Options.Top ?? 5000).Select(child => (JsonNode)Write(type, child, expansion.Options))]);
    }

    private string? NameOf(Reference reference) => call.Schema[reference.Table].PrimaryName is { } name ? call.Org.Store.Find(reference)?[name] as string : null;
}
