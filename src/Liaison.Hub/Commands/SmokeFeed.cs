using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Liaison.Hub.Hosting;

namespace Liaison.Hub.Commands;

/// <summary>What the system that is fed has, beside what was sent.</summary>
/// <param name="Events">Change events of sessions that arrived there.</param>
/// <param name="Files">Recordings and transcripts that lie there.</param>
/// <param name="Differences">Where the two sides disagree, each as a sentence; none when all is well.</param>
internal sealed record SmokeFeed(long Events, long Files, IReadOnlyList<string> Differences)
{
    private const string Control = "/virtual-observer/control";

    private const int Recorded = 3;

    /// <summary>Gives some of the calls a recording of two parts, as a contact centre does after they have ended.</summary>
    public static async Task Record(Uri hub, string key, HubStore store, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = hub };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await using var connection = await store.Database.OpenForAll(cancel);
        foreach (var session in await connection.QueryAsync<string>(new CommandDefinition("select id from sessions where channel = 0 order by id limit @most", new { most = Recorded }, cancellationToken: cancel)))
        {
            foreach (var part in new[] { 1, 2 })
            {
                using var sound = new ByteArrayContent(SoundOf(session, part)) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
                using var form = new MultipartFormDataContent { { sound, "file", $"part{part}.wav" } };
                using var answer = await http.PostAsync(new Uri($"/api/v1/sessions/{session}/files?kind=recording&key=part-{part}&part={part}", UriKind.Relative), form, cancel);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new CommandException($"A sample recording was not taken: {await answer.Content.ReadAsStringAsync(cancel)}");
                }
            }
        }
    }

    public static async Task<SmokeFeed> Count(SandboxProcess sandbox, HubStore store, CancellationToken cancel)
    {
        var events = (await sandbox.Http.GetFromJsonAsync<JsonElement>(Control + "/events", cancel)).EnumerateArray().Where(e => e.GetProperty("path").GetString() == "/events/session")
            .Select(e => JsonDocument.Parse(e.GetProperty("body").GetString()!).RootElement).ToList();
        var files = (await sandbox.Http.GetFromJsonAsync<JsonElement>(Control + "/files", cancel)).EnumerateArray().ToDictionary(f => f.GetProperty("path").GetString()!, f => f.GetProperty("sha256").GetString(), StringComparer.Ordinal);
        await using var connection = await store.Database.OpenForAll(cancel);
        Task<long> Here(string sql) => connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: cancel));
        var sent = await Here("select count(*) from deliveries where kind = 5 and state = 3 and record_type = 'Session event'");
        var (recordings, transcripts) = (Named(files.Keys, "/recordings/", ".wav"), Named(files.Keys, "/transcripts/", ".txt"));
        var sums = new List<(string What, long Here, long There)>
        {
            ("session events", sent, events.Count), ("session events by their ids", sent, events.Select(e => e.GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count()),
            ("sessions that began and ended", await Here("select count(*) from sessions where ended_at is not null"), events.Count(e => e.GetProperty("item").GetProperty("State").GetString() == "ended")),
            ("recordings", await Here("select count(*) from deliveries where kind = 5 and state = 3 and record_type = 'Recording'"), recordings.Count),
            ("descriptions of recordings", recordings.Count, recordings.Count(r => files.ContainsKey(r + ".json"))),
            ("transcripts", await Here("select count(distinct subject) from deliveries where kind = 5 and state = 3 and record_type = 'Transcript'"), transcripts.Count),
        };
        var known = (await connection.QueryAsync<string>(new CommandDefinition("select sha256 from attachments where session_id is not null", cancellationToken: cancel))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        sums.Add(("recordings byte for byte", recordings.Count, recordings.Count(r => known.Contains(files[r] ?? ""))));
        return new SmokeFeed(events.Count, recordings.Count + transcripts.Count, [.. sums.Where(s => s.Here != s.There).Select(s => $"Virtual Observer, {s.What}: {s.Here} here, {s.There} there")]);
    }

    private static List<string> Named(IEnumerable<string> paths, string folder, string ending) => [.. paths.Where(p => p.StartsWith(folder, StringComparison.Ordinal) && p.EndsWith(ending, StringComparison.Ordinal))];

    /// <summary>Some bytes that no other recording has.</summary>
    private static byte[] SoundOf(string session, int part) => [.. Enumerable.Range(0, 2_000).SelectMany(n => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{session}/{part}/{n}")))];
}
