using Dapper;
using Liaison.Core.Shared;
using Liaison.Storage;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Liaison.Tests.Hub;

/// <summary>People who are there already when a test begins, so that a hub hears of them from nobody; their password is <see cref="HubFixture.Password"/>.</summary>
public static class People
{
    // Hashing takes a tenth of a second on purpose: once for all tests is enough.
    private static readonly Lazy<string> Hash = new(static () => PasswordHash.Create(HubFixture.Password));

    public static async Task Add(IServiceProvider hub, Id<Tenant> tenant, string name, string email, Role role)
    {
        await using var connection = await hub.GetRequiredService<Database>().OpenForAll(CancellationToken.None);
        await connection.ExecuteAsync(
            "insert into users (id, tenant_id, name, email, role, password, locale, time_zone, created_at) values (@id, @tenant, @name, @email, @role, @hash, 'en', 'Europe/London', @now)",
            new { id = hub.GetRequiredService<IdSource>().Next<User>().Value, tenant = tenant.Value, name, email, role = role.Word(), hash = Hash.Value, now = hub.GetRequiredService<TimeProvider>().GetUtcNow() });
    }
}
