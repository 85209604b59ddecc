using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>A whole hub with its workers, and one connection to a system whose stand-in is somebody else's matter.</summary>
public sealed class SystemHub : ToldHub
{
    private readonly string kind;
    private readonly string name;

    private SystemHub(OpenHub open, string kind, string name) : base(open, kind) => (this.kind, this.name) = (kind, name);

    public string Connection { get; private set; } = "";

    protected override string Connected => Connection;

    /// <param name="settings">Fills in the new connection's settings; it is not switched on yet.</param>
    public static async Task<SystemHub> Start(PostgresFixture postgres, string kind, string name, Action<JsonObject> settings)
    {
        var hub = new SystemHub(await Open(postgres), kind, name);
        await hub.Begin();
        await hub.AddConnection(settings);
        return hub;
    }

    public async Task Choose(string preset, PushSwitches push) =>
        await Save("conversations", new ConversationPolicy(true, Vocabulary.Presets.Single(p => p.Name == preset).Triggers, Vocabulary.Mappings, push, new Filing()));

    public async Task<JsonNode> Ask(string path, object question)
    {
        var answer = await Centre.Post("/api/v1/" + path, question);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    public async Task Enable(bool enabled, Action<JsonObject>? change = null)
    {
        var saved = await TrySave(enabled, change);
        Assert.True(saved.Status == 200, saved.Text);
    }

    /// <summary>Saves the connection, with settings that are changed.</summary>
    public async Task<Answer> TrySave(bool enabled, Action<JsonObject>? change = null)
    {
        var path = $"/api/v1/connections/{Connection}";
        var now = await Admin.Get(path);
        var settings = now.Json["settings"]!.DeepClone().AsObject();
        change?.Invoke(settings);
        return await Admin.Put(path, new { name, enabled, settings }, now.Version);
    }

    public Task<string> NewKey(params string[] scopes) => Key(null, scopes);

    private async Task AddConnection(Action<JsonObject> fill)
    {
        var made = await Admin.Post("/api/v1/connections", new { kind, name });
        Assert.True(made.Status == 201, made.Text);
        Connection = made.Id;
        await Enable(false, fill);
    }
}
