using Dapper;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.People;

/// <summary>What to change of a person; null leaves it.</summary>
public sealed record UserChange(string? Name = null, Role? Role = null, string? Password = null, bool? Disabled = null);

/// <summary>The people of a tenant.</summary>
public sealed class UserStore(Database database, ConfigurationChanges changes)
{
    public async Task<IReadOnlyList<User>> List(Id<Tenant> tenant, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<UserRow>(new CommandDefinition(
            $"select {UserRow.Columns} from users u where tenant_id = @tenant order by lower(name), id", new { tenant = tenant.Value }, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    public async Task<Saved<User>> Create(
        Id<Tenant> tenant, string name, string email, Role role, string password, Actor actor, CancellationToken cancel, string locale = "en", string timeZone = "Europe/London")
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var id = changes.Ids.Next<User>();
        var user = new User(id, name, email, role, locale, timeZone, false, change.Now);
        // The address is unique over all tenants, whose rows cannot be seen here: the index decides.
        var made = await change.Run(
            """
            insert into users (id, tenant_id, name, email, role, password, locale, time_zone, created_at)
            values (@id, @tenant, @name, @email, @role, @hash, @locale, @timeZone, @now) on conflict do nothing
            """,
            new { id = id.Value, tenant = tenant.Value, name, email, role = role.Word(), hash = PasswordHash.Create(password), locale, timeZone, now = change.Now });
        if (made == 0)
        {
            return new Saved<User>.Clash("email-taken", $"Somebody already signs in as {email}.");
        }
        await change.Audit("user.created", id.Value, null, Shown(user));
        await change.Commit();
        return new Saved<User>.Done(user);
    }

    /// <summary>Changes a person. A new password or a disabled account ends all their sessions.</summary>
    public async Task<Saved<User>> Change(Id<Tenant> tenant, Id<User> id, UserChange wanted, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        // All administrators are locked, so that two changes at once cannot take away the last two.
        var administrators = await change.All<string>("select id from users where tenant_id = @tenant and role = 'administrator' and not disabled order by id for update", new { tenant = tenant.Value });
        var row = await change.First<UserRow>($"select {UserRow.Columns} from users u where tenant_id = @tenant and id = @id for update", new { tenant = tenant.Value, id = id.Value });
        if (row is null)
        {
            return new Saved<User>.NotThere();
        }
        var before = row.Read();
        var after = before with { Name = wanted.Name ?? before.Name, Role = wanted.Role ?? before.Role, Disabled = wanted.Disabled ?? before.Disabled };
        if (administrators is [var last] && last == id.Value && (after.Disabled || after.Role != Role.Administrator))
        {
            return new Saved<User>.Clash("last-administrator", "This is the last administrator. Make somebody else an administrator first.");
        }
        await change.Run(
            "update users set name = @name, role = @role, disabled = @disabled, password = coalesce(@hash, password) where tenant_id = @tenant and id = @id",
            new { tenant = tenant.Value, id = id.Value, after.Name, role = after.Role.Word(), after.Disabled, hash = wanted.Password is null ? null : PasswordHash.Create(wanted.Password) });
        if (wanted.Password is not null || after.Disabled)
        {
            await change.Run("delete from sign_ins where tenant_id = @tenant and user_id = @id", new { tenant = tenant.Value, id = id.Value });
        }
        if (wanted.Password is not null)
        {
            await change.Audit("user.password-changed", id.Value, null, null);
        }
        if (after != before)
        {
            await change.Audit("user.changed", id.Value, Shown(before), Shown(after));
        }
        await change.Commit();
        return new Saved<User>.Done(after);
    }

    private static string Shown(User user) => Json.Write(new { user.Name, user.Email, user.Role, user.Disabled });
}
