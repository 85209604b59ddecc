using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Liaison.Bench;

/// <summary>Calls that a contact centre tells of in batches, each from a number that called nobody before; and the wait until all that follows is done.</summary>
internal static class ToldCalls
{
    public const int AtOnce = 8;
    private const int PerBatch = 100;
    public static readonly string[] Facts = ["started", "agent.answered", "ended", "wrapped-up"];

    public static async Task Tell(HttpClient api, int from, int count, bool said) => await Parallel.ForEachAsync(Enumerable.Range(from, count).Chunk(PerBatch), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (numbers, cancel) =>
    {
        using var content = new StringContent(new JsonArray([.. numbers.SelectMany(n => EventsOf(n, said))]).ToJsonString(), Encoding.UTF8, "application/cloudevents-batch+json");
        using var answer = await api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content, cancel);
        var body = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode || JsonDocument.Parse(body).RootElement.GetProperty("accepted").GetInt32() != numbers.Length * (Facts.Length + (said ? 1 : 0)))
        {
            throw new InvalidOperationException($"Facts were not accepted: {body}");
        }
    });

    public static async Task Finished(BenchHub hub)
    {
        for (var clock = Stopwatch.StartNew(); await hub.Count("select count(*) from deliveries where state in (0, 1)") > 0;)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(90))
            {
                await using var connection = await hub.Store.Database.OpenForAll(CancellationToken.None);
                await using var ask = new NpgsqlCommand("select string_agg(distinct concat_ws(' ', state, attempts, left(fault::text, 200)), ' | ') from queue", connection);
                throw new InvalidOperationException($"The sessions were not written within 90 seconds. Still there: {await ask.ExecuteScalarAsync()}");
            }
            await Task.Delay(25);
        }
        if (await hub.Count("select count(*) from deliveries where state not in (3, 6)") is > 0 and var bad)
        {
            throw new InvalidOperationException($"{bad} deliveries were not delivered.");
        }
    }

    private static IEnumerable<JsonNode> EventsOf(int n, bool said)
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddSeconds(n);
        var agent = """{"agent":{"id":"7","name":"Alice Archer","email":"alice.archer@example.com"}}""";
        yield return Event("started", 0, $$$"""{"channel":"voice","direction":"inbound","queue":"Housing","dnis":"+442079460018","customer":{"name":"Caller {{{n}}}","phone":"+44207{{{n.ToString("0000000", CultureInfo.InvariantCulture)}}}"}}""");
        yield return Event("agent.answered", 5, agent);
        if (said)
        {
            yield return Event("said", 10, """{"lines":[{"speaker":"customer","text":"The lamp on the corner flickers and goes out after dusk.","key":"1"}]}""");
        }
        yield return Event("ended", 60, """{"outcome":"answered"}""");
        yield return Event("wrapped-up", 70, """{"disposition":"Resolved"}""");

        JsonObject Event(string type, int seconds, string data) => new()
        {
            ["specversion"] = "1.0", ["id"] = $"{n}-{type}", ["source"] = "urn:bench", ["type"] = "liaison.session." + type, ["subject"] = $"call-{n}", ["time"] = at.AddSeconds(seconds), ["data"] = JsonNode.Parse(data),
        };
    }
}
