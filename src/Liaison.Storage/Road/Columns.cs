using Npgsql;
using NpgsqlTypes;

namespace Liaison.Storage.Road;

/// <summary>Adds one statement to a batch whose parameters are whole columns, for <c>unnest($1, $2, …)</c>.</summary>
internal sealed class Columns(NpgsqlBatch batch, string sql)
{
    private readonly NpgsqlBatchCommand statement = Add(batch, sql);

    public Columns Text<T>(IReadOnlyList<T> rows, Func<T, string?> value) => Column(rows, value, NpgsqlDbType.Text);

    public Columns Int<T>(IReadOnlyList<T> rows, Func<T, int> value) => Column(rows, value, NpgsqlDbType.Integer);

    public Columns Long<T>(IReadOnlyList<T> rows, Func<T, long> value) => Column(rows, value, NpgsqlDbType.Bigint);

    public Columns Double<T>(IReadOnlyList<T> rows, Func<T, double> value) => Column(rows, value, NpgsqlDbType.Double);

    public Columns Bool<T>(IReadOnlyList<T> rows, Func<T, bool> value) => Column(rows, value, NpgsqlDbType.Boolean);

    public Columns Time<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset> value) => Column(rows, row => value(row).UtcDateTime, NpgsqlDbType.TimestampTz);

    public Columns MaybeTime<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset?> value) => Column(rows, row => value(row)?.UtcDateTime, NpgsqlDbType.TimestampTz);

    private Columns Column<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value, NpgsqlDbType type)
    {
        var column = new TValue[rows.Count];
        for (var at = 0; at < column.Length; at++)
        {
            column[at] = value(rows[at]);
        }
        statement.Parameters.Add(new NpgsqlParameter { Value = column, NpgsqlDbType = NpgsqlDbType.Array | type });
        return this;
    }

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }
}
