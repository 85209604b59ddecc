using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Tests.Desk;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Feeds;

/// <summary>A hub with agents' desks and its workers, connected with a Virtual Observer by its settings alone.</summary>
internal sealed class FeedFloor : IAsyncDisposable
{
    private FeedFloor(DeskFloor floor, Observer observer, HubClient admin) => (Floor, Observer, Admin) = (floor, observer, admin);

    public DeskFloor Floor { get; }
    public Observer Observer { get; }
    public HubClient Admin { get; }
    public Id<Connection> Connection { get; private set; }

    public static async Task<FeedFloor> Open(PostgresFixture postgres, object? more = null, bool workers = true, DeskSettings? desk = null)
    {
        var floor = await DeskFloor.Open(postgres, desk, workers, connectors: true);
        var feed = new FeedFloor(floor, await Observer.Start(), await floor.Hub.SignIn());
        await feed.Connect(more ?? new { });
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
    }
}
