using Dapper;
using Xunit;

namespace Liaison.Tests.Hub;

/// <summary>A planted secret is looked for everywhere.</summary>
public sealed class SecretsTest(PostgresFixture postgres)
{
    private const string Planted = "rightPl4ntedS3cretValue";

    [Fact, Trait("row", "A9")]
    public async Task A_password_is_in_no_table_no_answer_no_audit_and_no_log()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await TemplateApiTest.SetUp(hub, password: Planted);
        using (admin)
        {
            var settings = new { endpoint = "https://tryout.example/", username = "hub", password = Planted };
            var answers = new[]
            {
                await admin.Get($"/api/v1/connections/{connection}"), await admin.Get("/api/v1/connections"), await admin.Get("/api/v1/audit"), await admin.Get("/api/v1/overview"),
                await admin.Post($"/api/v1/connections/{connection}/test", new { settings }, "planted-1"),
                await admin.Put($"/api/v1/connections/{connection}", new { name = "Highways", enabled = true, settings }, 2),
                await admin.Put($"/api/v1/connections/{connection}", new { name = "Highways", enabled = true, settings = new { endpoint = "no address", username = "hub", password = Planted } }, 3),
                await admin.Put($"/api/v1/connections/{connection}", new { name = "Highways", enabled = true, settings = new { endpoint = "https://x.example/", username = "hub", password = "w" + Planted } }, 3),
            };
            Assert.Equal([200, 200, 200, 200, 200, 200, 422, 422], answers.Select(a => a.Status));
            var key = (await admin.Post("/api/v1/api-keys", new { name = "K", scopes = new[] { "configuration" } }, "planted-2")).Json["key"]!.GetValue<string>();
            Assert.All(answers, a => Assert.DoesNotContain(Planted, a.Text, StringComparison.OrdinalIgnoreCase));
            foreach (var secret in new[] { Planted, key, HubFixture.Password })
            {
                Assert.DoesNotContain(hub.Log, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
                Assert.Empty(await TablesHolding(hub, secret));
            }
            Assert.NotEmpty(await TablesHolding(hub, "tryout.example"));
        }
    }

    private static async Task<List<string>> TablesHolding(HubFixture hub, string text)
    {
        await using var all = await hub.Database.OpenForAll(CancellationToken.None);
        var tables = await all.QueryAsync<string>("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
        var hex = Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text)).ToLowerInvariant();
        var found = new List<string>();
        foreach (var table in tables)
        {
            if (await all.ExecuteScalarAsync<bool>($"select exists (select from {table} t where strpos(lower(t::text), lower(@text)) > 0 or strpos(t::text, @hex) > 0)", new { text, hex }))
            {
                found.Add(table);
            }
        }
        return found;
    }
}
