using System.Threading.Channels;
using Npgsql;

namespace Liaison.Storage.Road;

/// <summary>One writer with a channel in front of it: as many rows a transaction as are waiting, each caller released after its commit.</summary>
/// <remarks>A transaction costs about the same for one row as for five hundred, so this is worth more than ten times under load and costs nothing without.</remarks>
public sealed class GroupCommit<TRow, TResult> : IAsyncDisposable
{
    private readonly Database database;
    private readonly int most;
    private readonly Func<NpgsqlConnection, IReadOnlyList<TRow>, CancellationToken, Task<IReadOnlyList<TResult>>> write;
    private readonly Channel<(TRow Row, TaskCompletionSource<TResult> Done)> waiting;
    private readonly CancellationTokenSource stop = new();
    private readonly Task writer;
    private long commits;

    /// <param name="write">
    /// Writes the rows, all or none, and has committed them when it returns; gives one result a row, in their order. One batch without a transaction around it is a transaction
    /// of its own and spares a round trip.
    /// </param>
    public GroupCommit(Database database, int most, Func<NpgsqlConnection, IReadOnlyList<TRow>, CancellationToken, Task<IReadOnlyList<TResult>>> write)
    {
        (this.database, this.most, this.write) = (database, most, write);
        waiting = Channel.CreateBounded<(TRow, TaskCompletionSource<TResult>)>(new BoundedChannelOptions(most * 4) { SingleReader = true });
        writer = Task.Run(Write);
    }

    /// <summary>Transactions committed since the start.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Returns after the row is durable. An exception means that it is not known to be.</summary>
    public async Task<TResult> Add(TRow row, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await waiting.Writer.WriteAsync((row, done), cancel);
        return await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await Task.WhenAny(writer, Task.Delay(TimeSpan.FromSeconds(10)));
        await stop.CancelAsync();
        await writer;
        stop.Dispose();
    }

    private async Task Write()
    {
        var batch = new List<(TRow Row, TaskCompletionSource<TResult> Done)>(most);
        while (await waiting.Reader.WaitToReadAsync())
        {
            await new BehindTheOthers();
            batch.Clear();
            while (batch.Count < most && waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }
            try
            {
                Release(batch, await Commit([.. batch.Select(b => b.Row)]));
            }
            catch (Exception wrong) when (batch.Count > 1 && wrong is not OperationCanceledException and (PostgresException or not NpgsqlException))
            {
                // The database refused one of them, or one of them broke what decides about it.
                await OneByOne(batch);
            }
            catch (Exception wrong)
            {
                batch.ForEach(b => b.Done.TrySetException(wrong));
            }
        }
    }

    // A row that the database refuses must not take its neighbours with it.
    private async Task OneByOne(List<(TRow Row, TaskCompletionSource<TResult> Done)> batch)
    {
        foreach (var (row, done) in batch)
        {
            try
            {
                done.TrySetResult((await Commit([row]))[0]);
            }
            catch (Exception wrong)
            {
                done.TrySetException(wrong);
            }
        }
    }

    private async Task<IReadOnlyList<TResult>> Commit(IReadOnlyList<TRow> rows)
    {
        await using var connection = await database.OpenForAll(stop.Token);
        var results = await write(connection, rows, stop.Token);
        Interlocked.Increment(ref commits);
        return results;
    }

    private static void Release(List<(TRow Row, TaskCompletionSource<TResult> Done)> batch, IReadOnlyList<TResult> results)
    {
        for (var at = 0; at < batch.Count; at++)
        {
            batch[at].Done.TrySetResult(results[at]);
        }
    }
}
