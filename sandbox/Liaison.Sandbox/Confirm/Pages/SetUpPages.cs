using System.Globalization;
using Liaison.Sandbox.Confirm.Agent;
using Liaison.Sandbox.Confirm.Faults;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Pages;

/// <summary>Fault switches, the CRM Agent's settings and the code lists.</summary>
public static class SetUpPages
{
    private static readonly (FaultSwitch Switch, string Label)[] Buttons =
    [
        (new FaultSwitch { Kind = FaultKind.Throttle, RetryAfterSeconds = 5 }, "Throttle (429)"),
        (new FaultSwitch { Kind = FaultKind.ServerError, Status = 503 }, "Service unavailable (503)"),
        (new FaultSwitch { Kind = FaultKind.ServerError, Status = 500 }, "SOAP fault (500)"),
        (new FaultSwitch { Kind = FaultKind.RefuseCredentials }, "Refuse credentials"),
        (new FaultSwitch { Kind = FaultKind.Slow, Milliseconds = 3000 }, "Slow (3 s)"),
        (new FaultSwitch { Kind = FaultKind.DropReply }, "Drop the reply after the work"),
        (new FaultSwitch { Kind = FaultKind.Reset }, "Reset before the work"),
        (new FaultSwitch { Kind = FaultKind.LoginPage }, "Sign-in page (200)"),
        (new FaultSwitch { Kind = FaultKind.EmptyResponse }, "Empty response"),
        (new FaultSwitch { Kind = FaultKind.MissingSubject, ServiceCode = "HM", SubjectCode = "PHL" }, "Large pothole disappears"),
        (new FaultSwitch { Kind = FaultKind.MandatoryAttribute, AttributeCode = "SEEN" }, "“First seen on” turns mandatory"),
        (new FaultSwitch { Kind = FaultKind.Dates, DateForm = DateForm.Mixed }, "Dates in every form"),
        (new FaultSwitch { Kind = FaultKind.Dates, DateForm = DateForm.Garbage }, "Dates that are none"),
    ];

    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        routes.MapGet("/confirm/switches", () => Switches(confirm));
        routes.MapPost("/confirm/switches", async (HttpRequest request) => AddSwitch(confirm, await request.ReadFormAsync()));
        routes.MapPost("/confirm/switches/off", async (HttpRequest request) => SwitchOff(confirm, await request.ReadFormAsync()));
        routes.MapGet("/confirm/agent", () => Agent(confirm));
        routes.MapPost("/confirm/agent", async (HttpRequest request) => SaveAgent(confirm, await request.ReadFormAsync()));
        routes.MapGet("/confirm/codes", () => Codes(confirm));
    }

    private static IResult Switches(ConfirmStandIn confirm) => ConfirmPage.Show("Fault switches", Html.Of($"""
        <section class="card"><h2>On now</h2>
          {(confirm.Faults.Active.Count == 0 ? Html.Of($"""<p class="soft">All is well: no switch is on.</p>""") : Html.Of($"""
            <table><thead><tr><th scope="col">What</th><th scope="col">Where</th><th scope="col">Probability</th><th scope="col">Strikes left</th><th scope="col">Struck</th><th scope="col"><span class="soft">Off</span></th></tr></thead>
            <tbody>{confirm.Faults.Active.Select(one => Html.Of($"""
              <tr><td>{one.Kind} {one.Status} {one.SubjectCode}{one.AttributeCode}</td><td>{one.Endpoint} {one.Operation}</td><td>{one.Probability}</td><td>{one.Count?.ToString(CultureInfo.InvariantCulture) ?? "no end"}</td><td>{one.Struck}</td>
              <td><form method="post" action="/confirm/switches/off"><button class="quiet" name="id" value="{one.Id}">Switch off</button></form></td></tr>
              """))}</tbody></table>
            <form method="post" action="/confirm/switches/off"><p><button class="bad">All off</button></p></form>
            """))}
        </section>
        <section class="card"><h2>Switch on</h2>
          <form method="post">
            <div class="row" style="display:flex;gap:1rem;flex-wrap:wrap">
              <div><label for="probability">Probability (0 to 1)</label><input id="probability" name="probability" type="number" min="0" max="1" step="0.01" value="1"></div>
              <div><label for="count">Only the next (empty: no end)</label><input id="count" name="count" type="number" min="1"></div>
              <div><label for="endpoint">Where</label><select id="endpoint" name="endpoint"><option>Soap</option><option>Web</option><option>Any</option></select></div>
            </div>
            <p style="display:flex;gap:.5rem;flex-wrap:wrap">{Buttons.Select((button, index) => Html.Of($"""<button class="quiet" name="button" value="{index}">{button.Label}</button>"""))}</p>
          </form></section>
        """));

    private static IResult AddSwitch(ConfirmStandIn confirm, IFormCollection form)
    {
        if (int.TryParse(form["button"], CultureInfo.InvariantCulture, out var index) && index >= 0 && index < Buttons.Length)
        {
            confirm.Faults.Add(Buttons[index].Switch with
            {
                Probability = double.TryParse(form["probability"], CultureInfo.InvariantCulture, out var probability) ? probability : 1,
                Count = int.TryParse(form["count"], CultureInfo.InvariantCulture, out var count) ? count : null,
                Endpoint = Enum.TryParse<FaultEndpoint>(form["endpoint"], out var endpoint) ? endpoint : FaultEndpoint.Soap,
            });
        }

        return Results.Redirect("/confirm/switches");
    }

    private static IResult SwitchOff(ConfirmStandIn confirm, IFormCollection form)
    {
        if (form["id"].ToString() is { Length: > 0 } id)
        {
            confirm.Faults.Remove(id);
        }
        else
        {
            confirm.Faults.Clear();
        }

        return Results.Redirect("/confirm/switches");
    }

    private static IResult Agent(ConfirmStandIn confirm)
    {
        var settings = confirm.Agent.Settings;
        return ConfirmPage.Show("CRM Agent", Html.Of($"""
            <p class="soft">Tells another system of every change to enquiries that carry its external system number. {confirm.Agent.Queue.Count} waiting.</p>
            <form class="card" method="post">
              <p><label><input type="checkbox" name="enabled"{(settings.Enabled ? new Html(" checked") : default)}> Scheduled task enabled</label></p>
              <p><label for="targetUrl">Target URL, with its key</label><input class="wide" id="targetUrl" name="targetUrl" type="url" value="{settings.TargetUrl}"></p>
              <p><label for="headers">HTTP headers, one a line, Name:Value</label><textarea id="headers" name="headers" rows="2">{string.Join('\n', settings.Headers)}</textarea></p>
              <div class="grid">
                <p><label for="externalSystemNumber">External system number</label><input id="externalSystemNumber" name="externalSystemNumber" value="{settings.ExternalSystemNumber}"></p>
                <p><label for="batchSeconds">Seconds between runs</label><input id="batchSeconds" name="batchSeconds" type="number" min="0.01" step="0.01" value="{settings.BatchSeconds}"></p>
                <p><label for="perRequest">Changes in one body</label><input id="perRequest" name="perRequest" type="number" min="1" value="{settings.PerRequest}"></p>
                <p><label for="shape">Shape</label><select id="shape" name="shape">{ConfirmPage.Options(Enum.GetNames<AgentShape>().Select(name => (name, name)), settings.Shape.ToString())}</select></p>
              </div>
              <p><label><input type="checkbox" name="includeNew"{(settings.IncludeNew ? new Html(" checked") : default)}> Tell of new enquiries too</label></p>
              <button>Save</button>
            </form>
            <section class="card"><h2>Latest attempts</h2><table>
              <thead><tr><th scope="col">At</th><th scope="col">Changes</th><th scope="col">Attempt</th><th scope="col">Answer</th></tr></thead>
              <tbody>{confirm.Agent.Attempts.Reverse().Take(50).Select(attempt => Html.Of($"""
                <tr><td>{attempt.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</td><td>{string.Join(", ", attempt.Changes)}</td><td>{attempt.Attempt}</td>
                <td>{attempt.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"} <details><summary>Exchange</summary><pre>{attempt.Body}</pre><hr><pre>{attempt.Answer}</pre></details></td></tr>
                """))}</tbody></table></section>
            """));
    }

    private static IResult SaveAgent(ConfirmStandIn confirm, IFormCollection form)
    {
        var old = confirm.Agent.Settings;
        confirm.Use(old with
        {
            Enabled = form.ContainsKey("enabled"),
            IncludeNew = form.ContainsKey("includeNew"),
            TargetUrl = form["targetUrl"].ToString(),
            Headers = form["headers"].ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ExternalSystemNumber = form["externalSystemNumber"].ToString(),
            BatchSeconds = double.TryParse(form["batchSeconds"], CultureInfo.InvariantCulture, out var seconds) ? seconds : old.BatchSeconds,
            PerRequest = int.TryParse(form["perRequest"], CultureInfo.InvariantCulture, out var perRequest) ? perRequest : old.PerRequest,
            Shape = Enum.TryParse<AgentShape>(form["shape"], out var shape) ? shape : old.Shape,
        });
        return Results.Redirect("/confirm/agent");
    }

    private static IResult Codes(ConfirmStandIn confirm)
    {
        var lists = confirm.Catalogue.Lists;
        return ConfirmPage.Show("Code lists", Html.Of($"""
            {lists.Services.Select(service => Html.Of($"""
              <section class="card"><h2>{service.Name} <span class="soft">{service.Code}</span></h2>
              <dl>{service.Subjects.Select(subject => ConfirmPage.Fact(subject.Code, subject.Attributes.Length == 0 ? subject.Name : $"{subject.Name} — {string.Join(", ", subject.Attributes)}"))}</dl></section>
              """))}
            <section class="card"><h2>Attributes</h2><dl>{lists.AttributeTypes.Select(type => ConfirmPage.Fact(type.Code, $"{type.Name}{(type.Mandatory ? ", mandatory" : "")}: {(type.Values.Length > 0 ? string.Join(", ", type.Values.Select(value => $"{value.Code} {value.Name}")) : type.Flag == "D" ? "date" : "text")}"))}</dl></section>
            <section class="card"><h2>Statuses</h2><dl>{lists.Statuses.Select(status => ConfirmPage.Fact(status.Code, ConfirmPage.StatusTag(confirm.Catalogue, status.Code)))}</dl></section>
            """));
    }
}
