using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Hub.Hosting;

namespace Liaison.Hub.Commands;

/// <summary>What a day of sessions came to on the timelines of Kustomer, counted on both sides.</summary>
/// <param name="Conversations">In Kustomer, beyond those that stood there before; the other counts too.</param>
/// <param name="Differences">Where the two sides disagree, each as a sentence; none when all is well.</param>
internal sealed record SmokeTimelines(long Conversations, long Customers, long Messages, long Notes, long Files, long Duplicates, IReadOnlyList<string> Differences)
{
    private const string Counters = "/kustomer/control/counters";
    private const string Ours = "connection_id in (select id from connections where kind = 'kustomer')";
    private static readonly string[] Counted = ["conversation", "customer", "message", "note", "attachment"];

    /// <summary>How many records of each type stand in Kustomer.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> Standing(SandboxProcess sandbox, CancellationToken cancel)
    {
        var records = (await sandbox.Http.GetFromJsonAsync<JsonElement>(Counters, cancel)).GetProperty("records");
        return Counted.ToDictionary(type => type, type => records.TryGetProperty(type, out var count) ? count.GetInt64() : 0, StringComparer.Ordinal);
    }

    public static async Task<SmokeTimelines> Count(SandboxProcess sandbox, HubStore store, IReadOnlyDictionary<string, long> before, CancellationToken cancel)
    {
        var there = await Standing(sandbox, cancel);
        long New(string type) => there[type] - before[type];
        var duplicates = (await sandbox.Http.GetFromJsonAsync<JsonElement>(Counters, cancel)).GetProperty("duplicates").GetInt64();
        Task<long> Here(string sql) => SmokeTalks.Ask(store, sql, cancel);
        var sessions = await Here("select count(*) from sessions");
        (string What, long Here, long There)[] sums =
        [
            ("sessions, conversations", sessions, New("conversation")), ("messages of their channels", sessions, New("message")),
            ("conversations linked", await Here($"select count(distinct record) from record_links where record_type = 'conversation' and {Ours}"), New("conversation")),
            ("sessions of a customer", await Here($"select count(distinct subject) from record_links where record_type = 'customer' and {Ours}"), sessions),
            ("notes and files, notes", sessions + await Here($"select count(*) from deliveries where kind = 2 and state = 3 and {Ours}"), New("note")),
        ];
        return new SmokeTimelines(New("conversation"), New("customer"), New("message"), New("note"), New("attachment"), duplicates,
            [.. sums.Where(s => s.Here != s.There).Select(s => $"Kustomer, {s.What}: {s.Here} here, {s.There} there")]);
    }
}
