using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Storage.People;
using Liaison.Tests.Hub;
using Liaison.Tests.Sandbox;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>A whole hub with its workers, a Salesforce of its own beside it, and a connection that a person has granted in Salesforce's own pages.</summary>
public sealed class TalkHub : ToldHub
{
    public const string Secret = "liaison-sandbox-secret";
    private readonly WebApplication sandbox;
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private TalkHub(OpenHub open, WebApplication sandbox) : base(open, "salesforce") => (this.sandbox, Salesforce) = (sandbox, new Uri(sandbox.Urls.First()));

    public Uri Salesforce { get; }
    public Id<Connection> Connection { get; private set; }
    protected override string Connected => Connection.Value;

    /// <param name="settings">Of the stand-in: <c>personAccounts=true</c>.</param>
    public static async Task<TalkHub> Start(PostgresFixture postgres, params string[] settings)
    {
        var sandbox = await RunningSandbox.Open("salesforce", TimeProvider.System, RunningSandbox.Of("salesforce", settings));
        var hub = new TalkHub(await Open(postgres), sandbox);
        await hub.Begin();
        await hub.Connect(hub.Salesforce);
        return hub;
    }

    /// <summary>Has a preset's choices saved, as an administrator who presses it and changes what follows.</summary>
    public async Task<ConversationPolicy> Choose(string preset, Func<ConversationPolicy, ConversationPolicy>? change = null)
    {
        var policy = new ConversationPolicy(true, Vocabulary.Presets.Single(p => p.Name == preset).Triggers, Vocabulary.Mappings, new PushSwitches(Recordings: true), new Filing());
        policy = change?.Invoke(policy) ?? policy;
        await Save("conversations", policy);
        return policy;
    }

    /// <summary>The session that the contact centre calls so.</summary>
    public async Task<JsonNode> Session(string subject)
    {
        var id = await Sql<string>("select id from sessions where external_id = @subject", new { subject });
        return (await Admin.Get($"/api/v1/sessions/{id}")).Json;
    }

    /// <summary>Live records of a type over there, past the connector.</summary>
    public async Task<IReadOnlyList<JsonObject>> Records(string type, params (string Field, string Value)[] where)
    {
        var query = string.Concat(where.Select(w => $"&{w.Field}={Uri.EscapeDataString(w.Value)}"));
        return [.. JsonNode.Parse(await browser.GetStringAsync(new Uri(Salesforce, $"/salesforce/control/records/{type}?limit=200{query}")))!["items"]!.AsArray().Select(i => i!.AsObject())];
    }

    public async Task<JsonObject> Record(string type, string id) => JsonNode.Parse(await browser.GetStringAsync(new Uri(Salesforce, $"/salesforce/control/records/{type}/{id}")))!.AsObject();

    /// <summary>The record of a type that a session holds.</summary>
    public async Task<JsonObject> RecordOf(string subject, string type) => await Record(type, await LinkOf(subject, type));

    public async Task<string> Add(string type, object record)
    {
        var answer = await Control($"records/{type}", record);
        return answer!["id"]!.GetValue<string>();
    }

