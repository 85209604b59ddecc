using System.Security.Cryptography;
using System.Text;
using Dapper;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Npgsql;

namespace Liaison.Storage.Statistics;

/// <summary>One connection's files being made: nobody else makes any meanwhile, and all of them stand, or none.</summary>
public sealed class StatisticsTurn : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly Id<Tenant> tenant;
    private readonly Id<Connection> of;
    private readonly IdSource ids;

    private StatisticsTurn(NpgsqlConnection connection, NpgsqlTransaction transaction, Id<Tenant> tenant, Id<Connection> of, IdSource ids, StatisticsProgress progress, bool isNew)
    {
        (this.connection, this.transaction, this.tenant, this.of, this.ids) = (connection, transaction, tenant, of, ids);
        (Progress, IsNew) = (progress, isNew);
    }

    public StatisticsProgress Progress { get; private set; }

    /// <summary>Whether nobody has begun with this connection before.</summary>
    public bool IsNew { get; }

    /// <param name="first">Where to begin if there was none yet.</param>
    /// <returns>Null while somebody else makes files of this connection, or when it is gone.</returns>
    internal static async Task<StatisticsTurn?> Begin(Database database, IdSource ids, Id<Tenant> tenant, Id<Connection> of, DateTimeOffset first, CancellationToken cancel)
    {
        var connection = await database.Open(tenant, cancel);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            var values = new { tenant = tenant.Value, of = of.Value, first = first.UtcDateTime };
            var begun = await connection.ExecuteAsync(new CommandDefinition("""
                insert into statistics_progress (connection_id, tenant_id, since, done_to, looked_at)
                select id, tenant_id, @first, @first, @first from connections where tenant_id = @tenant and id = @of on conflict do nothing
                """, values, transaction, cancellationToken: cancel));
            var row = await connection.QueryFirstOrDefaultAsync<ProgressRow>(new CommandDefinition(
                "select since, done_to as doneTo, looked_at as lookedAt, next_number as nextNumber from statistics_progress where tenant_id = @tenant and connection_id = @of for update skip locked",
                values, transaction, cancellationToken: cancel));
            if (row is not null)
            {
                return new StatisticsTurn(connection, transaction, tenant, of, ids, row.Read(), begun > 0);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }

    /// <summary>The newest file of each layout and interval in the window.</summary>
    public async Task<IReadOnlyList<StoredFile>> Newest(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<FileRow>(new CommandDefinition($"""
            select distinct on (f.from_at, f.layout) {FileRow.Alone} from statistics_files f
            where f.tenant_id = @tenant and f.connection_id = @of and f.from_at >= @from and f.from_at < @to order by f.from_at, f.layout, f.number desc
            """, new { tenant = tenant.Value, of = of.Value, from = from.UtcDateTime, to = to.UtcDateTime }, transaction, cancellationToken: cancel));
        return [.. rows.Select(r => r.Read())];
    }

    /// <param name="content">What it holds; the same text makes the same hash.</param>
    public async Task Add(StatisticsLayout layout, Interval interval, Func<long, string> name, string content, int rows, FileCause cause, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var number = Progress.NextNumber;
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into statistics_files (id, tenant_id, connection_id, layout, from_at, to_at, number, name, content, size, sha256, row_count, cause, made_at, made_by, delivery_id)
            values (@id, @tenant, @of, @layout, @from, @to, @number, @name, @content, @size, @sha256, @rows, @cause, @now, @by, @delivery)
            """,
            new
            {
                id = ids.Next<StoredFile>().Value, tenant = tenant.Value, of = of.Value, layout = layout.Name, from = interval.From.UtcDateTime, to = interval.To.UtcDateTime, number, name = name(number), content,
                size = Encoding.UTF8.GetByteCount(content), sha256 = HashOf(content), rows, cause = (short)cause, now = now.UtcDateTime, by, delivery = ids.Next<Delivery>().Value,
            }, transaction, cancellationToken: cancel));
        Progress = Progress with { NextNumber = number + 1 };
    }

    public async Task Commit(DateTimeOffset doneTo, DateTimeOffset lookedAt, CancellationToken cancel)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "update statistics_progress set done_to = @doneTo, looked_at = @lookedAt, next_number = @next where tenant_id = @tenant and connection_id = @of",
            new { tenant = tenant.Value, of = of.Value, doneTo = doneTo.UtcDateTime, lookedAt = lookedAt.UtcDateTime, next = Progress.NextNumber }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }

    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

internal sealed record ProgressRow(DateTime Since, DateTime DoneTo, DateTime LookedAt, long NextNumber)
{
    public StatisticsProgress Read() => new(new(Since), new(DoneTo), new(LookedAt), NextNumber);
}

internal sealed record FileRow(
    string Id, string ConnectionId, string Layout, DateTime FromAt, DateTime ToAt, long Number, string Name, int Size, string Sha256, int RowCount, short Cause, DateTime MadeAt, string MadeBy,
    string DeliveryId, short? State, string? Fault)
{
    public const string Columns = """
        f.id, f.connection_id as connectionId, f.layout, f.from_at as fromAt, f.to_at as toAt, f.number, f.name, f.size, f.sha256, f.row_count as rowCount, f.cause, f.made_at as madeAt,
        f.made_by as madeBy, f.delivery_id as deliveryId
        """;

    /// <summary>Where nobody asks how the delivery stands.</summary>
    public const string Alone = Columns + ", null::smallint as state, null::text as fault";

    public StoredFile Read() => new(
        new(Id), new(ConnectionId), Layout, new Interval(new(FromAt), new(ToAt)), Number, Name, Size, Sha256, RowCount, (FileCause)Cause, new(MadeAt), MadeBy, new(DeliveryId));

    public ListedFile List() => new(Read(), (DeliveryState?)State, Fault is null ? null : Json.Read<Fault>(Fault).Detail);
}
