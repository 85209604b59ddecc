using System.Text.Json.Nodes;
using Liaison.Core.Desk;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Tests.Cases;
using Liaison.Tests.Hub;
using Liaison.Tests.Sessions;

namespace Liaison.Tests.Desk;

/// <summary>A hub with agents who are signed in, and a contact centre that tells of contacts.</summary>
internal sealed class DeskFloor : IAsyncDisposable
{
    private readonly List<IDisposable> clients = [];
    private int told;

    private DeskFloor(CaseHub hub, HubClient pbx) => (Hub, Pbx) = (hub, pbx);

    public CaseHub Hub { get; }

    /// <summary>The contact centre.</summary>
    public HubClient Pbx { get; }

    public Uri Address => new(Hub.App.Urls.Single());

    public static DeskSettings Settings { get; } = DeskSettings.Beginning with
    {
        Queues = [new DeskQueue("Support", Routed: true), new DeskQueue("Sales")], OfferSeconds = 600, WrapUpSeconds = 600,
    };

    public static async Task<DeskFloor> Open(PostgresFixture postgres, DeskSettings? settings = null, bool workers = true, bool connectors = false)
    {
        var hub = await CaseHub.Start(postgres, workers, connectors);
        var floor = new DeskFloor(hub, await hub.WithKey("sessions:write"));
        await floor.Configure(settings ?? Settings);
        return floor;
    }

    public async Task Configure(DeskSettings settings)
    {
        using var admin = await Hub.SignIn();
        var version = (await admin.Get("/api/v1/desk/settings")).Version;
        var saved = await admin.Send(HttpMethod.Put, "/api/v1/desk/settings", JsonNode.Parse(Liaison.Core.Shared.Json.Write(settings)), version);
        Xunit.Assert.True(saved.Status == 200, saved.Text);
    }

    /// <summary>A person who is signed in; the name is also the beginning of the address.</summary>
    public async Task<HubClient> Agent(string name, bool ready = true, Role role = Role.Agent)
    {
        var email = $"{name}@norchester.example";
        await Hub.AddUser(name, email, role);
        var client = await Hub.SignIn(email);
        clients.Add(client);
        if (ready)
        {
            Xunit.Assert.Equal("inQueue", (string?)(await Be(client, "inQueue")).Json["presence"]);
        }
        return client;
    }

    public Task<DeskSocket> Listen(HubClient client) => DeskSocket.Open(client, Address);

    public static Task<Answer> Be(HubClient client, string presence, string? reason = null) => client.Send(HttpMethod.Put, "/api/v1/desk/presence", new { presence, reason });

    public static Task<Answer> Desk(HubClient client) => client.Get("/api/v1/desk");

    /// <summary>Tells one fact of a contact, as of now or of so many seconds ago; the session's id comes back.</summary>
    public async Task<string> Tell(string type, string subject, object? data = null, double secondsAgo = 0)
    {
        var at = DateTimeOffset.UnixEpoch.AddTicks(TimeProvider.System.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.Ticks).AddSeconds(-secondsAgo);
        var answer = await Pbx.Tell(Facts.One(Facts.Of(type, subject, $"{subject}-{Interlocked.Increment(ref told)}", at.ToString("O", System.Globalization.CultureInfo.InvariantCulture), data)));
        Xunit.Assert.True(answer.Status == 202 && answer.Json["accepted"]!.GetValue<int>() == 1, answer.Text);
        return (string)answer.Json["sessions"]![0]!;
    }

    /// <summary>A call that the contact centre gives to an agent.</summary>
    public async Task<string> Ring(string subject, string agent, string? campaign = null)
    {
        await Tell("started", subject, new { channel = "voice", direction = "inbound", queue = "Sales", campaign, customer = new { name = "Ann O'Neil" } });
        return await Tell("agent.offered", subject, new { agent = Who(agent), interaction = $"{subject}-{agent}" });
    }

    /// <summary>A chat that waits for one of our agents.</summary>
    public Task<string> Arrive(string subject, string queue = "Support", object? items = null) =>
        Tell("started", subject, new { channel = "chat", direction = "inbound", queue, items, customer = new { name = $"Customer of {subject}" } });

    public static object Who(string agent) => new { id = $"ext-{agent}", name = agent, email = $"{agent.ToUpperInvariant()}@norchester.example" };

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(c => c.Dispose());
        Pbx.Dispose();
        await Hub.DisposeAsync();
    }
}
