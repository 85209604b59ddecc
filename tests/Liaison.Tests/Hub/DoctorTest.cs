using Dapper;
using Liaison.Hub.Connecting;
using Liaison.Hub.Operations;
using Liaison.Storage.Configuration;
using Xunit;

namespace Liaison.Tests.Hub;

public sealed class DoctorTest(PostgresFixture postgres)
{
    [Fact]
    public async Task The_doctor_tries_every_connection_and_says_what_to_do()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await TemplateApiTest.SetUp(hub);
        admin.Dispose();
        var well = await hub.Get<Doctor>().Examine(CancellationToken.None);
        Assert.Contains(well, f => f.Ok && f.Detail == "Reached it as hub." && f.Name.Contains(connection, StringComparison.Ordinal));
        await Sql(hub, """update connections set parked = '{"kind":"credentials","detail":"401"}', parked_at = now()""");
        await Sql(hub, "insert into migrations (name) values ('9999_from_tomorrow')");
        var ill = await hub.Get<Doctor>().Examine(CancellationToken.None);
        Assert.All(ill.Where(f => !f.Ok), f => Assert.NotEmpty(f.Advice!));
        Assert.Equal(["connections", "migrations"], ill.Where(f => !f.Ok).Select(f => f.Name).Order());

        using var client = hub.Anonymous();
        Assert.Equal(503, (await client.Get("/health/ready")).Status);
        await Sql(hub, "delete from migrations where name = '9999_from_tomorrow'");
        var parked = await client.Get("/health/ready");
        Assert.Equal((200, "degraded"), (parked.Status, parked.Json["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_parked_connection_goes_on_by_resume_or_by_saving_good_settings()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await TemplateApiTest.SetUp(hub);
        using (admin)
        {
            const string Park = """update connections set parked = '{"kind":"credentials","detail":"401"}', parked_at = now()""";
            await Sql(hub, Park);
            var parked = (await admin.Get($"/api/v1/connections/{connection}")).Json;
            Assert.Equal("parked", parked["health"]!.GetValue<string>());
            Assert.NotEmpty(parked["parked"]!["fault"]!["advice"]!.GetValue<string>());
            Assert.Equal("ready", (await admin.Post($"/api/v1/connections/{connection}/resume")).Json["health"]!.GetValue<string>());
            await Sql(hub, Park);
            var saved = await admin.Put($"/api/v1/connections/{connection}", new { name = "Highways", enabled = true, settings = new { endpoint = "https://tryout.example/", username = "hub" } }, 2);
            Assert.Equal("ready", saved.Json["health"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_connector_is_opened_once_per_version_and_an_old_one_is_disposed_after_its_last_use()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await TemplateApiTest.SetUp(hub, username: "pooled");
        admin.Dispose();
        var stored = (await hub.Get<SetupStore>().Load(hub.Tenant.Id, CancellationToken.None)).Connections[connection];
        var pool = hub.Get<ConnectorPool>();
        // The live test opens and disposes one of its own.
        var before = TryoutConnector.Asked.Count(a => a == "dispose:pooled");
        var first = pool.Take(stored);
        using (var second = pool.Take(stored))
        {
            Assert.Same(first.Connector, second.Connector);
        }
        using var newer = pool.Take(stored with { Version = stored.Version + 1 });
        Assert.NotSame(first.Connector, newer.Connector);
        Assert.Equal(before, TryoutConnector.Asked.Count(a => a == "dispose:pooled"));
        first.Dispose();
        Assert.Equal(before + 1, TryoutConnector.Asked.Count(a => a == "dispose:pooled"));
    }

    private static async Task Sql(HubFixture hub, string sql)
    {
        await using var all = await hub.Database.OpenForAll(CancellationToken.None);
        await all.ExecuteAsync(sql);
    }
}
