using Liaison.Core.Cases;
using Liaison.Core.Shared;
using Liaison.Hub.Road;

namespace Liaison.Hub.Import;

/// <summary>What to import.</summary>
/// <param name="File">A table of comma-separated values in UTF-8, with a header.</param>
/// <param name="Type">The case type; may be null when the tenant has only one.</param>
/// <param name="Map">Column names that go elsewhere than their name says; <c>-</c> leaves a column out.</param>
public sealed record ImportOrder(string File, string? Type = null, IReadOnlyDictionary<string, string>? Map = null);

/// <summary>How far an import is.</summary>
public sealed record ImportProgress(int Rows, long Bytes, long TotalBytes);

/// <summary>What came of an import.</summary>
/// <param name="Known">Rows whose case was there already.</param>
/// <param name="BadFile">Where the bad rows lie with their reasons; null when there are none.</param>
public sealed record ImportResult(int Imported, int Known, int Bad, double Seconds, string? BadFile = null);

/// <summary>The file cannot be imported at all: nothing of it was.</summary>
public sealed class ImportException : Exception
{
    public ImportException() { }

    public ImportException(string message) : base(message) { }

    public ImportException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>
/// Brings cases in from a file: a stream of rows, many at once, each through the case desk as if a person had opened it. Broken off, it is simply run again:
/// a row's external id (or, without one, the row itself) says that its case is there already.
/// </summary>
public sealed class CaseImport(CaseDesk desk, Setups setups, TimeProvider time)
{
    private const int AtOnce = 32;
    private const int MostRemembered = 4_096;
    private static readonly Origin Who = new("Import");

    /// <param name="progress">Called after each row, from many threads.</param>
    /// <exception cref="ImportException">There is no such case type, or a column goes nowhere.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<ImportResult> Run(Id<Tenant> tenant, ImportOrder order, Action<ImportProgress>? progress, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        var type = TypeOf((await setups.Of(tenant, cancel)).CaseTypes, order.Type);
        using var rows = new CsvRows(order.File);
        var header = await rows.Header(cancel);
        var (columns, problems) = ImportColumns.Of(header, type, order.Map ?? new Dictionary<string, string>(StringComparer.Ordinal));
        if (columns is null || header.Count == 0)
        {
            throw new ImportException(header.Count == 0 ? $"{order.File} is empty." : string.Join(' ', problems.Select(p => p.Message)));
        }
        var (imported, known, wrong, done) = (0, 0, 0, 0);
        var badFile = order.File + ".bad.csv";
        await using (var bad = new BadRows(badFile, header))
        {
            await Parallel.ForEachAsync(InTurn(rows.Rows(header.Count, cancel), columns), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (turn, stop) =>
            {
                switch (await Open(tenant, turn, stop))
                {
                    case CaseOutcome.Saved:
                        Interlocked.Increment(ref imported);
                        break;
                    case CaseOutcome.Known:
                        Interlocked.Increment(ref known);
                        break;
                    case CaseOutcome.Invalid invalid:
                        Interlocked.Increment(ref wrong);
                        await bad.Add(turn.Row, invalid.Problems);
                        break;
                    case var other:
                        throw new InvalidOperationException($"Opening a case ended with {other}.");
                }
                progress?.Invoke(new ImportProgress(Interlocked.Increment(ref done), rows.Position, rows.Length));
            });
        }
        return new ImportResult(imported, known, wrong, Math.Round(time.GetElapsedTime(began).TotalSeconds, 3), wrong > 0 ? badFile : null);
    }

    private async Task<CaseOutcome> Open(Id<Tenant> tenant, Turn turn, CancellationToken cancel)
    {
        try
        {
            await turn.Before;
            return turn.Given is null ? new CaseOutcome.Invalid(turn.Problems) : await desk.Open(tenant, Who, turn.Given, cancel);
        }
        finally
        {
            turn.Done.TrySetResult();
        }
    }

    /// <summary>Reads the rows. One whose external id stands above waits for that row, so that of two the upper one becomes the case.</summary>
    private static async IAsyncEnumerable<Turn> InTurn(IAsyncEnumerable<ImportedRow> rows, ImportColumns columns)
    {
        var last = new Dictionary<string, Task>(StringComparer.Ordinal);
        await foreach (var row in rows)
        {
            var (given, problems) = row.Wrong is { } wrong ? (null, [wrong]) : columns.Read(row.Values, row.Fingerprint);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var before = given?.ExternalId is { } id && last.TryGetValue(id, out var above) ? above : Task.CompletedTask;
            if (given?.ExternalId is { } own)
            {
                last[own] = done.Task;
            }
            if (last.Count > MostRemembered)
            {
                // What has ended need not be waited for any more: the database knows it.
                last = last.Where(l => !l.Value.IsCompleted).ToDictionary(StringComparer.Ordinal);
            }
            yield return new Turn(row, given, problems, before, done);
        }
    }

    private static CaseType TypeOf(IReadOnlyDictionary<string, CaseType> types, string? wanted) =>
        wanted is not null ? types.GetValueOrDefault(wanted) ?? throw new ImportException($"There is no case type “{wanted}”; there are {string.Join(", ", types.Keys)}.")
        : types.Count == 1 ? types.Values.First()
        : throw new ImportException(types.Count == 0 ? "There is no case type yet. Make one first." : $"Say which case type the rows are, with --type; there are {string.Join(", ", types.Keys)}.");

    private sealed record Turn(ImportedRow Row, NewCase? Given, IReadOnlyList<Problem> Problems, Task Before, TaskCompletionSource Done);
}
