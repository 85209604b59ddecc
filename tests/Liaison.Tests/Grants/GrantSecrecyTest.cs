using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;
using Npgsql;
using Xunit;

namespace Liaison.Tests.Grants;

/// <summary>Tokens never leave the hub: not by a table, an answer, a log line or a fault.</summary>
public sealed class GrantSecrecyTest(PostgresFixture postgres)
{
    [Fact, Trait("security", "S4"), Trait("security", "S6")]
    public async Task No_token_code_verifier_or_client_secret_is_in_any_table_answer_or_log_line()
    {
        await using var hub = await GrantHub.Start(postgres, processes: 2, workers: true, providerApp: new ProviderApp(AccessServer.ClientId, new Secret(AccessServer.ClientSecret)));
        using var admin = await hub.SignIn();
        var texts = new List<string>();
        async Task Keep(Task<Liaison.Tests.Hub.Answer> answer) => texts.Add((await answer).Text);
        var back = (await hub.ComeBack(admin)).PathAndQuery;
        await Keep(admin.Get(back));
        await Keep(admin.Get(back));
        hub.Time.Now += TimeSpan.FromMinutes(100);
        await hub.Get<GrantKeeper>().Look(GrantHub.Cancel);
        hub.Server.EndAccess();
        await Keep(admin.Post($"/api/v1/connections/{hub.Connection}/test", new { }));
        // The connector quotes what it was told; a system that quotes tokens must not bring them into a fault.
        var grant = Assert.IsType<Outcome<Grant>.Success>(await hub.Access()).Value;
        await hub.Get<GrantStore>().Postpone((await hub.Get<GrantStore>().Find(hub.Connection, GrantHub.Cancel))!, GrantFaultsOf($"Token {grant.Refresh!.Value.Value} is odd.", grant), hub.Time.Now, hub.Time.Now, GrantHub.Cancel);
        foreach (var path in new[] { hub.Authorization, $"/api/v1/connections/{hub.Connection}", "/api/v1/connections", "/api/v1/connectors", "/api/v1/audit", "/api/v1/overview", "/health/ready" })
        {
            await Keep(admin.Get(path));
        }
        hub.Server.WithdrawAll();
        hub.Time.Now += TimeSpan.FromMinutes(30);
        Assert.IsType<Outcome<Grant>.Failure>(await hub.Access(grant.Access));
        await Keep(admin.Get(hub.Authorization));
        await Keep(admin.Delete(hub.Authorization));

        var planted = hub.Server.Planted.Where(p => p.Length > 0).Append(AccessServer.ClientSecret).Distinct().ToList();
        Assert.True(planted.Count >= 9, $"Only {planted.Count} secrets were planted.");
        Assert.All(planted, secret => Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.Ordinal)));
        Assert.All(planted, secret => Assert.DoesNotContain(hub.Log, line => line.Contains(secret, StringComparison.Ordinal)));
        var dump = await Dump(hub);
        Assert.Contains("00Dxx0000001gPLEAY", dump, StringComparison.Ordinal);
        Assert.All(planted, secret =>
        {
            Assert.DoesNotContain(secret, dump, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(secret)), dump, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)), dump, StringComparison.Ordinal);
        });
    }

    [Fact, Trait("security", "S4")]
    public async Task A_token_copied_to_another_connection_or_tenant_does_not_open()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        var row = await hub.Ask<string>("select access from grants");
        var box = hub.Get<SecretBox>();
        Assert.Throws<SecretException>(() => box.Unprotect("ten_00000000000000000000000000", $"grant/{hub.Connection}/access", row));
        Assert.Throws<SecretException>(() => box.Unprotect(hub.Tenant.Value, $"grant/{hub.Connection}/refresh", row));
        var second = await hub.AddConnection("Second");
        await hub.Ask<object>("insert into grants select (g2).* from (select jsonb_populate_record(g, jsonb_build_object('connection_id', @second)) as g2 from grants g) x", new { second = second.Value });
        var opened = Assert.IsType<Outcome<Grant>.Failure>(await hub.Get<Liaison.Hub.Connecting.Grants>().Get(second, null, GrantHub.Cancel));
        Assert.Equal((FaultKind.Credentials, "reconnect-needed"), (opened.Fault.Kind, opened.Fault.Code));
    }

    [Fact]
    public async Task Another_tenant_sees_neither_grants_nor_sign_ins_under_way()
    {
        await using var hub = await GrantHub.Start(postgres);
        await hub.Connect();
        var other = await hub.Get<TenantStore>().Create("Southchester", GrantHub.Cancel);
        await using var strange = await hub.Database.Open(other.Id, GrantHub.Cancel);
        await using var own = await hub.Database.Open(hub.Tenant, GrantHub.Cancel);
        foreach (var table in new[] { "grants", "authorizations" })
        {
            Assert.Equal((1, 0), (await own.ExecuteScalarAsync<int>($"select count(*)::int from {table}"), await strange.ExecuteScalarAsync<int>($"select count(*)::int from {table}")));
        }
        var forged = await Assert.ThrowsAsync<PostgresException>(() => strange.ExecuteAsync(
            "insert into authorizations (state_hash, tenant_id, connection_id, session_hash, verifier, redirect, authority, other_organisation, created_at, expires_at) values ('\\x01', @tenant, @connection, '\\x01', '', '', '', false, now(), now())",
            new { tenant = hub.Tenant.Value, connection = hub.Connection.Value }));
        Assert.Equal("42501", forged.SqlState);
    }

    [Fact]
    public void A_grant_and_an_app_print_dots()
    {
        var grant = new Grant(new Secret("planted-a"), new Secret("planted-r"), new Uri("https://x.example/"), default, default, new GrantAccount("1", "u", "e", "o"));
        Assert.DoesNotContain("planted", grant.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("planted", Json.Write(grant), StringComparison.Ordinal);
        Assert.DoesNotContain("planted", new ProviderApp("id", new Secret("planted-s")).ToString(), StringComparison.Ordinal);
    }

    private static Fault GrantFaultsOf(string detail, Grant grant) => new Fault(FaultKind.Unavailable, detail).Redacted(grant);

    private static async Task<string> Dump(GrantHub hub)
    {
        await using var all = await hub.Database.OpenForAll(GrantHub.Cancel);
        var tables = await all.QueryAsync<string>("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
        var text = new System.Text.StringBuilder();
        foreach (var table in tables)
        {
            text.Append(await all.ExecuteScalarAsync<string>($"select coalesce(string_agg(t::text, E'\\n'), '') from {table} t"));
        }
        return text.ToString();
    }
}
