using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liaison.Hub.Commands;

/// <summary>A few calls of the last hour that pass through the sample's call flow, as a telephone system would send them: it tells that a call came in, asks the flow, and tells how it went on.</summary>
internal static class SampleCalls
{
    private const string Source = "urn:liaison:sample:contact-centre";
    private const string MainNumber = "+44 20 7946 0199";

    /// <returns>How many calls were made; those of an earlier start are not made again.</returns>
    public static async Task<int> Make(Uri hub, string key, TimeProvider time, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = hub, Timeout = TimeSpan.FromMinutes(1) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var calls = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DemoSeed.Samples, "calls.json"), cancel))!.AsArray();
        var made = 0;
        foreach (var call in calls.Select(c => c!))
        {
            var began = time.GetUtcNow() - TimeSpan.FromMinutes((int)call["minutesAgo"]!);
            var facts = new { ani = (string?)call["ani"], dnis = MainNumber, channel = "voice", callerIdName = (string?)call["callerIdName"] };
            var fresh = await Tell(http, call, "started", began, new { direction = "inbound", facts.channel, facts.ani, facts.dnis, customer = new { phone = facts.ani, facts.callerIdName } }, cancel);
            if (!fresh || await Post(http, "/api/v1/flow-runs", new { session = new { source = Source, subject = (string?)call["subject"] }, facts }, cancel) is not { } run)
            {
                continue;
            }
            foreach (var code in call["codes"]?.AsArray() ?? [])
            {
                run = await Post(http, $"/api/v1/flow-runs/{run.GetProperty("runId").GetString()}/continue", new { code = (string?)code }, cancel) ?? run;
            }
            var (answered, agent) = (began.AddSeconds(12), call["agent"]);
            await Tell(http, call, "agent.answered", answered, new { agent, interaction = "1", queue = run.TryGetProperty("queue", out var queue) ? queue.GetString() : null }, cancel);
            await Tell(http, call, "ended", answered.AddSeconds((int)call["seconds"]!), new { }, cancel);
            made++;
        }
        return made;
    }

    /// <returns>False when it was told before.</returns>
    private static async Task<bool> Tell(HttpClient http, JsonNode call, string type, DateTimeOffset at, object data, CancellationToken cancel)
    {
        var subject = (string)call["subject"]!;
        var fact = new { specversion = "1.0", id = $"{subject}-{type}", source = Source, type = $"liaison.session.{type}", subject, time = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), data };
        using var content = new StringContent(JsonSerializer.Serialize(fact), Encoding.UTF8, new MediaTypeHeaderValue("application/cloudevents+json"));
        using var answer = await http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content, cancel);
        return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("accepted").GetInt32() == 1;
    }

    /// <returns>Null when the key may not: a data folder of an earlier version has one without lookups.</returns>
    private static async Task<JsonElement?> Post(HttpClient http, string path, object body, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancel);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancel) : null;
    }
}
