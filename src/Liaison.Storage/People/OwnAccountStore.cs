using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.People;

/// <summary>What people change of their own account.</summary>
public sealed class OwnAccountStore(ConfigurationChanges changes)
{
    /// <summary>Keeps a person's language and time zone; null leaves one as it is.</summary>
    public async Task<Saved<User>> Prefer(Id<Tenant> tenant, Id<User> id, string? locale, string? timeZone, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var row = await change.First<UserRow>(
            $"update users u set locale = coalesce(@locale, locale), time_zone = coalesce(@timeZone, time_zone) where tenant_id = @tenant and id = @id returning {UserRow.Columns}",
            new { tenant = tenant.Value, id = id.Value, locale, timeZone });
        await change.Commit();
        return row is null ? new Saved<User>.NotThere() : new Saved<User>.Done(row.Read());
    }

    /// <summary>Changes a password for somebody who knows the one that holds, and ends the person's other sessions.</summary>
    /// <param name="token">The session that makes the change; it goes on.</param>
    /// <returns>Whether <paramref name="current"/> was right.</returns>
    public async Task<bool> ChangePassword(Id<Tenant> tenant, Id<User> id, string current, string wanted, string token, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var stored = await change.First<string>("select password from users where tenant_id = @tenant and id = @id for update", new { tenant = tenant.Value, id = id.Value });
        if (PasswordHash.Check(current, stored ?? PasswordHash.OfNobody) == PasswordCheck.Wrong || stored is null)
        {
            return false;
        }
        await change.Run(
            """
            update users set password = @hash where tenant_id = @tenant and id = @id;
            delete from sign_ins where tenant_id = @tenant and user_id = @id and token_hash <> @kept
            """,
            new { tenant = tenant.Value, id = id.Value, hash = PasswordHash.Create(wanted), kept = SignInStore.HashOf(token) });
        await change.Audit("user.password-changed", id.Value, null, null);
        await change.Commit();
        return true;
    }
}
