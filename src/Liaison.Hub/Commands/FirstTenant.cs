using System.Security.Cryptography;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Hub.Commands;

/// <summary>The first tenant and its first administrator. No default password: one is made, and told once.</summary>
internal static class FirstTenant
{
    public sealed record SignIn(Id<Tenant> Tenant, string Email, string Password);

    /// <returns>How to sign in; null when there is a tenant already.</returns>
    public static async Task<SignIn?> Ensure(IServiceProvider services, string name, string email, CancellationToken cancel)
    {
        var tenants = services.GetRequiredService<TenantStore>();
        if ((await tenants.List(cancel)).Count > 0)
        {
            return null;
        }
        var tenant = await tenants.Create(name, cancel);
        var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
        var made = await services.GetRequiredService<UserStore>().Create(tenant.Id, "Administrator", email, Role.Administrator, password, Actor.Liaison, cancel);
        return made is Saved<User>.Done ? new SignIn(tenant.Id, email, password) : throw new CommandException($"The first administrator {email} could not be made: {made}");
    }
}
