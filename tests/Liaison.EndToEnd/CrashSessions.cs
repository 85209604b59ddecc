using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Liaison.EndToEnd;

/// <summary>
/// The sessions that go into Salesforce while the hub is killed: half of them chats that become contacts and cases, half calls that become leads and tasks, each with lines, a note, files, and
/// facts that come after its end. Several people come back again and again, from several sessions at once.
/// </summary>
internal sealed class CrashSessions(HttpClient api, HttpClient vendor)
{
    public const int AtOnce = 12;

    private const int People = 9;

    /// <summary>So many contacts later there is news of one.</summary>
    private const int Later = 4;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(60);
    private static int serial;

    /// <summary>A connection that somebody has connected, and what conversations become there.</summary>
    public static async Task Configure(IServiceProvider services, Id<Tenant> tenant, HttpClient vendor, Actor who, CancellationToken cancel)
    {
        var connections = services.GetRequiredService<ConnectionStore>();
        var connection = Done(await connections.Create(tenant, "salesforce", "Salesforce", new JsonObject(), who, cancel));
        Done(await connections.Save(tenant, connection, 1, new ConnectionContent("Salesforce", true, new JsonObject
        {
            ["loginHost"] = new Uri(vendor.BaseAddress!, "/salesforce").ToString(), ["clientId"] = "liaison-sandbox-client", ["clientSecret"] = "liaison-sandbox-secret", ["timeoutSeconds"] = 10,
        }, ["clientSecret"]), who, cancel));
        using var issued = await vendor.PostAsJsonAsync("/salesforce/control/tokens", new { }, cancel);
        var token = await issued.Content.ReadFromJsonAsync<JsonElement>(cancel);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var grant = new Grant(new Secret(Text(token, "accessToken")), new Secret(Text(token, "refreshToken")), new Uri(vendor.BaseAddress!, "/salesforce"), now, now + TimeSpan.FromMinutes(90),
            new GrantAccount(Text(token, "userId"), "integration@liaison.example", "integration@liaison.example", Text(token, "organizationId")));
        Done(await services.GetRequiredService<GrantStore>().Connect(tenant, connection, grant, GrantTerm.Of(grant, null, now, 0.5), false, who, cancel));
        var vocabulary = services.GetRequiredService<ConnectorCatalog>().Find("salesforce")!.Conversations!;
        ConversationTrigger[] triggers =
            [new(Channel.Chat, Moment.Started, "contactAndCase"), new(Channel.Chat, Moment.Ended, "contactAndCase"), new(Channel.Voice, Moment.Ended, "leadAndTask")];
        Done(await services.GetRequiredService<ConnectionDocumentStore>().Save(tenant, connection, DocumentKinds.Conversations,
            new ConversationPolicy(true, triggers, vocabulary.Mappings, new PushSwitches(Recordings: true), new Filing()), 0, who, cancel));
    }

    /// <summary>Has one contact after the other until it is over; whatever was not answered is told again until it is.</summary>
    public async Task<List<ToldSession>> Load(int lane, CancellationToken over)
    {
        var told = new List<ToldSession>();
        for (var n = 0; !over.IsCancellationRequested && n < 60; n++)
        {
            told.Add(await Have(new ToldSession($"{lane}-{n}", lane % 2 == 0, (lane + n) % People, HasFile: n % 3 == 0, HasLateNews: n % 2 == 0)));
            // By now what came of that one is written, or being written.
            if (n >= Later)
            {
                await TellLate(told[n - Later]);
            }
        }
        foreach (var session in told.TakeLast(Later))
        {
            await TellLate(session);
        }
        return told;
    }

