using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Sandbox;
using Liaison.Sandbox.VirtualObserver;
using Liaison.Tests.Desk;
using Liaison.Tests.Hub;
using Liaison.Tests.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Liaison.Tests.Feeds;

/// <summary>A hub with agents' desks and its workers, connected with a Virtual Observer by its settings alone.</summary>
internal sealed class FeedFloor : IAsyncDisposable
{
    private readonly WebApplication sandbox;

    private FeedFloor(DeskFloor floor, Observer observer, HubClient admin, WebApplication sandbox) => (Floor, Observer, Admin, this.sandbox) = (floor, observer, admin, sandbox);

    public DeskFloor Floor { get; }
    public Observer Observer { get; }
    public HubClient Admin { get; }
    public Id<Connection> Connection { get; private set; }

    /// <summary>The stand-in that takes files.</summary>
    public VirtualObserverStandIn StandIn => sandbox.Services.GetRequiredService<VirtualObserverStandIn>();

    /// <summary>Settings that send every kind of file, but no events.</summary>
    public object Files => new
    {
        sendEvents = false, sendRecordings = true, sendTranscripts = true, ftpHost = "localhost", ftpPort = StandIn.Ftp.Port, ftpUser = "sandbox", ftpPassword = "sandbox",
    };

    public static async Task<FeedFloor> Open(PostgresFixture postgres, object? more = null, bool workers = true, DeskSettings? desk = null)
    {
        var floor = await DeskFloor.Open(postgres, desk, workers, connectors: true);
        var sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--quiet", "true"], TimeProvider.System);
        await sandbox.StartAsync();
        var feed = new FeedFloor(floor, await Observer.Start(), await floor.Hub.SignIn(), sandbox);
        await feed.Connect(more ?? new { });
        return feed;
    }

    /// <summary>A connection that takes files.</summary>
    public static async Task<FeedFloor> WithFiles(PostgresFixture postgres, object? more = null)
    {
        var feed = await Open(postgres, new { sendEvents = false });
        var settings = JsonNode.Parse(Json.Write(feed.Files))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(Json.Write(more ?? new { }))!.AsObject().ToList())
        {
            settings[name] = value?.DeepClone();
        }
        await feed.Save(settings);
        return feed;
    }

    /// <summary>What an administrator does: fills in the form and saves.</summary>
    public async Task Connect(object more)
    {
        var made = await Admin.Post("/api/v1/connections", new { kind = "virtual-observer", name = "Virtual Observer" });
        Assert.True(made.Status == 201, made.Text);
        Connection = new Id<Connection>(made.Id);
        await Save(more);
    }

    public async Task<Answer> Save(object more, int expected = 200)
    {
        var path = $"/api/v1/connections/{Connection}";
        var now = await Admin.Get(path);
        var settings = now.Json["settings"]!.DeepClone().AsObject();
        (settings["instanceHost"], settings["developerKey"], settings["sendEvents"], settings["https"]) = (Observer.Address.Authority, Observer.Key, true, false);
        foreach (var (name, value) in JsonNode.Parse(Json.Write(more))!.AsObject().ToList())
        {
            settings[name] = value?.DeepClone();
        }
        var saved = await Admin.Send(HttpMethod.Put, path, new { name = "Virtual Observer", enabled = true, settings }, now.Version);
        Assert.True(saved.Status == expected, saved.Text);
        return saved;
    }

    public async Task Tell(params IReadOnlyList<JsonNode> facts)
    {
        var told = await Floor.Pbx.Tell(facts);
        Assert.True(told.Status == 202 && told.Json["refused"]!.AsArray().Count == 0, told.Text);
    }

    /// <summary>Gives a recording's part its bytes.</summary>
    public async Task Upload(string subject, string key, int part, byte[] bytes)
    {
        var id = await Floor.Hub.Sql<string>("select id from sessions where external_id = @subject", new { subject });
        using var content = new MultipartFormDataContent { { new ByteArrayContent(bytes) { Headers = { { "Content-Type", "audio/wav" } } }, "file", $"{key}.wav" } };
        var stored = await Admin.Send(HttpMethod.Post, $"/api/v1/sessions/{id}/files?kind=recording&key={key}&part={part}", content);
        Assert.True(stored.Status == 201, stored.Text);
    }

    /// <summary>What lies in the stand-in, by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Stored => StandIn.Files.All().ToDictionary(f => f.Path, f =>
    {
        using var file = StandIn.Files.Open(f.Path, FileMode.Open);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }, StringComparer.Ordinal);

    /// <summary>Waits until so many events have come to a path and nothing more of agents is to be told.</summary>
    public async Task Told(string path, int events)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((Observer.Of(path).Count < events || await Floor.Hub.Sql<long>("select count(*) from agent_changes") > 0) && !patience.IsCancellationRequested)
        {
            await Task.Delay(25, CancellationToken.None);
        }
        await Settled();
    }

    /// <summary>Waits until nothing waits or runs any more.</summary>
    public async Task Settled()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Floor.Hub.Sql<long>("select count(*) from deliveries where state in (0, 1)") > 0)
        {
            if (patience.IsCancellationRequested)
            {
                throw new Xunit.Sdk.XunitException($"Deliveries would not come to rest: {(await Admin.Get("/api/v1/deliveries")).Text}");
            }
            await Task.Delay(25, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Floor.DisposeAsync();
        await Observer.DisposeAsync();
        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
    }
}
