using System.Runtime.CompilerServices;
using CsvHelper;
using Liaison.Core.Shared;

namespace Liaison.Hub.Import;

/// <summary>Reads a table of comma-separated values as a stream. A bad row is told with its line, and leaves its neighbours alone.</summary>
internal sealed class CsvRows : IDisposable
{
    /// <summary>In bytes. A longer row can only be a quotation that was never closed.</summary>
    private const int LongestRow = 1024 * 1024;

    private readonly FileStream file;
    private readonly CsvReader reader;
    private CsvMalformedRecord malformed;
    private bool broken;

    public CsvRows(string path)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        reader = CsvReader.Create(file, new CsvReaderOptions
        {
            // The header is read as the first row: a file may have columns of the same name, and says so itself.
            HasHeader = false, Separator = ',', TrackLineNumbers = true, MaxRecordSize = LongestRow, OnMalformedRecord = found => malformed = found,
        });
    }

    public long Length => file.Length;

    /// <summary>How many bytes have been read by now.</summary>
    public long Position => file.Position;

    /// <summary>The first row; empty for an empty file.</summary>
    public async Task<IReadOnlyList<string>> Header(CancellationToken cancel) => await Next(cancel) is { } first ? [.. first.Values.Select(name => name.Trim())] : [];

    public async IAsyncEnumerable<ImportedRow> Rows(int columns, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await Next(cancel) is { } row)
        {
            yield return row.Wrong is not null || row.Values.Length == columns ? row
                : row with { Wrong = new Problem("", "wrong-number-of-columns", $"The row has {row.Values.Length} values, the header {columns}.") };
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        file.Dispose();
    }

    /// <summary>The next row that is not blank; null at the end.</summary>
    private async Task<ImportedRow?> Next(CancellationToken cancel)
    {
        try
        {
            if (broken || !await reader.ReadAsync(cancel))
            {
                return null;
            }
        }
        catch (CsvFormatException endless)
        {
            // Whatever follows stands inside a quotation or not, nobody can tell: nothing more is read.
            broken = true;
            return new ImportedRow(endless.LineNumber, [], NotCsv($"The row is longer than {LongestRow:N0} bytes: probably a quotation is opened here and never closed. Nothing after it was read."));
        }
        var values = new string[reader.FieldCount];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = reader.GetString(at);
        }
        return new ImportedRow(reader.LineNumber, values, malformed.RecordNumber == reader.RowNumber ? NotCsv(malformed.Reason == CsvMalformedReason.UnterminatedQuote
            ? "A quotation is opened here and never closed."
            : "A quotation mark stands where none may: a value that holds one must be put in quotation marks, with the mark doubled.") : null);
    }

    private static Problem NotCsv(string why) => new("", "not-csv", why);
}
