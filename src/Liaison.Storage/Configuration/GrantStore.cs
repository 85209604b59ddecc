using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.People;
using Liaison.Storage.Secrets;
using Npgsql;

namespace Liaison.Storage.Configuration;

/// <summary>
/// The grants of connections, tokens sealed. Who asks for a newer one holds the row's lease meanwhile, no transaction; what comes of it is written only over the
/// generation that it follows. Each change is told on the channel <c>liaison</c> as <c>grant:CONNECTION</c>.
/// </summary>
public sealed class GrantStore(Database database, ConfigurationChanges changes, SecretBox box)
{
    /// <summary>How a changed grant is told to other processes.</summary>
    public const string Said = "grant:";

    private const string Tell = "select pg_notify('liaison', @said);";

    public async Task<StoredGrant?> Find(Id<Connection> id, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<GrantRow>(new CommandDefinition(
            $"select {GrantRow.Columns} from grants where connection_id = @id", new { id = id.Value }, cancellationToken: cancel));
        return row?.Read(box);
    }

    /// <summary>Stores what a person has granted, and lets a connection go on that stood still for want of it.</summary>
    /// <param name="otherOrganisation">Whether it may belong to another organisation than the one before.</param>
    public async Task<Saved<StoredGrant>> Connect(
        Id<Tenant> tenant, Id<Connection> id, Grant grant, GrantTerm term, bool otherOrganisation, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        if (await change.First<string>("select id from connections where tenant_id = @tenant and id = @id for share", new { tenant = tenant.Value, id = id.Value }) is null)
        {
            return new Saved<StoredGrant>.NotThere();
        }
        var before = await change.First<string>("select organisation from grants where connection_id = @id for update", new { id = id.Value });
        if (!otherOrganisation && before is { Length: > 0 } && before != grant.Account.Organisation)
        {
            return new Saved<StoredGrant>.Clash("other-organisation", before);
        }
        var row = await change.First<GrantRow>(
            $"""
            insert into grants (connection_id, tenant_id, access, refresh, instance, account, organisation, connected_at, connected_by, issued_at, expires_at, refresh_at, keep_at, used_at)
            values (@id, @tenant, @access, @refresh, @instance, @account::jsonb, @organisation, @now, @who, @issued, @expires, @refreshAt, @keepAt, @now)
            on conflict (connection_id) do update set generation = grants.generation + 1, access = excluded.access, refresh = excluded.refresh, instance = excluded.instance,
              account = excluded.account, organisation = excluded.organisation, connected_at = excluded.connected_at, connected_by = excluded.connected_by, issued_at = excluded.issued_at,
              expires_at = excluded.expires_at, refresh_at = excluded.refresh_at, keep_at = excluded.keep_at, used_at = excluded.used_at, life_seconds = null, rotates = null,
              lease_owner = null, lease_until = null, failures = 0, retry_at = null, last_fault = null, ended = null, ended_at = null
            returning {GrantRow.Columns}
            """,
            Values(tenant, id, grant, term, new { who = actor.Id, now = change.Now }));
        await change.Run(
            """
            update connections set resumed_at = @now, parked = case when parked ->> 'kind' = 'credentials' then null else parked end, parked_at = case when parked ->> 'kind' = 'credentials' then null else parked_at end
            where tenant_id = @tenant and id = @id
            """, new { tenant = tenant.Value, id = id.Value, now = change.Now });
        var who = new { account = grant.Account.UserName, organisation = grant.Account.Organisation, instance = grant.Instance };
        await change.Audit("connection.connected", id.Value, before is null ? null : Json.Write(new { organisation = before }), Json.Write(who));
        await change.Run(Tell, new { said = Said + id });
        await change.Commit();
        return new Saved<StoredGrant>.Done(row!.Read(box));
    }

    /// <summary>Forgets the tokens and whose they were. Only the organisation stays, to ask before another one is connected.</summary>
    public async Task Disconnect(Id<Tenant> tenant, Id<Connection> id, bool revoked, Actor actor, CancellationToken cancel)
    {
        await using var change = await changes.Begin(tenant, actor, cancel);
        var rows = await change.Run(
            """
            update grants set generation = generation + 1, access = null, refresh = null, instance = null, account = null, lease_owner = null, lease_until = null, failures = 0, retry_at = null,
              last_fault = null, ended = null, ended_at = null
            where tenant_id = @tenant and connection_id = @id and access is not null
            """,
            new { tenant = tenant.Value, id = id.Value });
        if (rows > 0)
        {
            await change.Audit("connection.disconnected", id.Value, null, Json.Write(new { revoked }));
            await change.Run(Tell, new { said = Said + id });
            await change.Commit();
        }
    }

