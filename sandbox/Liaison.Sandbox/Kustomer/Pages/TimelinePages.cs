using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Control;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;
using Liaison.Sandbox.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Sandbox.Kustomer.Pages;

/// <summary>The customers, and the timeline of one: its conversations with what was said in them, its custom objects.</summary>
public static class TimelinePages
{
    private const int Shown = 100;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(IEndpointRouteBuilder routes, KustomerStandIn org)
    {
        routes.MapGet("/kustomer", (string? text) => Locked(org, () => Customers(org, text)));
        routes.MapGet("/kustomer/records", () => Locked(org, () => Types(org)));
        routes.MapGet("/kustomer/records/{type}", (string type) => Locked(org, () => Records(org, type)));
        routes.MapGet("/kustomer/records/{type}/{id}", (string type, string id) => Locked(org, () => One(org, type, id, problem: null)));
        routes.MapPost("/kustomer/records/{type}/{id}", async (HttpRequest request, string type, string id) => Change(org, type, id, await request.ReadFormAsync()));

        // The addresses that open a customer, or something of its timeline, in the vendor's own screens.
        routes.MapGet("/kustomer/app/customers", () => Results.Redirect("/kustomer"));
        routes.MapGet("/kustomer/app/customers/{id}", (string id) => Locked(org, () => Customer(org, id, highlighted: null)));
        routes.MapGet("/kustomer/app/customers/{id}/event/{about}", (string id, string about) => Locked(org, () => Customer(org, id, about)));
    }

    private static IResult Customers(KustomerStandIn org, string? text)
    {
        var found = org.Store.Of("customer").Reverse().Where(item => string.IsNullOrEmpty(text) || item.Attributes.ToJsonString().Contains(text, StringComparison.OrdinalIgnoreCase)).Take(Shown).ToList();
        return KustomerPage.Show("Kustomer stand-in", Html.Of($"""
            <p class="soft">Base URL: this address with <code>/kustomer</code>; API key <code>{org.Settings.ApiKey}</code> (<code>{org.Settings.ElsewhereKey}</code> is a key of another region). Screen pops: <code>/kustomer/app/customers</code>.</p>
            <form class="row card" role="search"><div><label for="text">Any text</label><input id="text" name="text" type="search" value="{text}"></div><button>Search</button></form>
            <div class="card"><table>
              <caption class="soft">{(found.Count == Shown ? $"The newest {Shown}" : $"{found.Count} customers")}</caption>
              <thead><tr><th scope="col">Name</th><th scope="col">Phones</th><th scope="col">E-mail</th><th scope="col">Conversations</th><th scope="col">Last activity</th></tr></thead>
              <tbody>{found.Select(item => Html.Of($"""<tr><td><a href="/kustomer/app/customers/{item.Id}">{item.Text("displayName")}</a></td><td>{List(item, "phones", "phone")}</td><td>{List(item, "emails", "email")}</td><td>{item.Attributes["conversationCounts"]?["all"]}</td><td>{item.Text("lastActivityAt")}</td></tr>"""))}</tbody>
            </table></div>
            """));
    }

    private static IResult Customer(KustomerStandIn org, string id, string? highlighted)
    {
        if (org.Store.Find("customer", id) is not { } customer)
        {
            return Missing();
        }

        var timeline = org.Store.AllBy("conversation", "customer", id).Concat(org.Store.OfKind("kobject.").Where(item => item.Link("customer") == id)).OrderByDescending(item => item.Text("createdAt"), StringComparer.Ordinal);
        return KustomerPage.Show(customer.Text("displayName")!, Html.Of($"""
            <section class="card"><dl>
              <dt>Phones</dt><dd>{List(customer, "phones", "phone")} {List(customer, "sharedPhones", "phone")}</dd><dt>E-mail</dt><dd>{List(customer, "emails", "email")}</dd>
              <dt>Company</dt><dd>{org.Store.Find("company", customer.Link("company"))?.Text("name")}</dd><dt>External id</dt><dd>{customer.Text("externalId")}</dd><dt>Custom</dt><dd>{customer.Attributes["custom"]?.ToJsonString()}</dd>
            </dl><p><a href="/kustomer/records/customer/{customer.Id}">All attributes</a></p></section>
            {timeline.Select(item => Klasses.NameOf(item) is { } klass ? Object(item, klass, item.Id == highlighted) : Conversation(org, item, item.Id == highlighted))}
            """));
    }