    /// <summary>All that must be true of it once all is settled.</summary>
    public async Task Inspect(ToldSession session, CancellationToken cancel)
    {
        var found = Assert.Single((await Get(api, $"/api/v1/sessions?externalId={session.Subject}", cancel)).GetProperty("items").EnumerateArray());
        var id = found.GetProperty("id").GetString();
        var activity = Assert.Single((await Get(vendor, $"/salesforce/control/keys/{id}-{(session.Chat ? "case" : "task")}", cancel)).GetProperty("records").EnumerateArray());
        Assert.Equal(session.Chat ? "Case" : "Task", activity.GetProperty("type").GetString());
        var record = activity.GetProperty("id").GetString()!;
        Assert.Contains(found.GetProperty("records").EnumerateArray(), r => r.GetProperty("record").GetString() == record);
        var written = await Get(vendor, $"/salesforce/control/records/{(session.Chat ? "Case" : "Task")}/{record}", cancel);
        Assert.NotNull(written.GetProperty(session.Chat ? "ContactId" : "WhoId").GetString());
        // The last word has arrived: what came after the end is in the record too.
        var description = Text(written, "Description");
        Assert.Contains($"line 2 of {session.Subject}", description, StringComparison.Ordinal);
        if (session.HasLateNews)
        {
            Assert.Contains($"late news of {session.Subject}", description, StringComparison.Ordinal);
        }

        var links = (await Get(vendor, $"/salesforce/control/records/ContentDocumentLink?LinkedEntityId={record}", cancel)).GetProperty("items").EnumerateArray().Select(l => Text(l, "ContentDocumentId")).ToList();
        Assert.Equal(links.Distinct(), links);
        var files = new List<(string Title, string Text)>();
        foreach (var document in links)
        {
            var about = await Get(vendor, $"/salesforce/control/records/ContentDocument/{document}", cancel);
            files.Add((Text(about, "Title"), await vendor.GetStringAsync(new Uri($"/salesforce/control/files/{(Text(about, "FileType") == "SNOTE" ? document : Text(about, "LatestPublishedVersionId"))}", UriKind.Relative), cancel)));
        }
        // The files of a session lie at its activity, each once; transcript and details again only where something was said after they had been sent.
        Assert.Equal(session.HasFile ? ["early", "late"] : [], files.Select(f => f.Title).Where(t => t is "early" or "late").Order(StringComparer.Ordinal));
        var transcripts = files.Where(f => f.Title.StartsWith("Transcript", StringComparison.Ordinal)).Select(f => f.Text).ToList();
        var details = files.Where(f => f.Title == "Contact details").Select(f => f.Text).ToList();
        Assert.Contains(transcripts, t => t.Contains($"line 2 of {session.Subject}", StringComparison.Ordinal));
        Assert.InRange(transcripts.Count, 1, 2);
        Assert.Contains(details, t => t.Contains(session.HasLateNews ? $"late news of {session.Subject}" : "Resolved", StringComparison.Ordinal));
        Assert.InRange(details.Count, 1, 3);
    }

    /// <summary>Nobody and nothing is there twice.</summary>
    public async Task InspectPeople(IReadOnlyList<ToldSession> told, CancellationToken cancel)
    {
        var counters = await Get(vendor, "/salesforce/control/counters", cancel);
        Assert.True(counters.GetProperty("duplicates").GetInt32() == 0, $"There twice: {counters.GetProperty("duplicateKeys")}");
        foreach (var chats in told.GroupBy(s => (s.Chat, s.Person)))
        {
            var (type, filter) = chats.Key.Chat ? ("Contact", $"Email={Email(chats.Key.Person)}") : ("Lead", $"Phone={Uri.EscapeDataString(Phone(chats.Key.Person))}");
            Assert.Single((await Get(vendor, $"/salesforce/control/records/{type}?{filter}", cancel)).GetProperty("items").EnumerateArray());
        }
        Assert.Equal(told.Count(s => s.Chat), await Ours("Case", cancel));
        Assert.Equal(told.Count(s => !s.Chat), await Ours("Task", cancel));
    }

