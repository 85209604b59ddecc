using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Commands;
using Liaison.Hub.Connecting;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Npgsql;

namespace Liaison.Bench;

/// <summary>
/// The session road end to end: calls are told over the API in batches, and become a lead and a task each in the Salesforce stand-in, a process of its own; beside a plain loop that posts the
/// same composites there, as many at once as the connector does.
/// </summary>
internal static class SessionBench
{
    private const int WarmUp = 400;

    public static async Task Run(int count)
    {
        using var folder = new TemporaryFolder("sessions");
        await using var sandbox = await SandboxProcess.Start(0, folder.Path, CancellationToken.None);
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var connection = await hub.AddSalesforce(sandbox.Url);
        var token = await hub.Connect(connection, sandbox);
        var vocabulary = hub.App.Services.GetRequiredService<ConnectorCatalog>().Find("salesforce")!.Conversations!;
        await hub.Becomes(connection, new ConversationPolicy(true, [new(Channel.Voice, Moment.Ended, "leadAndTask")], vocabulary.Mappings, new PushSwitches(Notes: false), new Filing()));
        using var api = await hub.Api("sessions:write");
        await ToldCalls.Tell(api, 0, WarmUp, said: false);
        await ToldCalls.Finished(hub);
        var plain = await PlainLoop(hub, sandbox.Url, token, count);
        new Figure("session_plain_loop_per_second", plain, "sessions/s").Say();

        var (calls, clock) = (await Calls(sandbox), Stopwatch.StartNew());
        await ToldCalls.Tell(api, WarmUp, count, said: false);
        var told = clock.Elapsed;
        await ToldCalls.Finished(hub);
        // An ended session is left to settle on purpose. While facts are still coming in that costs nothing; what is left of it is nobody's work.
        var idle = SessionPlan.Settle > told ? SessionPlan.Settle - told : TimeSpan.Zero;
        var seconds = (clock.Elapsed - idle).TotalSeconds;
        var spent = Minus(await Calls(sandbox), calls);
        new Figure("facts_accepted_per_second", count * ToldCalls.Facts.Length / told.TotalSeconds, "facts/s").Say();
        new Figure("sessions_finished_per_second", count / seconds, "sessions/s", null, count / seconds / plain).Say();
        var lookups = spent.GetValueOrDefault("requests.search");
        new Figure("session_calls", (double)(spent["api"] - lookups) / count, "calls", "<= 1").Say();
        new Figure("session_lookup_calls", (double)lookups / count, "calls").Say();

        const int files = 100;
        calls = await Calls(sandbox);
        await ToldCalls.Tell(api, WarmUp + count, files, said: true);
        await ToldCalls.Finished(hub);
        spent = Minus(await Calls(sandbox), calls);
        new Figure("session_file_calls", ((double)(spent["api"] - spent.GetValueOrDefault("requests.search")) / files) - 1, "calls", "<= 1").Say();
        var all = WarmUp + count + files;
        new Figure("session_tasks_missing", all - await hub.Count("select count(*) from record_links where reference = 'task'"), "tasks", "= 0").Say();
        new Figure("session_duplicates", (await Counters(sandbox)).GetProperty("duplicates").GetInt64(), "keys", "= 0").Say();
    }

    /// <summary>Posts what the last session posted, under new keys each time.</summary>
    private static async Task<double> PlainLoop(BenchHub hub, Uri sandbox, string token, int count)
    {
        var body = await LastComposite(hub);
        var keys = JsonNode.Parse(body)!["compositeRequest"]!.AsArray().Select(r => ((string)r!["url"]!).Split('/')[^1]).ToList();
        using var http = new HttpClient { BaseAddress = sandbox, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        await Post(0, WarmUp);
        var clock = Stopwatch.StartNew();
        await Post(WarmUp, WarmUp + count);
        return count / clock.Elapsed.TotalSeconds;

        Task Post(int from, int to) => Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = ToldCalls.AtOnce }, async (at, cancel) =>
        {
            var own = keys.Aggregate(body, (text, key) => text.Replace(key, $"plain-{keys.IndexOf(key)}-{at}", StringComparison.Ordinal));
            using var content = new StringContent(own, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("/salesforce/services/data/v62.0/composite", UriKind.Relative), content, cancel);
            var said = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode || said.Contains("errorCode", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The stand-in refused the plain loop's composite: {said}");
            }
        });
    }

    private static async Task<string> LastComposite(BenchHub hub)
    {
        await using var connection = await hub.Store.Database.OpenForAll(CancellationToken.None);
        await using var ask = new NpgsqlCommand("select a.exchanges from attempts a join deliveries d on d.id = a.delivery_id where a.step = $1 and d.state = 3 order by d.seq desc limit 1", connection) { Parameters = { new() { Value = (short)StepKind.Write } } };
        var exchanges = Json.Read<List<Exchange>>((string)(await ask.ExecuteScalarAsync())!);
        var request = exchanges.Last(e => e.Request.Contains("compositeRequest", StringComparison.Ordinal)).Request;
        return request[request.IndexOf('{', StringComparison.Ordinal)..];
    }

    private static async Task<JsonElement> Counters(SandboxProcess sandbox) => JsonDocument.Parse(await sandbox.Http.GetStringAsync(new Uri("/salesforce/control/counters", UriKind.Relative))).RootElement;

    private static async Task<Dictionary<string, long>> Calls(SandboxProcess sandbox) =>
        (await Counters(sandbox)).GetProperty("counts").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64(), StringComparer.Ordinal);

    private static Dictionary<string, long> Minus(Dictionary<string, long> after, Dictionary<string, long> before) =>
        after.ToDictionary(c => c.Key, c => c.Value - before.GetValueOrDefault(c.Key), StringComparer.Ordinal);
}
