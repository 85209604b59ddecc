using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Sandbox;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Liaison.EndToEnd;

/// <summary>Kills a real hub at random moments while it works and the other system drops replies; afterwards nothing may be lost, doubled or out of order.</summary>
public sealed class CrashTest(ITestOutputHelper output)
{
    private const int Cases = 40;
    private static readonly int Crashes = int.Parse(Environment.GetEnvironmentVariable("LIAISON_CRASHES") is { Length: > 0 } n ? n : "20", CultureInfo.InvariantCulture);

    [Fact, Trait("row", "A1"), Trait("row", "A2")]
    public async Task Killed_at_any_instant_with_replies_dropped_it_loses_nothing_doubles_nothing_and_keeps_the_order()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder("crash");
        await using var sandbox = SandboxApp.Build(["--urls", HubProcess.FreeUrl().ToString(), "--quiet", "true", "--seed", "311"]);
        await sandbox.StartAsync(cancel);
        using var vendor = new HttpClient { BaseAddress = new Uri(sandbox.Urls.Single()) };
        var key = await Configure(folder.Path, vendor, cancel);
        await Switch(vendor, "confirm", new { kind = "drop-reply", probability = 0.15, afterCommit = true }, cancel);
        await Switch(vendor, "confirm", new { kind = "slow", milliseconds = 20, probability = 0.3 }, cancel);
        await Switch(vendor, "salesforce", new { kind = "drop-reply", probability = 0.15 }, cancel);
        await Switch(vendor, "salesforce", new { kind = "slow", milliseconds = 20, probability = 0.3 }, cancel);
        using var hub = new HubProcess(folder.Path, HubProcess.FreeUrl());
        using var api = new HttpClient { BaseAddress = hub.Url, Timeout = TimeSpan.FromSeconds(10), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        hub.Start();
        await hub.Ready(TimeSpan.FromSeconds(60));

        using var over = new CancellationTokenSource();
        var said = Enumerable.Range(0, Cases).ToDictionary(n => n, _ => new List<int>());
        var load = Task.WhenAll(said.Keys.Select(n => Load(api, n, said[n], over.Token)));
        var sessions = new CrashSessions(api, vendor);
        var contacts = Task.WhenAll(Enumerable.Range(0, CrashSessions.AtOnce).Select(n => sessions.Load(n, over.Token)));
        var (random, longest) = (new Random(311), TimeSpan.Zero);
        for (var crash = 0; crash < Crashes; crash++)
        {
            using var until = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(150, 1200)));
            await Task.WhenAny(Task.Delay(Timeout.Infinite, until.Token));
            hub.KillMinusNine();
            var clock = Stopwatch.StartNew();
            hub.Start();
            await hub.Ready(TimeSpan.FromSeconds(30));
            longest = clock.Elapsed > longest ? clock.Elapsed : longest;
        }
        await over.CancelAsync();
        await load;
        var told = (await contacts).SelectMany(s => s).ToList();
        await vendor.DeleteAsync(new Uri("/confirm/faults", UriKind.Relative), cancel);
        await vendor.DeleteAsync(new Uri("/salesforce/faults", UriKind.Relative), cancel);
        var settled = Stopwatch.StartNew();
        await Settled(api, cancel);
        output.WriteLine($"{Crashes} kills; the longest restart until it answered took {longest.TotalSeconds:F1} s; all was settled {settled.Elapsed.TotalSeconds:F1} s after the last; {said.Values.Sum(v => v.Count)} updates and {told.Count} sessions accepted.");

        var counters = await vendor.GetFromJsonAsync<JsonElement>("/confirm/control/counters", cancel);
        Assert.Equal(0, counters.GetProperty("duplicates").GetInt32());
        Assert.Equal(Cases, counters.GetProperty("enquiries").GetInt32());
        foreach (var (n, accepted) in said)
        {
            await Inspect(vendor, api, n, accepted, cancel);
        }
        await sessions.InspectPeople(told, cancel);
        await Parallel.ForEachAsync(told, new ParallelOptions { MaxDegreeOfParallelism = CrashSessions.AtOnce, CancellationToken = cancel }, async (session, _) => await sessions.Inspect(session, cancel));
    }

    /// <summary>Opens one case and keeps changing it; whatever was not answered is asked again until it is.</summary>
    private static async Task Load(HttpClient api, int n, List<int> accepted, CancellationToken over)
    {
        var created = await Insist(() => api.PostAsJsonAsync("/api/v1/cases", new { type = "request", externalId = $"crash-{n}", values = new { summary = $"Case {n}", news = "0" } }, CancellationToken.None));
        var id = created.GetProperty("id").GetString();
        for (var update = 1; !over.IsCancellationRequested && update <= 400; update++)
        {
            await Insist(() => api.PatchAsJsonAsync($"/api/v1/cases/{id}", new { values = new { news = update.ToString(CultureInfo.InvariantCulture) } }, CancellationToken.None));
            accepted.Add(update);
            using var pause = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
            await Task.WhenAny(Task.Delay(Timeout.Infinite, pause.Token));
        }
    }

    internal static async Task<JsonElement> Insist(Func<Task<HttpResponseMessage>> ask)
    {
        while (true)
        {
            try
            {
                using var answer = await ask();
                var body = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode)
                {
                    return JsonDocument.Parse(body).RootElement;
                }
                Assert.True((int)answer.StatusCode >= 500 || (int)answer.StatusCode == 409, $"{(int)answer.StatusCode}: {body}");
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException or IOException)
            {
                using var pause = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
                await Task.WhenAny(Task.Delay(Timeout.Infinite, pause.Token));
            }
        }
    }

    /// <summary>
    /// Waits until nothing waits or runs any more. What lost four replies in a row waits five minutes for its next attempt, and its lane behind it; with many kills some will,
    /// and a few lose five and wait twenty.
    /// </summary>
    private static async Task Settled(HttpClient api, CancellationToken cancel)
    {
        for (var clock = Stopwatch.StartNew(); ;)
        {
            var log = await api.GetFromJsonAsync<JsonElement>("/api/v1/deliveries?limit=1", cancel);
            var counts = log.GetProperty("counts");
            if (counts.GetProperty("waiting").GetInt32() + counts.GetProperty("running").GetInt32() == 0)
            {
                Assert.Equal(0, counts.GetProperty("failed").GetInt32() + counts.GetProperty("dead").GetInt32() + counts.GetProperty("parked").GetInt32());
                return;
            }
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(Crashes <= 20 ? 8 : 40), $"Still not settled: {counts}");
            using var pause = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Task.WhenAny(Task.Delay(Timeout.Infinite, pause.Token));
        }
    }

    private static async Task Inspect(HttpClient vendor, HttpClient api, int n, List<int> accepted, CancellationToken cancel)
    {
        var found = (await api.GetFromJsonAsync<JsonElement>($"/api/v1/cases?search=crash-{n}&limit=100", cancel)).GetProperty("items").EnumerateArray()
            .Single(c => c.GetProperty("title").GetString() == $"Case {n}");
        var record = found.GetProperty("references")[0].GetProperty("record").GetString();
        var enquiry = await vendor.GetFromJsonAsync<JsonElement>($"/confirm/control/enquiries/{record}", cancel);
        var notes = enquiry.GetProperty("logs").EnumerateArray().OrderBy(l => l.GetProperty("number").GetInt32())
            .Select(l => l.TryGetProperty("notes", out var text) ? text.GetString() ?? "" : "").Where(t => t.StartsWith("news ", StringComparison.Ordinal))
            .Select(t => int.Parse(t.AsSpan(5), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(notes.Order(), notes);
        Assert.Equal(notes.Distinct(), notes);
        Assert.Equal(accepted, notes.Where(x => x > 0));
    }

    private static async Task Switch(HttpClient vendor, string system, object fault, CancellationToken cancel)
    {
        using var answer = await vendor.PostAsJsonAsync($"/{system}/faults", fault, cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> Configure(string dataFolder, HttpClient vendor, CancellationToken cancel)
    {
        var options = new HubOptions { DataFolder = dataFolder, AllowInternalAddresses = true, Urls = "http://127.0.0.1:0", Roles = new HashSet<string>(["api"], StringComparer.Ordinal) };
        await using var store = await HubStore.Open(options, static _ => { }, cancel);
        await using var app = HubHost.Build(options, store);
        var (services, who) = (app.Services, Actor.Liaison);
        var tenant = (await services.GetRequiredService<TenantStore>().Create("Crash", cancel)).Id;
        await services.GetRequiredService<CaseTypeStore>().Create(tenant, new CaseType("request", "Request", "summary",
            [new("summary", "Summary", FieldType.Text), new("news", "News", FieldType.Text)], [new("open", "Open", StatusKind.Initial)], []), who, cancel);
        var connections = services.GetRequiredService<ConnectionStore>();
        var connection = Done(await connections.Create(tenant, "confirm", "Confirm", new JsonObject(), who, cancel));
        Done(await connections.Save(tenant, connection, 1, new ConnectionContent("Confirm", true, new JsonObject
        {
            ["endpoint"] = new Uri(vendor.BaseAddress!, "/confirm/connector/confirmconnector.asmx").ToString(), ["username"] = "LIAISON", ["password"] = "sandbox",
            ["tenantId"] = "Demo Council - Development", ["cacheLookupsSeconds"] = 600, ["externalSystemNumber"] = "7", ["timezone"] = "Europe/London", ["setLoggedTime"] = true,
        }, ["password"]), who, cancel));
        Done(await services.GetRequiredService<ReferenceStore>().Create(tenant, connection, "enquiry", "Enquiry", who, cancel));
        var create = await Template(services, tenant, connection, TemplateKind.Create,
            [("ServiceCode", "LG"), ("SubjectCode", "OTH"), ("EnquiryDescription", "{{ case.values.summary }}")], cancel);
        var update = await Template(services, tenant, connection, TemplateKind.Update, [("StatusLogNotes", "news {{ case.values.news }}")], cancel);
        var rules = services.GetRequiredService<RuleStore>();
        await rules.Create(tenant, new Rule(default, "request", "Raise", true, new Trigger(TriggerKind.Created), [], [new RuleAction(RuleActionKind.ApplyIntegration, connection, create)]), who, cancel);
        await rules.Create(tenant, new Rule(default, "request", "Tell", true, new Trigger(TriggerKind.FieldChanged, "news"), [], [new RuleAction(RuleActionKind.ApplyIntegration, connection, update)]), who, cancel);
        await CrashSessions.Configure(services, tenant, vendor, who, cancel);
        return Done(await services.GetRequiredService<ApiKeyStore>().Create(tenant, "Load", ["cases:read", "cases:write", "deliveries", "sessions:write"], null, who, cancel)).Key.Text;
    }

    private static async Task<Id<Template>> Template(
        IServiceProvider services, Id<Tenant> tenant, Id<Connection> connection, TemplateKind kind, (string Field, string Text)[] rows, CancellationToken cancel) =>
        Done(await services.GetRequiredService<TemplateStore>().Create(tenant, new Template(default, connection, kind.ToString(), kind, "Enquiry", "enquiry", true,
            [.. rows.Select(r => new MappingRow(new RowSource(Text: r.Text), new RowTarget(Field: r.Field)))], 1), Actor.Liaison, cancel)).Id;

    private static T Done<T>(Saved<T> saved) => saved is Saved<T>.Done done ? done.Value : throw new InvalidOperationException(saved.ToString());
}
