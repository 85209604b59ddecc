using System.Diagnostics;
using Liaison.Core.Cases;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Road;

namespace Liaison.Bench;

/// <summary>The durable road, end to end: accepted, rendered, posted, logged; in order per case.</summary>
internal static class RoadBench
{
    private const int Callers = 32;
    private const int WarmUp = 20_000;
    private static readonly string Description = string.Concat(Enumerable.Repeat("The lamp on the corner flickers and goes out after dusk. ", 8));

    public static async Task Run(int count, int subjects)
    {
        await using var sink = await Sink.Start();
        var plain = await PlainLoop(sink.Url, 20_000);
        new Figure("plain_loop_per_second", plain, "posts/s").Say();
        await using var hub = await BenchHub.Start(sink.Url);
        GC.Collect();
        new Figure("hub_memory_idle", Memory(), "MB", "<= 150").Say();
        var cases = await Open(hub, subjects);
        await Deliver(hub, cases, subjects, hub.Create);
        // A hub runs for months: what it costs while its code is still being compiled is not the figure.
        await Deliver(hub, cases, WarmUp, hub.Update);
        var commits = Commits(hub);
        var backend = (int)await hub.Count("select pg_backend_pid()::bigint");
        var (before, clock) = (CpuTime.Now(backend, sink.ProcessId), Stopwatch.StartNew());
        await Deliver(hub, cases, count, hub.Update);
        var seconds = clock.Elapsed.TotalSeconds;
        var spent = CpuTime.Now(backend, sink.ProcessId) - before;
        new Figure("deliveries_per_second", count / seconds, "deliveries/s", ">= 7500", count / seconds / plain).Say();
        new Figure("delivery_cpu", spent.Hub / count, "ms", "<= 0.2").Say();
        new Figure("delivery_cpu_postgres", spent.Postgres / count, "ms").Say();
        new Figure("delivery_cpu_sink", spent.Sink / count, "ms").Say();
        new Figure("load_average", double.Parse((await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), "processes").Say();
        new Figure("delivery_commits", (double)(Commits(hub) - commits) / count, "commits", "<= 0.2").Say();
        new Figure("hub_memory_load", Memory(), "MB", "<= 400").Say();
        await Paced(hub, cases);
        var order = await hub.Count("select count(*) from (select state, lag(updated_at) over (partition by lane order by seq) > updated_at as wrong from deliveries) x where wrong");
        new Figure("order_breaks", order, "deliveries", "= 0").Say();
    }

    public static async Task Accept(int count)
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"), workers: false);
        await hub.RaiseOnCreate();
        await Open(hub, 2_000);
        var clock = Stopwatch.StartNew();
        await Open(hub, count);
        new Figure("cases_accepted_per_second", count / clock.Elapsed.TotalSeconds, "cases/s").Say();
    }

    public static async Task<IReadOnlyList<Case>> Open(BenchHub hub, int count)
    {
        var cases = new Case[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Callers * 4 }, async (at, cancel) =>
        {
            var given = new NewCase("request", new Dictionary<string, string?>(StringComparer.Ordinal) { ["summary"] = $"Street lamp {at} is dark", ["description"] = Description, ["size"] = "S" },
                new Person("Ms", "Ann", "Smith", "ann@example.org", "+441632960001"));
            cases[at] = await hub.Desk.Open(hub.Tenant, new Origin("bench"), given, cancel) is CaseOutcome.Saved saved ? saved.Case : throw new InvalidOperationException("A case was not accepted.");
        });
        return cases;
    }

    public static async Task Deliver(BenchHub hub, IReadOnlyList<Case> cases, int count, Id<Template> template)
    {
        var before = await Ended(hub);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (at, cancel) =>
            await hub.Desk.Apply(hub.Tenant, new Origin("bench"), cases[at % cases.Count], template.Value, cancel));
        while (await hub.Count("select count(*) from deliveries where state in (0, 1, 2)") > 0)
        {
            await Task.Delay(50);
        }
        if (await Ended(hub) != before + count)
        {
            throw new InvalidOperationException("Not every delivery was delivered.");
        }
    }

    private static Task<long> Ended(BenchHub hub) => hub.Count("select count(*) from deliveries where state = 3");

    /// <summary>A hundred a second: how long from the call to the delivered row.</summary>
    private static async Task Paced(BenchHub hub, IReadOnlyList<Case> cases)
    {
        var asked = new Dictionary<string, double>(StringComparer.Ordinal);
        var clock = Stopwatch.StartNew();
        await hub.Count("select 1::bigint");
        for (var at = 0; at < 1_000; at++)
        {
            var due = TimeSpan.FromMilliseconds(at * 10) - clock.Elapsed;
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }
            await hub.Desk.Apply(hub.Tenant, new Origin("bench"), cases[at % cases.Count], hub.Update.Value, CancellationToken.None);
        }
        await Task.Delay(500);
        foreach (var (name, share, limit) in new[] { ("paced_p50", 0.5, (string?)null), ("paced_p99", 0.99, "<= 10") })
        {
            var ms = await hub.Count($"select (1000 * 1000 * percentile_cont({share.ToString(System.Globalization.CultureInfo.InvariantCulture)}) within group (order by extract(epoch from a.at - d.created_at) + a.duration_ms / 1000))::bigint from (select * from deliveries order by seq desc limit 1000) d join attempts a on a.delivery_id = d.id");
            new Figure(name, ms / 1000.0, "ms", limit).Say();
        }
    }

    private static async Task<double> PlainLoop(Uri sink, int count)
    {
        using var http = new HttpClient();
        var body = new byte[1024];
        await Post(2_000);
        var clock = Stopwatch.StartNew();
        await Post(count);
        return count / clock.Elapsed.TotalSeconds;

        Task Post(int times) => Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (_, cancel) =>
        {
            using var content = new ByteArrayContent(body);
            using var answer = await http.PostAsync(sink, content, cancel);
            await answer.Content.ReadAsByteArrayAsync(cancel);
        });
    }

    private static long Commits(BenchHub hub) =>
        hub.App.Services.GetRequiredService<Intake>().Commits + hub.App.Services.GetRequiredService<DeliveryQueue>().Commits;

    private static double Memory()
    {
        var process = Process.GetCurrentProcess();
        process.Refresh();
        return process.WorkingSet64 / 1048576.0;
    }
}
