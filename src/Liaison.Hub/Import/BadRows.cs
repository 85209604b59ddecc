using System.Globalization;
using System.Text;
using Liaison.Core.Shared;

namespace Liaison.Hub.Import;

/// <summary>The rows that could not be loaded, with their reasons, in a file beside the first. Mended, that file can be imported in its turn.</summary>
internal sealed class BadRows(string path, IReadOnlyList<string> header) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private StreamWriter? writer;

    public async Task Add(ImportedRow row, IEnumerable<Problem> problems)
    {
        await gate.WaitAsync();
        try
        {
            if (writer is null)
            {
                writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
                await writer.WriteLineAsync(Line([.. header.Where(Kept), ImportedRow.LineColumn, ImportedRow.ReasonsColumn]));
            }
            if (row.Wrong is not null)
            {
                // What was no row of the table must not become one by being written out neatly: it stays too short until somebody mends it.
                await writer.WriteLineAsync(Line([string.Join(',', row.Values), $"Line {row.Line}: {row.Wrong.Message}"]));
                return;
            }
            var values = Enumerable.Range(0, header.Count).Where(at => Kept(header[at])).Select(at => row.Values.ElementAtOrDefault(at) ?? "");
            await writer.WriteLineAsync(Line([.. values, row.Line.ToString(CultureInfo.InvariantCulture), string.Join(' ', problems.Select(p => p.Message))]));
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

    private static string Line(IEnumerable<string> values) => string.Join(',', values.Select(value =>
        value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