    /// <summary>Takes the lease to get a newer grant than this generation.</summary>
    /// <param name="needed">The present one is of no use any more. Otherwise, while an earlier answer may have been lost, the refresh token is not risked a second time: systems that
    /// give a new one each time take a second use of the old for theft and withdraw everything.</param>
    /// <returns>Null when it is held by another, is not that generation any more, rests after a failure, or has ended.</returns>
    public async Task<StoredGrant?> Claim(Id<Connection> id, long generation, bool needed, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<GrantRow>(new CommandDefinition(
            $"""
            update grants set lease_owner = @owner, lease_until = @until
            where connection_id = @id and generation = @generation and access is not null and ended is null
              and (lease_owner is null or lease_until < @now) and (retry_at is null or retry_at <= @now)
              and (@needed or lease_until is null or expires_at <= @now or rotates = false)
            returning {GrantRow.Columns}
            """,
            new { id = id.Value, generation, needed, owner, now, until }, cancellationToken: cancel));
        return row?.Read(box);
    }

    /// <summary>Stores a newer grant in place of the one that it follows. What the answer left out is kept as it was.</summary>
    /// <returns>Null when the row has moved on without us: connected anew, disconnected or deleted.</returns>
    public async Task<StoredGrant?> Renew(StoredGrant old, Grant grant, GrantTerm term, TimeSpan? observed, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        var rotated = grant.Refresh is { } given && given != old.Grant!.Refresh;
        var row = await connection.QueryFirstOrDefaultAsync<GrantRow>(new CommandDefinition(
            $"""
            update grants set generation = generation + 1, access = @access, refresh = coalesce(@refresh, refresh), instance = @instance, account = @account::jsonb,
              issued_at = @issued, expires_at = @expires, refresh_at = @refreshAt, keep_at = @keepAt, life_seconds = @life, rotates = coalesce(rotates, false) or @rotated,
              lease_owner = null, lease_until = null, failures = 0, retry_at = null, last_fault = null
            where connection_id = @id and generation = @generation and access is not null
            returning {GrantRow.Columns}
            """,
            Values(old.Tenant, old.Connection, grant, term, new { generation = old.Generation, rotated, life = (int?)observed?.TotalSeconds }), cancellationToken: cancel));
        if (row is not null)
        {
            await connection.ExecuteAsync(new CommandDefinition(Tell, new { said = Said + old.Connection }, cancellationToken: cancel));
        }
        return row?.Read(box);
    }

    /// <summary>A refresh failed as the weather fails: it is tried again then.</summary>
    public async Task Postpone(StoredGrant old, Fault fault, DateTimeOffset now, DateTimeOffset retryAt, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update grants set lease_owner = null, lease_until = case when @doubt then @now end, failures = failures + 1, retry_at = @retryAt, last_fault = @fault::jsonb
            where connection_id = @id and generation = @generation
            """,
            new { id = old.Connection.Value, generation = old.Generation, doubt = fault.InDoubt, now, retryAt, fault = Json.Write(fault) }, cancellationToken: cancel));
    }

    /// <summary>A person must connect again: the connection is parked, once, and nothing is tried any more.</summary>
    /// <returns>False when the row has moved on without us.</returns>
    public async Task<bool> End(StoredGrant old, Fault fault, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var values = new { id = old.Connection.Value, generation = old.Generation, fault = Json.Write(fault), now, said = Said + old.Connection, setup = "setup:" + old.Tenant };
        var ended = await connection.ExecuteAsync(new CommandDefinition(
            """
            update grants set ended = @fault::jsonb, ended_at = @now, lease_owner = null, lease_until = null, retry_at = null, last_fault = null
            where connection_id = @id and generation = @generation and access is not null and ended is null
            """,
            values, transaction, cancellationToken: cancel));
        if (ended > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "update connections set parked = @fault::jsonb, parked_at = @now where id = @id and parked is null; select pg_notify('liaison', @setup);" + Tell, values, transaction, cancellationToken: cancel));
        }
        await transaction.CommitAsync(cancel);
        return ended > 0;
    }

    private DynamicParameters Values(Id<Tenant> tenant, Id<Connection> id, Grant grant, GrantTerm term, object more)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new
        {
            id = id.Value,
            tenant = tenant.Value,
            access = box.Protect(tenant.Value, GrantRow.Purpose(id.Value, "access"), grant.Access.Value ?? ""),
            refresh = grant.Refresh is { IsSet: true } refresh ? box.Protect(tenant.Value, GrantRow.Purpose(id.Value, "refresh"), refresh.Value!) : null,
            instance = grant.Instance.AbsoluteUri,
            account = Json.Write(grant.Account),
            organisation = grant.Account.Organisation,
            issued = term.IssuedAt,
            expires = term.ExpiresAt,
            refreshAt = term.RefreshAt,
            keepAt = term.KeepAt,
        });
        return values;
    }
}
