using System.Diagnostics;
using System.Text.Json;

namespace Liaison.Bench;

/// <summary>A hundred thousand sessions in the store, a year of a busy house: how long the API takes to list them by this and that, and to show one.</summary>
internal static class SessionListBench
{
    private const int Count = 100_000;
    private const int Most = 150;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    private static readonly (string Name, Func<int, string> Query)[] Lists =
    [
        ("newest", static _ => ""),
        ("channel_queue", static n => $"channel={(n % 2 == 0 ? "voice" : "chat")}&queue=Council%20tax"),
        ("agent", static n => $"agent=agent{n % 40}@norchester.example"),
        ("campaign", static _ => "campaign=Survey&disposition=Resolved"),
        ("never_together", static _ => "campaign=Survey&disposition=Escalated"),
        ("dates", static n => $"from=2025-{1 + (n % 11):00}-01T00:00:00Z&to=2025-{1 + (n % 11):00}-08T00:00:00Z&queue=Roads"),
        ("name", static n => $"search=Person{(n * 211) % 33_000}"),
        ("first_name", static _ => "search=hana"),
        ("phone", static n => $"search=7{(n * 211) % 33_000:0000000}"),
        ("nobody", static n => $"search=nobody{n}"),
        ("external_id", static n => $"externalId=fill-{n * 97}"),
    ];

    public static async Task Run()
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"));
        await using (var connection = await hub.Store.Database.OpenForAll(CancellationToken.None))
        {
            await SessionFill.Fill(connection, hub.Tenant.Value, 0, Count, CancellationToken.None);
        }
        using var api = await hub.Api("sessions:read");
        var all = new Durations();
        var ids = new List<string>();
        foreach (var (name, query) in Lists)
        {
            var took = new Durations();
            await Once(api, $"/api/v1/sessions?{query(0)}");
            for (var (n, clock) = (0, Stopwatch.StartNew()); n < Most && clock.Elapsed < Longest; n++)
            {
                var (page, ms) = await Once(api, $"/api/v1/sessions?{query(n)}");
                took.Add(ms);
                all.Add(ms);
                ids.AddRange(page.GetProperty("items").EnumerateArray().Take(2).Select(i => i.GetProperty("id").GetString()!));
                if ((page.GetProperty("items").GetArrayLength() == 0) != (name is "nobody" or "never_together"))
                {
                    throw new InvalidOperationException($"The list by {name} is not what it should be: {page}");
                }
            }
            new Figure($"session_list_{name}_p99", took.At(0.99), "ms", "<= 50").Say();
        }
        await Onwards(api, all);
        new Figure("session_list_p50", all.At(0.5), "ms", "<= 50").Say();
        new Figure("session_list_p99", all.At(0.99), "ms", "<= 50").Say();

        var details = new Durations();
        foreach (var id in ids.Distinct(StringComparer.Ordinal).Take(20 + (2 * Most)).Select((id, n) => (Id: id, WarmUp: n < 20)))
        {
            var (shown, ms) = await Once(api, $"/api/v1/sessions/{id.Id}");
            if (shown.GetProperty("id").GetString() == id.Id && !id.WarmUp)
            {
                details.Add(ms);
            }
        }
        new Figure("session_details_p50", details.At(0.5), "ms", "<= 50").Say();
        new Figure("session_details_p99", details.At(0.99), "ms", "<= 50").Say();
    }

    /// <summary>Page after page, as deep as somebody may scroll.</summary>
    private static async Task Onwards(HttpClient api, Durations all)
    {
        var took = new Durations();
        for (var (n, next) = (0, ""); n < Most; n++)
        {
            var (page, ms) = await Once(api, $"/api/v1/sessions?limit=100{next}");
            took.Add(ms);
            all.Add(ms);
            next = "&after=" + Uri.EscapeDataString(page.GetProperty("next").GetString()!);
        }
        new Figure("session_list_onwards_p99", took.At(0.99), "ms", "<= 50").Say();
    }

    private static async Task<(JsonElement Answer, double Milliseconds)> Once(HttpClient api, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await api.GetAsync(new Uri(path, UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return answer.IsSuccessStatusCode ? (JsonDocument.Parse(body).RootElement, took) : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
    }
}
