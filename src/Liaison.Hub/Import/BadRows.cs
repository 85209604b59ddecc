using System.Globalization;
using CsvHelper;
using Liaison.Core.Shared;

namespace Liaison.Hub.Import;

/// <summary>The rows that could not be loaded, with their reasons, in a file beside the first. Mended, that file can be imported in its turn.</summary>
internal sealed class BadRows(string path, IReadOnlyList<string> header) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private CsvWriter? writer;

    public async Task Add(ImportedRow row, IEnumerable<Problem> problems)
    {
        await gate.WaitAsync();
        try
        {
            if (writer is null)
            {
                // What was no row of the table is kept as it was, with as many values as it had.
                writer = CsvWriter.ToFile(path, new CsvWriterOptions { ValidateFieldCount = false, NewLine = "\n" });
                await writer.WriteRecordAsync([.. header.Where(Kept), ImportedRow.LineColumn, ImportedRow.ReasonsColumn], CancellationToken.None);
            }
            if (row.Wrong is not null)
            {
                // What was no row of the table must not become one by being written out neatly: it stays too short until somebody mends it.
                await writer.WriteRecordAsync([string.Join(',', row.Values), $"Line {row.Line}: {row.Wrong.Message}"], CancellationToken.None);
                return;
            }
            var values = Enumerable.Range(0, header.Count).Where(at => Kept(header[at])).Select(at => row.Values.ElementAtOrDefault(at) ?? "");
            await writer.WriteRecordAsync([.. values, row.Line.ToString(CultureInfo.InvariantCulture), string.Join(' ', problems.Select(p => p.Message))], CancellationToken.None);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }
        gate.Dispose();
    }

    private static bool Kept(string column) => column is not (ImportedRow.LineColumn or ImportedRow.ReasonsColumn);
}
