using System.Globalization;
using Liaison.Sandbox.Confirm.Faults;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Pages;

/// <summary>Fault switches and code lists.</summary>
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
