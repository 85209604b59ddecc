using System.Text.Json;
using Liaison.Sandbox.Salesforce.Faults;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Pages;

/// <summary>The fault switches, with buttons for the usual ones, and the settings.</summary>
public static class SetUpPages
{
    private static readonly JsonSerializerOptions Indented = new(SandboxJson.Options) { WriteIndented = true };

    private static readonly (string Label, FaultSwitch Switch)[] Usual =
    [
        ("Requests of the day are used up", new FaultSwitch { Kind = FaultKind.Throttle }),
        ("The next request finds its token expired", new FaultSwitch { Kind = FaultKind.ExpireToken, Count = 1 }),
        ("Refreshing is refused", new FaultSwitch { Kind = FaultKind.RefuseCredentials }),
        ("Server unavailable", new FaultSwitch { Kind = FaultKind.ServerError }),
        ("HTML page from the edge", new FaultSwitch { Kind = FaultKind.Html }),
        ("Ten seconds slow", new FaultSwitch { Kind = FaultKind.Slow, Milliseconds = 10_000 }),
        ("The next composite is done but not answered", new FaultSwitch { Kind = FaultKind.DropReply, Operation = "composite", Count = 1 }),
        ("A locked row, three times", new FaultSwitch { Kind = FaultKind.Lock, Count = 3 }),
    ];

    public static void Map(IEndpointRouteBuilder routes, SalesforceStandIn org)
    {
        routes.MapGet("/salesforce/switches", () => Show(org));
        routes.MapPost("/salesforce/switches", async (HttpRequest request) => Press(org, await request.ReadFormAsync()));
    }

    private static IResult Show(SalesforceStandIn org) => SalesforcePage.Show("Fault switches", Html.Of($"""
        <section class="card"><h2>On now</h2>
        {(org.Faults.Active.Count == 0 ? Html.Of($"<p class=\"soft\">None: the sky is clear.</p>") : Html.Of($"<ul>{org.Faults.Active.Select(One)}</ul>"))}
        <form method="post"><button class="quiet" name="clear" value="all">Switch all off</button></form></section>
        <section class="card"><h2>Switch on</h2><form class="row" method="post">{Usual.Select((one, number) => Html.Of($"""<button class="quiet" name="add" value="{number}">{one.Label}</button>"""))}</form>
        <p class="soft">Anything else: <code>POST /salesforce/faults</code>.</p></section>
        <section class="card"><h2>Settings</h2><pre>{JsonSerializer.Serialize(org.Settings, Indented)}</pre><p class="soft">Change them with <code>POST /salesforce/control/settings</code>.</p></section>
        """));

    private static Html One(FaultSwitch one) => Html.Of($"""<li><span class="tag open">{one.Kind}</span> {one.Operation} {one.Object} {(one.Count is { } left ? $"{left} left" : "for ever")}, struck {one.Struck} times</li>""");

    private static IResult Press(SalesforceStandIn org, IFormCollection form)
    {
        if (form["clear"].Count > 0)
        {
            org.Faults.Clear();
        }
        else if (int.TryParse(form["add"], out var number) && number >= 0 && number < Usual.Length)
        {
            org.Faults.Add(Usual[number].Switch);
        }

        return Results.Redirect("/salesforce/switches");
    }
}