    private static Html Conversation(KustomerStandIn org, Item item, bool highlighted) => Html.Of($"""
        <section class="card{(highlighted ? " notice" : "")}"><h2><a href="/kustomer/records/conversation/{item.Id}">{(item.Text("name") is { Length: > 0 } name ? name : "Conversation")}</a>
          <span class="tag {(item.Text("status") == "done" ? "closed" : "open")}">{item.Text("status")}</span></h2>
        <p class="soft">{item.Text("createdAt")} · {item.Text("direction")} · {item.Attributes["custom"]?.ToJsonString()}</p>
        <ul>{org.Store.AllBy("message", "conversation", item.Id).Concat(org.Store.AllBy("note", "conversation", item.Id)).OrderBy(one => one.Id, StringComparer.Ordinal).Select(one => Html.Of($"""
          <li><a href="/kustomer/records/{one.Type}/{one.Id}">{(one.Type == "note" ? "note" : $"{one.Text("channel")} {one.Text("direction")}")}</a> <pre>{one.Text("preview") ?? one.Text("body")}</pre>{Files(org, one)}</li>
          """))}</ul></section>
        """);

    private static IEnumerable<Html> Files(KustomerStandIn org, Item owner) => org.Store.AllBy("attachment", owner.Type, owner.Id).Select(file => Html.Of($"""<p><a href="/kustomer/control/files/{file.Id}">{file.Text("name")}</a> {file.Attributes["contentLength"]} bytes</p>"""));

    private static Html Object(Item item, string klass, bool highlighted) => Html.Of($"""
        <section class="card{(highlighted ? " notice" : "")}"><h2><a href="/kustomer/records/{item.Type}/{item.Id}">{item.Text("title")}</a> <span class="tag">{klass}</span></h2><p class="soft">{item.Text("createdAt")}</p><pre>{item.Attributes["custom"]?.ToJsonString(Indented)}</pre></section>
        """);

    private static IResult Types(KustomerStandIn org) => KustomerPage.Show("All records", Html.Of($"""
        <div class="card"><table><thead><tr><th scope="col">Type</th><th scope="col">Records</th></tr></thead>
        <tbody>{org.Store.Types.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => Html.Of($"""<tr><td><a href="/kustomer/records/{type.Key}">{type.Key}</a></td><td>{type.Value.Count}</td></tr>"""))}</tbody></table></div>
        """));

    private static IResult Records(KustomerStandIn org, string type) => KustomerPage.Show(type, Html.Of($"""
        <div class="card"><table><thead><tr><th scope="col">Record</th><th scope="col">External id</th><th scope="col">Changed</th></tr></thead>
        <tbody>{org.Store.Of(type).Reverse().Take(Shown).Select(item => Html.Of($"""<tr><td><a href="/kustomer/records/{item.Type}/{item.Id}">{item.Text("displayName") ?? item.Text("title") ?? item.Text("name") ?? item.Text("preview") ?? item.Id}</a></td><td>{item.Text("externalId")}</td><td>{item.Text("updatedAt")}</td></tr>"""))}</tbody></table></div>
        """));

    private static IResult One(KustomerStandIn org, string type, string id, string? problem)
    {
        if (org.Store.Find(type, id) is not { } item)
        {
            return Missing();
        }

        return KustomerPage.Show($"{type} {id}", Html.Of($"""
            {(problem is null ? new Html("") : Html.Of($"""<p class="notice bad-text" role="alert">{problem}</p>"""))}
            <section class="card"><h2>Attributes</h2><pre>{item.Attributes.ToJsonString(Indented)}</pre></section>
            <section class="card"><h2>Relationships</h2><ul>{item.Links.Select(link => Html.Of($"<li>{link.Key}: {link.Value}</li>"))}</ul>
            {(item.Link("customer") is { } customer ? Html.Of($"""<p><a href="/kustomer/app/customers/{customer}">The customer</a></p>""") : new Html(""))}</section>
            <form class="row card" method="post" action="/kustomer/records/{type}/{id}">
              <div><label for="changes">Changes as JSON</label><input class="wide" id="changes" name="changes" value="{"{\"status\":\"done\"}"}"></div>
              <button>Change</button> <button class="bad" name="delete" value="yes">Delete</button>
            </form>
            """));
    }

    private static IResult Change(KustomerStandIn org, string type, string id, IFormCollection form)
    {
        JsonObject? changes;
        try
        {
            changes = form["delete"] == "yes" ? null : JsonNode.Parse(form["changes"].ToString())!.AsObject();
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return Locked(org, () => One(org, type, id, wrong.Message));
        }

        return RecordApi.Change(org, type, id, changes) switch
        {
            ProblemHttpResult refused => Locked(org, () => One(org, type, id, refused.ProblemDetails.Detail)),
            NoContent => Results.Redirect("/kustomer/records/" + type),
            _ => Results.Redirect($"/kustomer/records/{type}/{id}"),
        };
    }

    private static IResult Missing() => KustomerPage.Show("No such record", new Html(""), StatusCodes.Status404NotFound);

    private static string List(Item item, string list, string property) => string.Join(", ", (item.Attributes[list] as JsonArray ?? []).Select(one => (string?)one![property]));

    private static T Locked<T>(KustomerStandIn org, Func<T> work)
    {
        lock (org.Store.Gate)
        {
            return work();
        }
    }
}
