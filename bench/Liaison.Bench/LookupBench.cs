using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;

namespace Liaison.Bench;

/// <summary>The live road: what a lookup over the hub's API costs beyond the very call that it makes to the other system, and whether anybody waits for a token.</summary>
internal static class LookupBench
{
    private const int PerSecond = 200;
    private const int WarmUp = 600;
    private const int Paced = 3_000;
    private const int CachedCallers = 8;
    private static readonly TimeSpan Cached = TimeSpan.FromSeconds(5);

    public static async Task Run()
    {
        using var folder = new TemporaryFolder("answers");
        await using var answerer = await Answerer.Start(folder.Path);
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        var connection = await hub.AddSalesforce(answerer.Url);
        await answerer.Issue("first", 3600);
        await hub.Connect(connection, answerer.Url, "first", "refresh-first", Answerer.User, Answerer.Organisation, TimeSpan.FromHours(1));
        using var api = await hub.Api("lookups");
        await Look(api, connection, fresh: true);
        using var raw = new HttpClient { BaseAddress = answerer.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "first") } };
        var search = (await answerer.Now()).Search;
        await Side(api, connection, raw, search, WarmUp, new Durations(), new Durations(), new Durations());

        var (plain, looked, over) = (new Durations(), new Durations(), new Durations());
        await Side(api, connection, raw, search, Paced, plain, looked, over);
        new Figure("lookup_raw_p50", plain.At(0.5), "ms").Say();
        new Figure("lookup_p50", looked.At(0.5), "ms", null, looked.At(0.5) / plain.At(0.5)).Say();
        new Figure("lookup_p99", looked.At(0.99), "ms", null, looked.At(0.99) / plain.At(0.99)).Say();
        new Figure("lookup_overhead_p50", over.At(0.5), "ms", "<= 1").Say();
        new Figure("lookup_overhead_p99", over.At(0.99), "ms", "<= 5").Say();
        await FromMemory(api, connection);
        await AtExpiry(hub, api, connection, answerer);
    }

    /// <summary>Lookups and raw calls side by side, one of each every five milliseconds whether or not those before have ended; each pair in turn begins with the other.</summary>
    private static async Task Side(HttpClient api, Id<Connection> connection, HttpClient raw, string search, int count, Durations plain, Durations looked, Durations over)
    {
        var clock = Stopwatch.StartNew();
        var pairs = new List<Task>(count);
        for (var at = 0; at < count; at++)
        {
            var due = TimeSpan.FromSeconds((double)at / PerSecond) - clock.Elapsed;
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }
            pairs.Add(Pair(at % 2 == 0));
        }
        await Task.WhenAll(pairs);

        async Task Pair(bool rawFirst)
        {
            var first = rawFirst ? await Raw(raw, search) : 0;
            var asked = await Look(api, connection, fresh: true);
            var direct = rawFirst ? first : await Raw(raw, search);
            plain.Add(direct);
            looked.Add(asked);
            over.Add(asked - direct);
        }
    }

    private static async Task FromMemory(HttpClient api, Id<Connection> connection)
    {
        await Look(api, connection, fresh: true);
        var took = new Durations();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, CachedCallers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < Cached)
            {
                took.Add(await Look(api, connection, fresh: false));
            }
        })));
        new Figure("lookups_cached_per_second", took.Count / clock.Elapsed.TotalSeconds, "lookups/s").Say();
        new Figure("lookup_cached_p50", took.At(0.5), "ms").Say();
        new Figure("lookup_cached_p99", took.At(0.99), "ms").Say();
    }

    /// <summary>A token that lives a quarter of a minute, of which the hub knows when it ends; two hundred people call at the instant when it does.</summary>
    private static async Task AtExpiry(BenchHub hub, HttpClient api, Id<Connection> connection, Answerer answerer)
    {
        const int Life = 14;
        var before = await answerer.Now();
        await answerer.Issue("short", Life);
        var clock = Stopwatch.StartNew();
        await hub.Connect(connection, answerer.Url, "short", "refresh-short", Answerer.User, Answerer.Organisation, TimeSpan.FromSeconds(Life), TimeSpan.FromSeconds(Life * 0.4));
        while (clock.Elapsed < TimeSpan.FromSeconds(Life) - TimeSpan.FromMilliseconds(200))
        {
            await Look(api, connection, fresh: true);
            await Task.Delay(50);
        }
        var wait = TimeSpan.FromSeconds(Life) - clock.Elapsed;
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        var took = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Look(api, connection, fresh: true)));
        var after = await answerer.Now();
        if (after.Refreshes == before.Refreshes)
        {
            throw new InvalidOperationException("The token was never renewed, so nothing was measured.");
        }
        new Figure("lookups_waiting_for_token", took.Count(ms => ms >= Answerer.TokenDelay.TotalMilliseconds), "lookups", "= 0").Say();
        new Figure("lookups_refused_token", after.Refused - before.Refused, "calls", "= 0").Say();
        new Figure("lookup_at_expiry_p99", took.Order().ElementAt((int)(took.Length * 0.99) - 1), "ms").Say();
    }

    private static async Task<double> Look(HttpClient api, Id<Connection> connection, bool fresh)
    {
        var started = Stopwatch.GetTimestamp();
        using var content = new StringContent($$$"""{"connectionId":"{{{connection}}}","facts":{"customer.phone":"{{{Answerer.Phone}}}"},"fresh":{{{(fresh ? "true" : "false")}}}}""", Encoding.UTF8, "application/json");
        using var answer = await api.PostAsync(new Uri("/api/v1/lookups", UriKind.Relative), content);
        var said = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        using var json = JsonDocument.Parse(said);
        return answer.IsSuccessStatusCode && json.RootElement.GetProperty("verdict").GetString() == "match" && json.RootElement.GetProperty("from").GetString() == (fresh ? "live" : "recent")
            ? took : throw new InvalidOperationException($"A lookup came to something else: {Encoding.UTF8.GetString(said)}");
    }

    private static async Task<double> Raw(HttpClient raw, string search)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await raw.GetAsync(new Uri(search, UriKind.Relative));
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
