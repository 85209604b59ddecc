using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Control;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Sandbox.Salesforce.Pages;

/// <summary>The kinds of records, the newest of one kind, and one record with a form to change a field of it.</summary>
public static class RecordPages
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder routes, SalesforceStandIn org)
    {
        routes.MapGet("/salesforce", () => Objects(org));
        routes.MapGet("/salesforce/objects/{type}", (string type, string? text) => List(org, type, text));
        routes.MapGet("/salesforce/lightning/r/{type}/{id}/view", (string type, string id) => One(org, id, problem: null));
        routes.MapGet("/salesforce/{id:length(15,18)}", (string id) => One(org, id, problem: null));
        routes.MapPost("/salesforce/{id:length(15,18)}", async (HttpRequest request, string id) => Change(org, id, await request.ReadFormAsync()));
    }

    private static IResult Objects(SalesforceStandIn org) => SalesforcePage.Show("Salesforce stand-in", Html.Of($"""
        <p class="soft">Instance URL: this address with <code>/salesforce</code>. App <code>{org.Settings.ClientId}</code>, secret <code>{org.Settings.ClientSecret}</code>,
        users such as <code>{org.Settings.RunAs}</code> with the password <code>{org.Settings.Password}</code>.</p>
        <div class="card"><table>
          <thead><tr><th scope="col">Object</th><th scope="col">API name</th><th scope="col">Ids begin with</th><th scope="col">Records</th></tr></thead>
          <tbody>{org.Schema.Objects.Select(type => Html.Of($"""<tr><td><a href="/salesforce/objects/{type.Name}">{type.LabelPlural}</a></td><td>{type.Name}</td><td>{type.KeyPrefix}</td><td>{org.Store[type].Live}</td></tr>"""))}</tbody>
        </table></div>
        """));

    private static IResult List(SalesforceStandIn org, string typeName, string? text)
    {
        if (org.Schema.Find(typeName) is not { } type)
        {
            return SalesforcePage.Show("No such object", new Html(""), StatusCodes.Status404NotFound);
        }

        var table = org.Store[type];
        var found = table.All().Reverse().Where(row => !table.IsDeleted(row) && (string.IsNullOrEmpty(text) || type.Fields.Any(field => row[field] is string value && value.Contains(text, StringComparison.OrdinalIgnoreCase)))).Take(Shown).ToList();
        var columns = Columns(type);
        return SalesforcePage.Show(type.LabelPlural, Html.Of($"""
            <form class="row card" role="search"><div><label for="text">Any text</label><input id="text" name="text" type="search" value="{text}"></div><button>Search</button></form>
            <div class="card"><table>
              <caption class="soft">{(found.Count == Shown ? $"The newest {Shown}" : $"{found.Count} found")}</caption>
              <thead><tr>{columns.Select(field => Html.Of($"""<th scope="col">{field.Label}</th>"""))}</tr></thead>
              <tbody>{found.Select(row => Html.Of($"<tr>{columns.Select(field => Html.Of($"<td>{Link(org, field, row[field], row.Id)}</td>"))}</tr>"))}</tbody>
            </table></div>
            """));
    }

    private static IResult One(SalesforceStandIn org, string id, string? problem)
    {
        if (RecordId.Normal(id) is not { } known || org.Schema.OfId(known) is not { } type || org.Store[type].Find(known) is not { } row)
        {
            return SalesforcePage.Show("No such record", new Html(""), StatusCodes.Status404NotFound);
        }

        return SalesforcePage.Show($"{type.Label} {(type.NameField is { } name ? row[name] : row.Id)}", Html.Of($"""
            {(problem is null ? new Html("") : Html.Of($"""<p class="notice bad-text" role="alert">{problem}</p>"""))}
            <div class="card"><dl>{type.Fields.Where(field => row[field] is not null).Select(field => Html.Of($"<dt>{field.Label} <span class=\"soft\">({field.Name})</span></dt><dd>{Link(org, field, row[field], own: null)}</dd>"))}</dl></div>
            <section class="card"><h2>Change a field as Alice Archer</h2>
            <form class="row" method="post">
              <div><label for="field">Field</label><select id="field" name="field">{type.Fields.Where(field => field.Updateable).Select(field => Html.Of($"""<option value="{field.Name}">{field.Label} ({field.Name})</option>"""))}</select></div>
              <div><label for="value">New value (nothing empties it)</label><input id="value" name="value"></div>
              <button>Change</button> <button class="bad" name="delete" value="yes">Delete the record</button>
            </form></section>
            """));
    }

    private static IResult Change(SalesforceStandIn org, string id, IFormCollection form)
    {
        if (RecordId.Normal(id) is not { } known || org.Schema.OfId(known) is not { } type)
        {
            return Results.NotFound();
        }

        var value = form["value"].ToString();
        var body = new JsonObject { [form["field"].ToString()] = value.Length == 0 ? null : value };
        return RecordApi.Change(org, type.Name, known, form["delete"] == "yes" ? null : JsonSerializer.SerializeToElement(body)) switch
        {
            ProblemHttpResult refused => One(org, known, refused.ProblemDetails.Detail),
            NoContent => Results.Redirect("/salesforce/objects/" + type.Name),
            _ => Results.Redirect("/salesforce/" + known),
        };
    }

    private static Field[] Columns(ObjectType type)
    {
        string[] wanted = ["CaseNumber", "Name", "Subject", "Title", "Status", "Phone", "MobilePhone", "Email", "Company", "ContactId", "WhoId", "WhatId", Catalogue.SessionIdField, "OwnerId", "CreatedDate"];
        return [.. wanted.Select(type.Field).OfType<Field>().Take(8).DefaultIfEmpty(type.Field("Id")!)];
    }

    private static Html Link(SalesforceStandIn org, Field field, object? value, string? own)
    {
        var text = RecordValue.Write(value)?.ToString();
        return field.Type == FieldType.Reference && value is string id && org.Schema.OfId(id) is { } type && org.Store[type].Find(id) is { } row
            ? Html.Of($"""<a href="/salesforce/{id}">{(type.NameField is { } name ? row[name] ?? id : id)}</a>""")
            : own is not null && (field.NameField || field.Name is "Subject" or "Id") ? Html.Of($"""<a href="/salesforce/{own}">{text ?? own}</a>""") : Html.Of($"{text}");
    }
}
