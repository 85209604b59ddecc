using Dapper;
using Liaison.Core.Shared;
using Liaison.Storage.People;
using Npgsql;

namespace Liaison.Storage.Configuration;

/// <summary>One line of the audit trail.</summary>
/// <param name="Who">A user's or key's name, or its id when it is gone.</param>
/// <param name="Before">JSON without secrets.</param>
public sealed record AuditEntry(Id<AuditEntry> Id, DateTimeOffset At, string Who, string Action, string Subject, string? Before, string? After) : IIdentified
{
    public static string Prefix => "aud";
}

/// <summary>Begins changes to configuration, so that each is kept, audited and told to every hub in the transaction that makes it.</summary>
/// <param name="changed">Told the tenant right after each change in this process: who changes a rule and then a case finds the rule at work.</param>
public sealed class ConfigurationChanges(Database database, IdSource ids, TimeProvider time, Action<string>? changed = null)
{
    public IdSource Ids => ids;

    public async Task<ConfigurationChange> Begin(Id<Tenant> tenant, Actor actor, CancellationToken cancel)
    {
        var connection = await database.Open(tenant, cancel);
        return new ConfigurationChange(connection, await connection.BeginTransactionAsync(cancel), tenant, actor, ids, time, changed, cancel);
    }
}

/// <summary>A change under way. Without <see cref="Commit"/> nothing of it happens.</summary>
public sealed class ConfigurationChange : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly Id<Tenant> tenant;
    private readonly Actor actor;
    private readonly IdSource ids;
    private readonly TimeProvider time;
    private readonly Action<string>? changed;
    private readonly CancellationToken cancel;

    internal ConfigurationChange(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Id<Tenant> tenant, Actor actor, IdSource ids, TimeProvider time, Action<string>? changed, CancellationToken cancel) =>
        (this.connection, this.transaction, this.tenant, this.actor, this.ids, this.time, this.changed, this.cancel) = (connection, transaction, tenant, actor, ids, time, changed, cancel);

    public DateTimeOffset Now => time.GetUtcNow();

    public Task<int> Run(string sql, object values) => connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancel));

    public Task<T?> First<T>(string sql, object values) => connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: cancel));

    public async Task<IReadOnlyList<T>> All<T>(string sql, object values) =>
        [.. await connection.QueryAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: cancel))];

    /// <summary>Keeps the new content of a document, to look at or go back to. Secrets are never in it.</summary>
    public Task Keep(string kind, string id, int version, string document) => Run(
        """
        insert into document_versions (tenant_id, kind, id, version, document, changed_at, changed_by)
        values (@tenant, @kind, @id, @version, @document::jsonb, @now, @who)
        """,
        new { tenant = tenant.Value, kind, id, version, document, now = Now, who = actor.Id });

    public Task Audit(string action, string subject, string? before, string? after) => Run(
        """
        insert into audit (id, tenant_id, at, who, action, subject, before, after)
        values (@id, @tenant, @now, @who, @action, @subject, @before::jsonb, @after::jsonb)
        """,
        new { id = ids.Next<AuditEntry>().Value, tenant = tenant.Value, now = Now, who = actor.Id, action, subject, before, after });

    /// <summary>Makes it so, and tells every hub that this tenant's set-up has changed.</summary>
    public async Task Commit()
    {
        await Run("select pg_notify('liaison', @message)", new { message = $"setup:{tenant}" });
        await transaction.CommitAsync(cancel);
        changed?.Invoke(tenant.Value);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
