using Dapper;
using Liaison.Hub.Api.Access;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using Xunit;

namespace Liaison.Tests.Hub;

/// <summary>Nothing of one tenant is seen by another: over HTTP by anybody, and in SQL by mistake.</summary>
public sealed class TenantIsolationTest(PostgresFixture postgres)
{
    [Fact]
    public async Task Another_tenants_ids_are_not_there_on_any_route_for_any_role()
    {
        await using var hub = await HubFixture.Start(postgres);
        var ids = await Furnish(hub);
        var other = await hub.Get<TenantStore>().Create("Southchester", CancellationToken.None);
        var tried = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            await hub.AddUser(other.Id, role, $"{role.Word()}@southchester.example");
            using var stranger = await hub.SignIn($"{role.Word()}@southchester.example");
            foreach (var route in Routes(hub).Where(r => r.RoutePattern.Parameters.Count > 0))
            {
                var permission = route.Metadata.GetMetadata<Permission>()!;
                var path = route.RoutePattern.RawText!;
                foreach (var parameter in route.RoutePattern.Parameters)
                {
                    var collection = path.Split('/')[3];
                    path = path.Replace("{" + parameter.Name + "}", ids[parameter.Name == "id" || parameter.Name == "name" ? collection : parameter.Name], StringComparison.Ordinal);
                }
                var operation = route.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;
                var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
                if (operation == "listCodes")
                {
                    path += "?list=services";
                }
                var answer = await stranger.Send(method, path, Body(operation), 1);
                var expected = permission.Least is { } least && role >= least ? 404 : 403;
                Assert.True(answer.Status == expected, $"{role} {method} {path}: {answer.Status} {answer.Text}");
                tried++;
            }
            foreach (var list in new[] { "connections", "users", "api-keys", "audit", "case-types", "overview", "facts" })
            {
                var answer = await stranger.Get($"/api/v1/{list}");
                Assert.DoesNotContain(ids.Values, id => id != "pothole" && answer.Text.Contains(id, StringComparison.Ordinal));
                Assert.DoesNotContain("Norchester", answer.Text, StringComparison.OrdinalIgnoreCase);
            }
        }
        Assert.True(tried > 60, $"Only {tried} requests were tried.");
    }

    [Fact]
    public async Task Rows_of_another_tenant_are_invisible_to_sql_and_without_a_tenant_there_are_none()
    {
        await using var hub = await HubFixture.Start(postgres);
        await Furnish(hub);
        var other = await hub.Get<TenantStore>().Create("Southchester", CancellationToken.None);
        string[] tables = ["tenants", "users", "sign_ins", "api_keys", "audit", "connections", "case_references", "templates", "case_types", "rules", "document_versions"];
        await using var own = await hub.Database.Open(hub.Tenant.Id, CancellationToken.None);
        await using var strange = await hub.Database.Open(other.Id, CancellationToken.None);
        await using var nobody = new NpgsqlConnection(hub.ConnectionString);
        await nobody.OpenAsync();
        foreach (var table in tables)
        {
            Assert.True(await own.ExecuteScalarAsync<int>($"select count(*)::int from {table}") > 0, $"{table} is empty, so this proves nothing.");
            Assert.True(await strange.ExecuteScalarAsync<int>($"select count(*)::int from {table}") == (table == "tenants" ? 1 : 0), table);
            Assert.True(await nobody.ExecuteScalarAsync<int>($"select count(*)::int from {table}") == 0, table);
        }
        Assert.Equal(0, await strange.ExecuteAsync("update connections set name = 'taken'"));
        var forged = await Assert.ThrowsAsync<PostgresException>(() => strange.ExecuteAsync(
            "insert into connections (id, tenant_id, kind, name, settings) values ('con_x', @tenant, 'tryout', 'Forged', '{}')", new { tenant = hub.Tenant.Id.Value }));
        Assert.Equal("42501", forged.SqlState);
    }

    [Fact]
    public async Task Every_route_asks_something_of_its_caller_or_is_on_the_short_public_list()
    {
        await using var hub = await HubFixture.Start(postgres);
        string[] open = ["/api/v1/session POST", "/health/live GET", "/health/ready GET", "/api/openapi.json GET",
            "/integration/oauth/callback GET", "/integration/oauth/window.js GET", "/integration/oauth/window.css GET"];
        var routes = hub.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var name = $"{route.RoutePattern.RawText!.TrimEnd('/')} {route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "ANY"}";
            var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            Assert.True(isOpen ? open.Contains(name) : route.Metadata.GetMetadata<Permission>() is not null, name);
        }
    }

    private static IEnumerable<RouteEndpoint> Routes(HubFixture hub) =>
        hub.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(r => r.Metadata.GetMetadata<Permission>() is { Least: not null });

    private static object? Body(string operation) => operation switch
    {
        "saveConnection" => new { name = "Mine", enabled = false, settings = new { } },
        "createReference" or "saveReference" => new { name = "mine", label = "Mine" },
        "createTemplate" or "saveTemplate" or "validateTemplate" => TemplateApiTest.Template("create"),
        "addStarter" => new { starter = "Raise" },
        "changeUser" => new { name = "Mine" },
        "saveCaseType" => new { name = "pothole", label = "Mine", titleField = (string?)null, fields = Array.Empty<object>(), dates = Array.Empty<object>(), statuses = new[] { new { name = "open", label = "Open", kind = "initial" } } },
        "createRule" or "saveRule" => new { name = "Mine", when = new { on = "created" }, actions = new[] { new { kind = "addNote", text = "Mine" } } },
        "orderRules" => new { ids = Array.Empty<string>() },
        "testConnection" => new { },
        "searchRecords" => new { text = "Mine" },
        "validateQuery" => new { query = new { recordType = "Contact", fields = new[] { "Name" }, condition = new { kind = "one", field = "Name", @operator = "equals", value = "Mine" } } },
        "saveIdentification" => new { rules = Array.Empty<object>() },
        "saveConversations" => new { automatic = false, triggers = Array.Empty<object>(), mappings = Array.Empty<object>(), push = new { }, filing = new { } },
        _ => null,
    };

    /// <summary>One of everything for the first tenant, by the name of its collection or parameter.</summary>
    private static async Task<Dictionary<string, string>> Furnish(HubFixture hub)
    {
        var (admin, connection) = await TemplateApiTest.SetUp(hub);
        using (admin)
        {
            var template = await admin.Post($"/api/v1/connections/{connection}/templates", TemplateApiTest.Template("create"));
            var rule = await admin.Post("/api/v1/case-types/pothole/rules", new { name = "Note it", when = new { on = "created" }, actions = new[] { new { kind = "addNote", text = "Noted" } } });
            var key = await admin.Post("/api/v1/api-keys", new { name = "A program", scopes = new[] { "cases:read" } });
            var reference = (await admin.Get($"/api/v1/connections/{connection}/references")).Json["items"]![0]!["id"]!.GetValue<string>();
            var user = (await admin.Get("/api/v1/users")).Json["items"]![0]!["id"]!.GetValue<string>();
            return new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["connections"] = connection, ["recordType"] = "Enquiry", ["templateId"] = template.Id, ["referenceId"] = reference, ["rules"] = rule.Id, ["api-keys"] = key.Id, ["users"] = user, ["case-types"] = "pothole",
                // Kinds of connector are nobody's own; one that there is not stands in for them.
                ["kind"] = "not-offered",
            };
        }
    }
}
