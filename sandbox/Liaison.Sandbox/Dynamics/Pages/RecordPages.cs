using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Control;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Records;
using Liaison.Sandbox.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Sandbox.Dynamics.Pages;

/// <summary>The tables, the newest records of one, and one record with a form to change a column of it.</summary>
public static class RecordPages
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder routes, DynamicsStandIn org)
    {
        routes.MapGet("/dynamics", () => Tables(org));
        routes.MapGet("/dynamics/tables/{table}", (string table, string? text) => List(org, table, text));
        routes.MapGet("/dynamics/tables/{table}/{id:guid}", (string table, Guid id) => One(org, table, id, problem: null));
        routes.MapPost("/dynamics/tables/{table}/{id:guid}", async (HttpRequest request, string table, Guid id) => Change(org, table, id, await request.ReadFormAsync()));

        // The address that opens a record in the vendor's own screens.
        routes.MapGet("/dynamics/main.aspx", (string? etn, string? id) => Guid.TryParse(id, out var known) ? One(org, etn ?? "", known, problem: null) : List(org, etn ?? "", text: null));
    }

    private static IResult Tables(DynamicsStandIn org) => DynamicsPage.Show("Dynamics 365 stand-in", Html.Of($"""
        <p class="soft">Instance URL: this address with <code>/dynamics</code>. Tenant <code>{org.Settings.TenantId}</code>, client id <code>{org.Settings.ClientId}</code>, client key <code>{org.Settings.ClientSecret}</code>,
        users such as <code>{Seed.Integration}</code> with the password <code>{org.Settings.Password}</code>.</p>
        <div class="card"><table>
          <thead><tr><th scope="col">Table</th><th scope="col">Logical name</th><th scope="col">Set</th><th scope="col">Records</th></tr></thead>
          <tbody>{org.Schema.Tables.Select(table => Html.Of($"""<tr><td><a href="/dynamics/tables/{table.Name}">{table.LabelPlural}</a></td><td>{table.Name}</td><td>{table.Set}</td><td>{org.Store[table.Name].Count}</td></tr>"""))}</tbody>
        </table></div>
        """));

    private static IResult List(DynamicsStandIn org, string tableName, string? text)
    {
        if (org.Schema.Find(tableName) is not { } table)
        {
            return DynamicsPage.Show("No such table", new Html(""), StatusCodes.Status404NotFound);
        }

        var found = org.Store[table.Name].All().Reverse().Where(row => string.IsNullOrEmpty(text) || row.Values.Values.OfType<string>().Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase))).Take(Shown).ToList();
        var columns = Columns(table);
        return DynamicsPage.Show(table.LabelPlural, Html.Of($"""
            <form class="row card" role="search"><div><label for="text">Any text</label><input id="text" name="text" type="search" value="{text}"></div><button>Search</button></form>
            <div class="card"><table>
              <caption class="soft">{(found.Count == Shown ? $"The newest {Shown}" : $"{found.Count} found")}</caption>
              <thead><tr>{columns.Select(column => Html.Of($"""<th scope="col">{column.Label}</th>"""))}</tr></thead>
              <tbody>{found.Select(row => Html.Of($"<tr>{columns.Select(column => Html.Of($"<td>{Link(org, table, column, row)}</td>"))}</tr>"))}</tbody>
            </table></div>
            """));
    }

    private static IResult One(DynamicsStandIn org, string tableName, Guid id, string? problem)
    {
        if (org.Schema.Find(tableName) is not { } table || org.Store[tableName].Find(id) is not { } row)
        {
            return DynamicsPage.Show("No such record", new Html(""), StatusCodes.Status404NotFound);
        }

        var editable = table.Columns.Where(column => !column.ReadOnly && !column.IsLookup && column.Type is not (ColumnType.PrimaryKey or ColumnType.PartyList) && column.Name != "documentbody").OrderBy(column => column.Name, StringComparer.Ordinal);
        return DynamicsPage.Show($"{table.Label}: {(table.PrimaryName is { } name ? row[name] : null) ?? row.Id}", Html.Of($"""
            {(problem is null ? new Html("") : Html.Of($"""<p class="notice bad-text" role="alert">{problem}</p>"""))}
            <div class="card"><table>
              <tbody>{table.Columns.Where(column => row[column.Name] is not null && column.Name != "documentbody").Select(column => Html.Of($"""<tr><th scope="row">{column.Label}</th><td>{column.Name}</td><td>{Link(org, table, column, row)}</td></tr>"""))}</tbody>
            </table></div>
            <form class="row card" method="post" action="/dynamics/tables/{table.Name}/{row.Id}">
              <div><label for="field">Column</label><select id="field" name="field">{editable.Select(column => Html.Of($"<option>{column.Name}</option>"))}</select></div>
              <div><label for="value">Value (numbers for choices)</label><input id="value" name="value"></div>
              <button>Change</button> <button class="bad" name="delete" value="yes">Delete</button>
            </form>
            """));
    }

    private static IResult Change(DynamicsStandIn org, string tableName, Guid id, IFormCollection form)
    {
        if (org.Schema.Find(tableName) is not { } table)
        {
            return Results.NotFound();
        }

        var (field, value) = (form["field"].ToString(), form["value"].ToString());
        JsonNode? written = value.Length == 0 ? null : table.Column(field) is { IsText: false, Type: not (ColumnType.DateTime or ColumnType.Guid) } && decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : value is "true" or "false" && table.Column(field)?.Type == ColumnType.Boolean ? JsonValue.Create(value == "true") : JsonValue.Create(value);
        return RecordApi.Change(org, tableName, id, form["delete"] == "yes" ? null : JsonSerializer.SerializeToElement(new JsonObject { [field] = written })) switch
        {
            ProblemHttpResult refused => One(org, tableName, id, refused.ProblemDetails.Detail),
            NoContent => Results.Redirect("/dynamics/tables/" + tableName),
            _ => Results.Redirect($"/dynamics/tables/{tableName}/{id}"),
        };
    }

    private static Column[] Columns(TableType table)
    {
        string[] wanted = ["ticketnumber", "fullname", "name", "subject", "title", "filename", "statuscode", "directioncode", "phonenumber", "telephone1", "mobilephone", "emailaddress1", "internalemailaddress", "companyname", "customerid", "regardingobjectid", "objectid", "partyid", "participationtypemask", "ownerid", "createdon"];
        return [.. wanted.Select(table.Column).OfType<Column>().Take(8).DefaultIfEmpty(table.Columns[0])];
    }

    private static Html Link(DynamicsStandIn org, TableType table, Column column, Row row) => row[column.Name] switch
    {
        Reference reference when org.Schema[reference.Table] is var meant => Html.Of($"""<a href="/dynamics/tables/{reference.Table}/{reference.Id}">{(meant.PrimaryName is { } name ? org.Store.Find(reference)?[name] ?? reference.Id : reference.Id)}</a>"""),
        var value when column.Name == table.PrimaryName || column.Type == ColumnType.PrimaryKey => Html.Of($"""<a href="/dynamics/tables/{table.Name}/{row.Id}">{value ?? row.Id}</a>"""),
        var value => Html.Of($"{Value.Formatted(column, value, _ => null) ?? Value.Write(value)?.ToString()}"),
    };
}
