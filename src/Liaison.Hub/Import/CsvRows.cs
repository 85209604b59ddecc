using System.Runtime.CompilerServices;
using System.Text;
using Liaison.Core.Shared;

namespace Liaison.Hub.Import;

/// <summary>
/// Reads a table of comma-separated values as a stream: UTF-8, a header, quotation marks doubled (RFC 4180). It is read here, and not by a library, because a bad row
/// must be told with its line and leave its neighbours alone.
/// </summary>
internal sealed class CsvRows(string path) : IDisposable
{
    /// <summary>A longer row can only be a quotation that was never closed.</summary>
    private const int LongestRow = 1_000_000;

    private readonly FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 65_536, FileOptions.Asynchronous | FileOptions.SequentialScan);
    private readonly char[] buffer = new char[16_384];
    private readonly List<string> values = [];
    private readonly StringBuilder value = new();
    private StreamReader? text;
    private (int At, int End) read;
    private long line = 1;

    public long Length => file.Length;

    /// <summary>How many bytes have been read by now.</summary>
    public long Position => file.Position;

    /// <summary>The first row; empty for an empty file.</summary>
    public async Task<IReadOnlyList<string>> Header(CancellationToken cancel) => await Next(cancel) is { } first ? [.. first.Values.Select(name => name.Trim())] : [];

    public async IAsyncEnumerable<ImportedRow> Rows(int columns, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await Next(cancel) is { } row)
        {
            if (row is { Values: [""], Wrong: null })
            {
                continue;
            }
            yield return row.Wrong is not null || row.Values.Length == columns ? row
                : row with { Wrong = new Problem("", "wrong-number-of-columns", $"The row has {row.Values.Length} values, the header {columns}.") };
        }
    }

    public void Dispose()
    {
        text?.Dispose();
        file.Dispose();
    }

    /// <summary>The next row; null at the end.</summary>
    private async Task<ImportedRow?> Next(CancellationToken cancel)
    {
        values.Clear();
        value.Clear();
        var (began, length, quoted, closed, stray) = (line, 0, false, false, false);
        while (true)
        {
            if (read.At == read.End && !await Fill(cancel))
            {
                return length == 0 ? null : End(began, quoted ? "A quotation is opened here and never closed." : stray ? Stray : null);
            }
            var letter = buffer[read.At++];
            length++;
            line += letter == '\n' ? 1 : 0;
            if (length > LongestRow)
            {
                // Whatever follows stands inside a quotation or not, nobody can tell: nothing more is read.
                (read, file.Position) = ((0, 0), file.Length);
                text!.DiscardBufferedData();
                return End(began, $"The row is longer than {LongestRow:N0} characters: probably a quotation is opened here and never closed. Nothing after it was read.");
            }
            if (quoted)
            {
                (quoted, closed) = (letter != '"', letter == '"');
                if (quoted)
                {
                    value.Append(letter);
                }
            }
            else if (letter == '"')
            {
                // Right after a closing mark, a second one means the mark itself.
                if (closed)
                {
                    value.Append('"');
                }
                stray |= !closed && value.Length > 0;
                (quoted, closed) = (!stray, false);
            }
            else if (letter == ',')
            {
                EndValue();
                closed = false;
            }
            else if (letter == '\n')
            {
                return End(began, stray ? Stray : null);
            }
            else if (letter != '\r')
            {
                stray |= closed;
                value.Append(letter);
            }
        }
    }

    private const string Stray = "A quotation mark stands where none may: a value that holds one must be put in quotation marks, with the mark doubled.";

    private ImportedRow End(long began, string? wrong)
    {
        EndValue();
        return new ImportedRow(began, [.. values], wrong is null ? null : new Problem("", "not-csv", wrong));
    }

    private void EndValue()
    {
        values.Add(value.ToString());
        value.Clear();
    }

    private async Task<bool> Fill(CancellationToken cancel)
    {
        text ??= new StreamReader(file, new UTF8Encoding(false));
        read = (0, await text.ReadAsync(buffer, cancel));
        return read.End > 0;
    }
}
