using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Hub.Feeds;
using Liaison.Hub.Road;
using Liaison.Hub.Statistics;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Storage.Road;
using Liaison.Storage.Statistics;
using Liaison.Tests.Cases;
using Liaison.Tests.Hub;
using Liaison.Tests.Sandbox;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Statistics;

/// <summary>A hub with a connection that is given figures, contacts that are told, and a clock that the test turns.</summary>
internal sealed class StatisticsHouse : IAsyncDisposable
{
    private int told;

    private StatisticsHouse(CaseHub hub, HubClient pbx, HubClient admin, Id<Connection> connection, DateTimeOffset nine) =>
        (Hub, Pbx, Admin, Connection, Nine, Time) = (hub, pbx, admin, connection, nine, new SettableTime(nine));

    public CaseHub Hub { get; }

    public HubClient Pbx { get; }

    public HubClient Admin { get; }

    public Id<Connection> Connection { get; }

    /// <summary>A full hour, some hours ago.</summary>
    public DateTimeOffset Nine { get; }

    public SettableTime Time { get; }

    public StatisticsFileStore Files => Hub.Get<StatisticsFileStore>();

    public static async Task<StatisticsHouse> Open(PostgresFixture postgres, bool workers = false, string disabled = "")
    {
        var hub = await CaseHub.Start(postgres, workers);
        var connections = hub.Get<ConnectionStore>();
        var id = ((Saved<Id<Connection>>.Done)await connections.Create(hub.Tenant.Id, "figures", "Planning", [], Actor.Liaison, CancellationToken.None)).Value;
        await connections.Save(hub.Tenant.Id, id, 1, new ConnectionContent("Planning", true, new JsonObject { ["place"] = id.Value, ["statistics"] = true, ["disabled"] = disabled }, []), Actor.Liaison, CancellationToken.None);
        hub.Get<Setups>().ForgetAll();
        var now = TimeProvider.System.GetUtcNow().AddHours(-6);
        return new StatisticsHouse(hub, await hub.WithKey("sessions:write"), await hub.SignIn(), id, new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero));
    }

    /// <summary>As a process with its own clock sees it.</summary>
    public StatisticsMaking Making() => new(
        Hub.Get<Setups>(), Hub.Get<FeedSetups>(), new StatisticsDesk(Hub.Get<CourseReads>(), Time), Files, Hub.Get<Intake>(), Hub.Get<IdSource>(), Time);

    public async Task Round(double minutesAfterNine)
    {
        Time.Now = Nine.AddMinutes(minutesAfterNine);
        await OneRound();
    }

    public async Task OneRound()
    {
        var making = Making();
        foreach (var connection in await making.Given(CancellationToken.None))
        {
            await making.Due(connection, CancellationToken.None);
        }
    }

    public async Task Set(Func<StatisticsSettings, StatisticsSettings> change)
    {
        var before = await Admin.Get($"/api/v1/connections/{Connection}/statistics");
        var wanted = change(Json.Read<StatisticsSettings>(before.Json["settings"]!.ToJsonString()));
        var saved = await Admin.Send(HttpMethod.Put, $"/api/v1/connections/{Connection}/statistics", JsonNode.Parse(Json.Write(wanted)), before.Version);
        Assert.True(saved.Status == 200, saved.Text);
        Hub.Get<Setups>().ForgetAll();
    }

    public Task<IReadOnlyList<ListedFile>> All() => Files.List(Hub.Tenant.Id, Connection, Nine.AddHours(-48), Nine.AddHours(48), newestOnly: false, CancellationToken.None);

    public async Task<string> Content(ListedFile file) => (await Files.Content(Hub.Tenant.Id, file.File.Id, CancellationToken.None))!.Content;

    /// <summary>A call that Ann takes, in minutes after nine.</summary>
    public async Task Call(string subject, double began, double answered, double ended, string queue = "Housing")
    {
        await Tell("started", subject, began, new { channel = "voice", direction = "inbound", queue });
        await Tell("agent.answered", subject, answered, new { agent = Sessions.Facts.Agent(), interaction = subject, queue });
        await Tell("agent.left", subject, ended, new { agent = Sessions.Facts.Agent(), interaction = subject });
        await Tell("ended", subject, ended);
    }

    public async Task Tell(string type, string subject, double minutes, object? data = null)
    {
        var answer = await Pbx.Tell(Sessions.Facts.One(Sessions.Facts.Of(type, subject, $"{subject}-{++told}", Nine.AddMinutes(minutes).ToString("O", CultureInfo.InvariantCulture), data)));
        Assert.True(answer.Status == 202 && answer.Json["accepted"]!.GetValue<int>() == 1, answer.Text);
    }

    public async ValueTask DisposeAsync()
    {
        Pbx.Dispose();
        Admin.Dispose();
        await Hub.DisposeAsync();
    }
}
