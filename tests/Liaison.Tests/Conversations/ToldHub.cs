using System.Text.Json.Nodes;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>A whole hub with a contact centre that tells it facts, and one connection that writes them down as records.</summary>
public abstract class ToldHub : WholeHub
{
    private readonly string kind;

    protected ToldHub(OpenHub open, string kind) : base(open) => this.kind = kind;

    public HubClient Admin { get; private set; } = null!;

    /// <summary>The contact centre, which tells facts and looks people up.</summary>
    public HubClient Centre { get; private set; } = null!;

    public ConversationVocabulary Vocabulary => Get<ConnectorCatalog>().Find(kind)!.Conversations!;

    /// <summary>The connection that the hub's own acts are about.</summary>
    protected abstract string Connected { get; }

    protected async Task Begin()
    {
        await App.StartAsync();
        Admin = await SignIn();
        Centre = await WithKey("sessions:write", "lookups");
    }

    /// <summary>Saves a document of the connection over what stands.</summary>
    public async Task Save<T>(string document, T wanted)
    {
        var path = $"/api/v1/connections/{Connected}/{document}";
        var saved = await Admin.Put(path, JsonNode.Parse(Json.Write(wanted))!, (await Admin.Get(path)).Version);
        Assert.True(saved.Status == 200, saved.Text);
    }

    public async Task Tell(params IReadOnlyList<JsonObject> facts)
    {
        using var batch = Liaison.Tests.Sessions.Facts.Batch(facts);
        var told = await Centre.Send(HttpMethod.Post, "/api/v1/events", batch);
        Assert.True(told.Status == 202 && told.Json["refused"]!.AsArray().Count == 0, told.Text);
    }

    /// <summary>Waits until every delivery has come to rest: delivered, parked, failed or dead.</summary>
    public async Task Settled()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Sql<long>("select count(*) from deliveries where state in (0, 1)") > 0)
        {
            Assert.False(patience.IsCancellationRequested, $"Deliveries would not come to rest: {(await Admin.Get("/api/v1/deliveries")).Text}");
            await Task.Delay(25, CancellationToken.None);
        }
    }

    /// <summary>Waits as <see cref="Settled"/> does, and holds that all were delivered, but for those that gave way to a later one before anybody tried them.</summary>
    public async Task Delivered()
    {
        await Settled();
        var log = (await Admin.Get("/api/v1/deliveries?limit=200")).Json["items"]!.AsArray();
        Assert.NotEmpty(log);
        Assert.All(log, d => Assert.True((string?)d!["state"] == "delivered" || ((string?)d["state"], (int)d["attempts"]!) == ("cancelled", 0), d.ToJsonString()));
    }

    /// <summary>The record of a type that a session holds over the connection.</summary>
    public Task<string> LinkOf(string subject, string type) => Sql<string>(
        "select l.record from record_links l join sessions s on s.id = l.subject where s.external_id = @subject and l.record_type = @type and l.connection_id = @of", new { subject, type, of = Connected });

    public override async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Centre.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
