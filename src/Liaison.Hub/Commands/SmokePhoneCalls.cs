using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Hub.Commands;

/// <summary>What a day of sessions came to in Dynamics 365, counted on both sides.</summary>
/// <param name="PhoneCalls">In Dynamics, beyond those that stood there before; the other counts too.</param>
/// <param name="Differences">Where the two sides disagree, each as a sentence; none when all is well.</param>
internal sealed record SmokePhoneCalls(long PhoneCalls, long Tasks, long Contacts, long Notes, long Duplicates, IReadOnlyList<string> Differences)
{
    private const string Counters = "/dynamics/control/counters";
    private const string Ours = "connection_id in (select id from connections where kind = 'dynamics')";
    private static readonly string[] Counted = ["phonecall", "task", "contact", "annotation"];

    /// <summary>The demo only looks callers up in Dynamics; here its conversations are switched on, as an administrator would.</summary>
    public static async Task SwitchOn(IServiceProvider services, HubStore store, Id<Tenant> tenant, CancellationToken cancel)
    {
        var id = new Id<Connection>(await SmokeTalks.Text(store, "select id from connections where kind = 'dynamics'", cancel));
        var documents = services.GetRequiredService<ConnectionDocumentStore>();
        var (policy, version) = await documents.Find(tenant, id, DocumentKinds.Conversations, cancel) ?? throw new CommandException("The sample says nothing of conversations in Dynamics 365.");
        await documents.Save(tenant, id, DocumentKinds.Conversations, policy with { Automatic = true }, version, Actor.Liaison, cancel);
    }

    /// <summary>How many records of each table stand in Dynamics.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> Standing(SandboxProcess sandbox, CancellationToken cancel)
    {
        var records = (await sandbox.Http.GetFromJsonAsync<JsonElement>(Counters, cancel)).GetProperty("records");
        return Counted.ToDictionary(table => table, table => records.GetProperty(table).GetInt64(), StringComparer.Ordinal);
    }

    public static async Task<SmokePhoneCalls> Count(SandboxProcess sandbox, HubStore store, IReadOnlyDictionary<string, long> before, CancellationToken cancel)
    {
        var there = await Standing(sandbox, cancel);
        long New(string table) => there[table] - before[table];
        var duplicates = (await sandbox.Http.GetFromJsonAsync<JsonElement>(Counters, cancel)).GetProperty("duplicates").GetInt64();
        Task<long> Here(string sql) => SmokeTalks.Ask(store, sql, cancel);
        Task<long> Linked(string table) => Here($"select count(distinct record) from record_links where record_type = '{table}' and {Ours}");
        (string What, long Here, long There)[] sums =
        [
            ("calls, phone calls", await Here("select count(*) from sessions where channel = 0"), New("phonecall")), ("phone calls linked", await Linked("phonecall"), New("phonecall")),
            ("chats and messages, tasks", await Here("select count(*) from sessions where channel <> 0"), New("task")), ("tasks linked", await Linked("task"), New("task")),
            ("files sent, notes", await Here($"select count(*) from deliveries where kind = 2 and state = 3 and {Ours}"), New("annotation")),
        ];
        return new SmokePhoneCalls(New("phonecall"), New("task"), New("contact"), New("annotation"), duplicates,
            [.. sums.Where(s => s.Here != s.There).Select(s => $"Dynamics 365, {s.What}: {s.Here} here, {s.There} there")]);
    }
}
