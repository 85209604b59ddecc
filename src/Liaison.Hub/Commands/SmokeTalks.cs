using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Hub.Hosting;
using Npgsql;

namespace Liaison.Hub.Commands;

/// <summary>What a day of sessions came to, counted on both sides.</summary>
/// <param name="Tasks">In Salesforce, beyond those that stood there before; the other counts too.</param>
/// <param name="Files">Transcripts and contact details on the records.</param>
/// <param name="Differences">Where the two sides disagree, each as a sentence; none when all is well.</param>
internal sealed record SmokeTalks(long Sessions, long Tasks, long Contacts, long Cases, long Files, long Duplicates, IReadOnlyList<string> Differences)
{
    private const string ToSalesforce = "state = 3 and subject like 'ses\\_%' and connection_id in (select id from connections where kind = 'salesforce')";
    private static readonly string[] Counted = ["Task", "Contact", "Case", "ContentDocument"];

    /// <summary>How many records of each type stand in Salesforce.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> Standing(SandboxProcess sandbox, CancellationToken cancel)
    {
        var records = (await sandbox.Http.GetFromJsonAsync<JsonElement>("/salesforce/control/counters", cancel)).GetProperty("records");
        return Counted.ToDictionary(type => type, type => records.GetProperty(type).GetInt64(), StringComparer.Ordinal);
    }

    public static async Task<SmokeTalks> Count(SandboxProcess sandbox, HubStore store, IReadOnlyDictionary<string, long> before, CancellationToken cancel)
    {
        var there = await Standing(sandbox, cancel);
        long New(string type) => there[type] - before[type];
        var duplicates = (await sandbox.Http.GetFromJsonAsync<JsonElement>("/salesforce/control/counters", cancel)).GetProperty("duplicates").GetInt64();
        Task<long> Here(string sql) => Ask(store, sql, cancel);
        Task<long> Linked(string type) => Here($"select count(distinct record) from record_links where record_type = '{type}' and subject like 'ses\\_%'");
        (string What, long Here, long There)[] sums =
        [
            ("calls and offline messages, tasks", await Here("select count(*) from sessions where channel in (0, 3)"), New("Task")), ("tasks linked", await Linked("Task"), New("Task")),
            ("chats and conversations, cases", await Here("select count(*) from sessions where channel in (1, 2)"), New("Case")), ("cases linked", await Linked("Case"), New("Case")),
            ("contacts linked", await Linked("Contact"), New("Contact")), ("files sent", await Here("select count(*) from deliveries where kind = 2 and " + ToSalesforce), New("ContentDocument")),
            ("written sessions, transcripts", await Here("select count(*) from sessions where channel <> 0"),
                await Here("select count(distinct subject) from deliveries where kind = 2 and file_name like 'Transcript %' and " + ToSalesforce)),
        ];
        return new SmokeTalks(await Here("select count(*) from sessions"), New("Task"), New("Contact"), New("Case"), New("ContentDocument"), duplicates,
            [.. sums.Where(s => s.Here != s.There).Select(s => $"Salesforce, {s.What}: {s.Here} here, {s.There} there")]);
    }

    internal static async Task<long> Ask(HubStore store, string sql, CancellationToken cancel) => (long)await Value(store, sql, cancel);

    internal static async Task<string> Text(HubStore store, string sql, CancellationToken cancel) => (string)await Value(store, sql, cancel);

    private static async Task<object> Value(HubStore store, string sql, CancellationToken cancel)
    {
        await using var connection = await store.Database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand(sql, connection);
        return (await ask.ExecuteScalarAsync(cancel))!;
    }
}
