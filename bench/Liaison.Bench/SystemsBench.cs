using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Commands;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Bench;

/// <summary>
/// Every system beside every other: how fast what happens becomes records in its stand-in, a process of its own, and how many of the system's calls one case or session costs, lookups included. At the end a table.
/// </summary>
internal static class SystemsBench
{
    private const int WarmUp = 100;

    public static async Task Run(int count)
    {
        using var folder = new TemporaryFolder("systems");
        await using var sandbox = await SandboxProcess.Start(0, folder.Path, CancellationToken.None);
        // What is measured is the work, not how long an organisation's allowance lasts.
        await Set(sandbox, "kustomer", new { requestsPerMinute = 10_000_000, searchesPerMinute = 10_000_000 });
        await Set(sandbox, "dynamics", new { requests = 10_000_000, executionSeconds = 10_000_000, concurrent = 1_000 });
        var rows = new List<Row>
        {
            await Confirm(sandbox, count),
            await Talks(sandbox, "salesforce", "contact and task", count),
            await Talks(sandbox, "dynamics", "contact and phone call", count),
            await Talks(sandbox, "kustomer", "customer, conversation, message and note", count),
            await Feed(sandbox, count),
        };
        foreach (var row in rows)
        {
            var name = row.System.Replace('-', '_');
            new Figure($"system_{name}_deliveries_per_second", row.PerSecond, "deliveries/s").Say();
            new Figure($"system_{name}_calls", row.Calls, "calls", row.MostCalls).Say();
            new Figure($"system_{name}_duplicates", row.Duplicates, "records", "= 0").Say();
        }
        await Console.Error.WriteLineAsync($"\n{"system",-18}{"one case or session becomes",-44}{"deliveries/s",14}{"calls each",12}{"duplicates",12}");
        foreach (var row in rows)
        {
            await Console.Error.WriteLineAsync($"{row.System,-18}{row.Becomes,-44}{row.PerSecond,14:N0}{row.Calls,12:N2}{row.Duplicates,12}");
        }
    }

    private static async Task<Row> Confirm(SandboxProcess sandbox, int count)
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var raise = await hub.AddConfirm(new Uri(sandbox.Url, (string)"/confirm/connector/confirmconnector.asmx"));
        await RoadBench.Deliver(hub, await RoadBench.Open(hub, WarmUp), WarmUp, raise);
        var cases = await RoadBench.Open(hub, count);
        var (calls, clock) = (await Requests(sandbox, "confirm"), Stopwatch.StartNew());
        await RoadBench.Deliver(hub, cases, count, raise);
        var seconds = clock.Elapsed.TotalSeconds;
        return new Row("confirm", "an enquiry", count / seconds, (double)(await Requests(sandbox, "confirm") - calls) / count, await Duplicates(sandbox, "confirm"));
    }

    /// <summary>Calls that become records of people and of what was said.</summary>
    private static async Task<Row> Talks(SandboxProcess sandbox, string system, string becomes, int count)
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var sample = DemoSeed.At(await DemoSeed.Read(system + ".json", CancellationToken.None), sandbox.Url);
        var policy = sample["conversations"]!.AsObject();
        policy["automatic"] = true;
        policy["triggers"] = new JsonArray([.. policy["triggers"]!.AsArray().Where(trigger => (string?)trigger!["channel"] == "voice").Select(trigger => trigger!.DeepClone())]);
        policy["push"] = new JsonObject { ["recordings"] = false, ["notes"] = false, ["transcripts"] = false, ["attachments"] = false };
        await ActivatorUtilities.CreateInstance<ConversationSeed>(hub.App.Services).Fill(hub.Tenant, sample, hub.App.Urls.First(), CancellationToken.None);
        hub.App.Services.GetRequiredService<Setups>().ForgetAll();
        return await Tell(hub, sandbox, system, becomes, count);
    }

    /// <summary>Calls whose every step is told as it happens.</summary>
    private static async Task<Row> Feed(SandboxProcess sandbox, int count)
    {
        const string system = "virtual-observer";
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var connections = hub.App.Services.GetRequiredService<ConnectionStore>();
        var settings = new JsonObject { ["instanceHost"] = sandbox.Url.Authority, ["developerKey"] = "sandbox-developer-key", ["https"] = false, ["sendEvents"] = true };
        var id = ((Saved<Id<Connection>>.Done)await connections.Create(hub.Tenant, system, "Virtual Observer", new JsonObject(), Actor.Liaison, CancellationToken.None)).Value;
        await connections.Save(hub.Tenant, id, 1, new ConnectionContent("Virtual Observer", true, settings, ["developerKey", "ftpPassword"]), Actor.Liaison, CancellationToken.None);
        hub.App.Services.GetRequiredService<Setups>().ForgetAll();
        return await Tell(hub, sandbox, system, "an event for each of its steps", count);
    }

    private static async Task<Row> Tell(BenchHub hub, SandboxProcess sandbox, string system, string becomes, int count)
    {
        using var api = await hub.Api("sessions:write");
        await ToldCalls.Tell(api, 0, WarmUp, said: false);
        await ToldCalls.Finished(hub);
        Task<long> Done() => hub.Count("select count(*) from deliveries where state = 3");
        var (done, calls, clock) = (await Done(), await Requests(sandbox, system), Stopwatch.StartNew());
        await ToldCalls.Tell(api, WarmUp, count, said: false);
        var told = clock.Elapsed;
        await ToldCalls.Finished(hub);
        // An ended session is left to settle on purpose: what is left of that after the telling is nobody's work.
        var idle = SessionPlan.Settle > told && system != "virtual-observer" ? SessionPlan.Settle - told : TimeSpan.Zero;
        var seconds = (clock.Elapsed - idle).TotalSeconds;
        return new Row(system, becomes, (await Done() - done) / seconds, (double)(await Requests(sandbox, system) - calls) / count, await Duplicates(sandbox, system));
    }

    private static async Task Set(SandboxProcess sandbox, string system, object settings)
    {
        using var answer = await sandbox.Http.PostAsJsonAsync($"/{system}/control/settings", settings);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Requests that the stand-in has counted so far.</summary>
    private static async Task<long> Requests(SandboxProcess sandbox, string system) => system switch
    {
        "virtual-observer" => (await Read(sandbox, "/virtual-observer/control/counters")).TryGetProperty("events", out var events) ? events.GetInt64() : 0,
        _ => (await Read(sandbox, $"/{system}/control/counters")).GetProperty("counts").GetProperty("api").GetInt64(),
    };

    private static async Task<long> Duplicates(SandboxProcess sandbox, string system) => system == "virtual-observer"
        ? (await Read(sandbox, "/virtual-observer/control/events")).EnumerateArray().GroupBy(e => (e.GetProperty("path").GetString(), JsonDocument.Parse(e.GetProperty("body").GetString()!).RootElement.GetProperty("id").GetString())).Sum(same => same.Count() - 1)
        : (await Read(sandbox, $"/{system}/control/counters")).GetProperty("duplicates").GetInt64();

    private static async Task<JsonElement> Read(SandboxProcess sandbox, string path) => JsonDocument.Parse(await sandbox.Http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;

    /// <param name="Calls">Of the other system, for one case or session.</param>
    private sealed record Row(string System, string Becomes, double PerSecond, double Calls, long Duplicates)
    {
        /// <summary>Kustomer has no way to write several records at once.</summary>
        public string? MostCalls => System switch { "salesforce" or "dynamics" => "<= 3", "kustomer" => "<= 12", _ => null };
    }
}
