using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Liaison.Hub.Commands;

/// <summary>A day of sessions, told to a hub as a contact centre would tell it: over HTTP, in batches. It is always yesterday, and told twice it changes nothing.</summary>
internal static class SampleDay
{
    private const string DayOfFile = "2026-03-02";
    private const int Batch = 250;

    public sealed record Told(int Accepted, int Known, int Refused);

    public static async Task<Told> Replay(Uri hub, string key, TimeProvider time, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = hub, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var day = time.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var facts = (await File.ReadAllLinesAsync(Path.Combine(DemoSeed.Samples, "sessions.jsonl"), cancel)).Where(l => l.Length > 0).Select(l => l.Replace(DayOfFile, day, StringComparison.Ordinal));
        var told = new Told(0, 0, 0);
        foreach (var batch in facts.Chunk(Batch))
        {
            using var content = new StringContent($"[{string.Join(',', batch)}]", Encoding.UTF8, new MediaTypeHeaderValue("application/cloudevents-batch+json"));
            using var answer = await http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content, cancel);
            if (!answer.IsSuccessStatusCode)
            {
                throw new CommandException($"The sample sessions were not taken: {await answer.Content.ReadAsStringAsync(cancel)}");
            }
            var said = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
            told = new Told(told.Accepted + said.GetProperty("accepted").GetInt32(), told.Known + said.GetProperty("known").GetInt32(), told.Refused + said.GetProperty("refused").GetArrayLength());
        }
        return told;
    }
}