    private async Task<ToldSession> Have(ToldSession session)
    {
        var person = session.Chat ? new { name = $"Chat {session.Person}", email = (string?)Email(session.Person), phone = (string?)null } : new { name = $"Call {session.Person}", email = (string?)null, phone = (string?)Phone(session.Person) };
        var began = await Tell(session, ("started", new { channel = session.Chat ? "chat" : "voice", direction = "inbound", queue = "Housing", customer = person }));
        var id = began.GetProperty("sessions").EnumerateArray().Select(s => s.GetString()).FirstOrDefault()
            ?? (await CrashTest.Insist(() => api.GetAsync(new Uri($"/api/v1/sessions?externalId={session.Subject}", UriKind.Relative)))).GetProperty("items")[0].GetProperty("id").GetString()!;
        var agent = new { agent = new { id = "7", name = "Alice Archer", email = "alice.archer@example.com" } };
        await Tell(session, ("agent.answered", agent), ("said", new { lines = new[] { new { speaker = "customer", text = $"line 1 of {session.Subject}", key = "1" } } }));
        if (session.HasFile)
        {
            await Upload(id, "early");
        }
        await Pause();
        // Half of the lines come after the end, as they do where two servers tell of one contact.
        await Tell(session, ("ended", new { outcome = "answered" }));
        await Tell(session, ("said", new { lines = new[] { new { speaker = "agent", text = $"line 2 of {session.Subject}", key = "2" } } }), ("wrapped-up", new { disposition = "Resolved" }));
        if (session.HasFile)
        {
            await Upload(id, "late");
        }
        await Pause();
        return session;
    }

    /// <summary>What is told of a contact that was over long ago.</summary>
    private async Task TellLate(ToldSession session)
    {
        if (session.HasLateNews)
        {
            await Tell(session, ("note", new { text = $"late news of {session.Subject}", key = "late" }));
        }
    }

    private Task<JsonElement> Tell(ToldSession session, params (string Type, object Data)[] facts)
    {
        var at = DateTimeOffset.UnixEpoch.AddYears(55);
        var events = facts.Select(f => (Number: Interlocked.Increment(ref serial), Fact: f)).Select(f => new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = f.Number.ToString(CultureInfo.InvariantCulture), ["source"] = "urn:crash", ["type"] = "liaison.session." + f.Fact.Type, ["subject"] = session.Subject,
            ["time"] = at.AddMilliseconds(f.Number), ["data"] = JsonSerializer.SerializeToNode(f.Fact.Data),
        }).ToArray();
        var body = new JsonArray(events).ToJsonString();
        return CrashTest.Insist(async () =>
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/cloudevents-batch+json");
            return await api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        });
    }

    private Task<JsonElement> Upload(string id, string name) => CrashTest.Insist(async () =>
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"{name} file of {id}")) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        using var form = new MultipartFormDataContent { { file, "file", name + ".txt" } };
        return await api.PostAsync(new Uri($"/api/v1/sessions/{id}/files?key={name}", UriKind.Relative), form);
    });

    private async Task<int> Ours(string type, CancellationToken cancel)
    {
        var count = 0;
        for (string? after = ""; after is not null;)
        {
            var page = await Get(vendor, $"/salesforce/control/records/{type}?limit=1000{(after.Length > 0 ? "&after=" + after : "")}", cancel);
            count += page.GetProperty("items").EnumerateArray().Count(r => r.TryGetProperty("Liaison_Session_Id__c", out var key) && key.GetString()!.StartsWith("ses_", StringComparison.Ordinal));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        return count;
    }

    private static async Task Pause()
    {
        using var pause = new CancellationTokenSource(Breath);
        await Task.WhenAny(Task.Delay(Timeout.Infinite, pause.Token));
    }

    private static string Email(int person) => $"crash.person{person}@example.org";

    private static string Phone(int person) => $"+4420794600{person:00}";

    private static async Task<JsonElement> Get(HttpClient http, string path, CancellationToken cancel) => await http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancel);

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static T Done<T>(Saved<T> saved) => saved is Saved<T>.Done done ? done.Value : throw new InvalidOperationException(saved.ToString());
}

/// <summary>What was told of one contact, and accepted.</summary>
/// <param name="Chat">A chat; a call otherwise.</param>
internal sealed record ToldSession(string Name, bool Chat, int Person, bool HasFile, bool HasLateNews)
{
    public string Subject => "crash-session-" + Name;
}