    public async Task Change(string type, string id, object values)
    {
        using var answer = await browser.PatchAsJsonAsync(new Uri(Salesforce, $"/salesforce/control/records/{type}/{id}"), values, new JsonSerializerOptions());
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<JsonNode?> Setting(object settings) => Control("settings", settings);

    public Task<JsonNode?> Control(string path, object body) => Control(HttpMethod.Post, "control/" + path, body);

    public Task<JsonNode?> Fault(object fault) => Control(HttpMethod.Post, "faults", fault);

    public Task<JsonNode?> NoFaults() => Control(HttpMethod.Delete, "faults", null);

    public Task<JsonNode?> RevokeAll() => Control(HttpMethod.Delete, "control/tokens", null);

    public async Task<JsonNode> Counters() => JsonNode.Parse(await browser.GetStringAsync(new Uri(Salesforce, "/salesforce/control/counters")))!;

    public async Task<long> Count(string counter) => (long?)(await Counters())["counts"]![counter] ?? 0;

    public async Task<string> File(string id) => await browser.GetStringAsync(new Uri(Salesforce, $"/salesforce/control/files/{id}"));

    /// <summary>The files on a record: title and text.</summary>
    public async Task<IReadOnlyList<(string Title, string Text)>> FilesOn(string record)
    {
        var files = new List<(string, string)>();
        foreach (var link in await Records("ContentDocumentLink", ("LinkedEntityId", record)))
        {
            var document = await Record("ContentDocument", (string)link["ContentDocumentId"]!);
            // A note's bytes lie under the document itself, a file's under its version.
            files.Add(((string)document["Title"]!, await File((string)document[(string?)document["FileType"] == "SNOTE" ? "id" : "LatestPublishedVersionId"]!)));
        }
        return files;
    }

    /// <summary>Goes through Salesforce's sign-in as a browser would, and comes back.</summary>
    public async Task Grant(string user = "integration@liaison.example")
    {
        var there = await SignInThere([new("allow", "yes")], user: user);
        Assert.True(there.Location is not null, there.Page);
        var end = await Admin.Get(there.Location.PathAndQuery);
        Assert.True(end.Status == 200, end.Text);
    }

    /// <summary>Fills in Salesforce's sign-in form: what it shows then, or where it leads back to.</summary>
    /// <param name="start">The address that an earlier press of Connect led to; pressed anew if null.</param>
    public async Task<(Uri Start, string Page, Uri? Location)> SignInThere(IEnumerable<KeyValuePair<string, string>> more, Uri? start = null, string user = "integration@liaison.example")
    {
        if (start is null)
        {
            var began = await Admin.Post($"/api/v1/connections/{Connection}/authorization", new { });
            Assert.True(began.Status == 200, began.Text);
            start = new Uri(began.Json["url"]!.GetValue<string>());
        }
        using var form = new FormUrlEncodedContent([new("username", user), new("password", "sandbox"), .. more]);
        using var there = await browser.PostAsync(start, form);
        return (start, await there.Content.ReadAsStringAsync(), there.StatusCode == HttpStatusCode.Redirect ? there.Headers.Location : null);
    }

    /// <summary>The e-mails that Salesforce has sent.</summary>
    public async Task<JsonNode> Mail() => JsonNode.Parse(await browser.GetStringAsync(new Uri(Salesforce, "/salesforce/control/mail")))!;

    public async Task Enable(bool enabled)
    {
        var path = $"/api/v1/connections/{Connection}";
        var now = await Admin.Get(path);
        var saved = await Admin.Put(path, new { name = (string?)now.Json["name"], enabled, settings = now.Json["settings"] }, now.Version);
        Assert.True(saved.Status == 200, saved.Text);
    }

    public override async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await base.DisposeAsync();
        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
    }

    private async Task<JsonNode?> Control(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(Salesforce, "/salesforce/" + path)) { Content = body is null ? null : JsonContent.Create(body, options: new JsonSerializerOptions()) };
        using var answer = await browser.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Connects an organisation; the hub's own acts are about it from now on.</summary>
    public async Task<Id<Connection>> Connect(Uri salesforce, string name = "Salesforce")
    {
        var made = await Admin.Post("/api/v1/connections", new { kind = "salesforce", name });
        Assert.True(made.Status == 201, made.Text);
        Connection = new Id<Connection>(made.Id);
        var settings = made.Json["settings"]!.DeepClone().AsObject();
        (settings["loginHost"], settings["clientId"], settings["clientSecret"]) = (new Uri(salesforce, "/salesforce").ToString(), "liaison-sandbox-client", Secret);
        var saved = await Admin.Put($"/api/v1/connections/{Connection}", new { name, enabled = false, settings }, made.Version);
        Assert.True(saved.Status == 200, saved.Text);
        await Grant();
        await Enable(true);
        return Connection;
    }

    /// <summary>An agent of the tenant, signed in.</summary>
    public Task<HubClient> Agent(string email) => Person(email, Role.Agent);

    public async Task<HubClient> Person(string email, Role role)
    {
        await AddUser(email, email, role);
        return await SignIn(email);
    }
}
