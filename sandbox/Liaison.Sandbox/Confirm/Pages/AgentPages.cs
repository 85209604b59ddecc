using System.Globalization;
using Liaison.Sandbox.Confirm.Agent;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Confirm.Pages;

/// <summary>What an administrator of the tenant sets up so that changes are told to another system: who it is, where it listens, and the task that tells it.</summary>
public static class AgentPages
{
    public static void Map(IEndpointRouteBuilder routes, ConfirmStandIn confirm)
    {
        routes.MapGet("/confirm/external-systems", () => Systems(confirm));
        routes.MapPost("/confirm/external-systems", async (HttpRequest request) => AddSystem(confirm, await request.ReadFormAsync()));
        routes.MapGet("/confirm/agent", () => Agent(confirm));
        routes.MapPost("/confirm/agent", async (HttpRequest request) => SaveAgent(confirm, await request.ReadFormAsync()));
        routes.MapGet("/confirm/scheduled-tasks", () => Tasks(confirm));
        routes.MapPost("/confirm/scheduled-tasks", async (HttpRequest request) => SaveTasks(confirm, await request.ReadFormAsync()));
    }

    private static IResult Systems(ConfirmStandIn confirm) => ConfirmPage.Show("External Systems", Html.Of($"""
        <p class="soft">In the Confirm Explorer: Customer Services, Enquiry Lookups. A system gets its number when it is saved.</p>
        <div class="card"><table>
          <thead><tr><th scope="col">System Name</th><th scope="col">System Number</th></tr></thead>
          <tbody>{confirm.Agent.Settings.ExternalSystems.Select(system => Html.Of($"<tr><td>{system.Name}</td><td>{system.Number}</td></tr>"))}</tbody>
        </table></div>
        <form class="card row" method="post">
          <div style="flex:1 1 20rem"><label for="name">System Name</label><input class="wide" id="name" name="name" required maxlength="60"></div>
          <button>Save</button>
        </form>
        """));

    private static IResult AddSystem(ConfirmStandIn confirm, IFormCollection form)
    {
        var settings = confirm.Agent.Settings;
        if (form["name"].ToString().Trim() is { Length: > 0 } name)
        {
            var taken = settings.ExternalSystems.Select(system => system.Number).Append(settings.ExternalSystemNumber).Select(number => int.TryParse(number, CultureInfo.InvariantCulture, out var known) ? known : 0);
            var number = (taken.Max() + 1).ToString(CultureInfo.InvariantCulture);
            confirm.Use(settings with { ExternalSystems = [.. settings.ExternalSystems, new ExternalSystem(number, name)] });
        }

        return Results.Redirect("/confirm/external-systems");
    }

    private static IResult Agent(ConfirmStandIn confirm)
    {
        var settings = confirm.Agent.Settings;
        // A number that was set through the control API need not belong to a system that somebody named.
        var systems = settings.ExternalSystems.Where(system => system.Number != settings.ExternalSystemNumber).Select(system => (system.Number, $"{system.Number} {system.Name}"))
            .Prepend((settings.ExternalSystemNumber, $"{settings.ExternalSystemNumber} {settings.ExternalSystems.FirstOrDefault(system => system.Number == settings.ExternalSystemNumber)?.Name}"));
        return ConfirmPage.Show("CRM Agent System Settings", Html.Of($"""
            <p class="soft">Tells another system of every change to enquiries that carry its external system number. {confirm.Agent.Queue.Count} waiting. The task itself is under Scheduled Tasks.</p>
            <form class="card" method="post">
              <p><label for="externalSystemNumber">External Issue System</label><select id="externalSystemNumber" name="externalSystemNumber">{ConfirmPage.Options(systems, settings.ExternalSystemNumber)}</select></p>
              <div class="grid">
                <p><label for="username">Username</label><input id="username" name="username" autocomplete="off" value="{settings.Username}"></p>
                <p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="off" value="{settings.Password}"></p>
                <p><label for="database">Database</label><input id="database" name="database" autocomplete="off" value="{settings.Database}"></p>
              </div>
              <h2>Transformation</h2>
              <p><label for="targetUrl">URL</label><input class="wide" id="targetUrl" name="targetUrl" type="url" value="{settings.TargetUrl}"></p>
              <p><label for="headers">HTTP Headers</label><textarea id="headers" name="headers" rows="2">{string.Join('\n', settings.Headers)}</textarea></p>
              <p class="soft">Request Stylesheet and Response Stylesheet: this stand-in has none, as if they were left blank.</p>
              <details><summary>What the vendor does not tell</summary>
                <div class="grid">
                  <p><label for="batchSeconds">Seconds between runs</label><input id="batchSeconds" name="batchSeconds" type="number" min="0.01" step="0.01" value="{settings.BatchSeconds}"></p>
                  <p><label for="perRequest">Changes in one body</label><input id="perRequest" name="perRequest" type="number" min="1" value="{settings.PerRequest}"></p>
                  <p><label for="shape">Shape</label><select id="shape" name="shape">{ConfirmPage.Options(Enum.GetNames<AgentShape>().Select(name => (name, name)), settings.Shape.ToString())}</select></p>
                </div>
                <p><label><input type="checkbox" name="includeNew"{(settings.IncludeNew ? new Html(" checked") : default)}> Tell of new enquiries too</label></p>
              </details>
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
            IncludeNew = form.ContainsKey("includeNew"),
            TargetUrl = form["targetUrl"].ToString().Trim(),
            Headers = form["headers"].ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ExternalSystemNumber = form["externalSystemNumber"].ToString(),
            Username = form["username"].ToString(),
            Password = form["password"].ToString(),
            Database = form["database"].ToString(),
            BatchSeconds = double.TryParse(form["batchSeconds"], CultureInfo.InvariantCulture, out var seconds) ? seconds : old.BatchSeconds,
            PerRequest = int.TryParse(form["perRequest"], CultureInfo.InvariantCulture, out var perRequest) ? perRequest : old.PerRequest,
            Shape = Enum.TryParse<AgentShape>(form["shape"], out var shape) ? shape : old.Shape,
        });
        return Results.Redirect("/confirm/agent");
    }

    private static IResult Tasks(ConfirmStandIn confirm) => ConfirmPage.Show("Scheduled Tasks", Html.Of($"""
        <p class="soft">In the Confirm Explorer: System Administration. A task that is not enabled does nothing, and what happens meanwhile is not told later.</p>
        <form class="card" method="post">
          <table>
            <thead><tr><th scope="col">Task</th><th scope="col">Every</th><th scope="col">Enabled</th></tr></thead>
            <tbody><tr><td>CRM Agent</td><td>{confirm.Agent.Settings.BatchSeconds.ToString(CultureInfo.InvariantCulture)} s</td>
            <td><input type="checkbox" name="enabled" aria-label="CRM Agent enabled"{(confirm.Agent.Settings.Enabled ? new Html(" checked") : default)}></td></tr></tbody>
          </table>
          <p><button>Save</button></p>
        </form>
        """));

    private static IResult SaveTasks(ConfirmStandIn confirm, IFormCollection form)
    {
        confirm.Use(confirm.Agent.Settings with { Enabled = form.ContainsKey("enabled") });
        return Results.Redirect("/confirm/scheduled-tasks");
    }
}
