using CsvHelper;

namespace Liaison.Tests.Docs;

/// <summary>Reads CSV strictly: what it takes, every reader takes.</summary>
internal static class Csv
{
    private static readonly CsvReaderOptions Strict = new() { Separator = ',', MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Throw };

    /// <summary>Each row by column name.</summary>
    /// <exception cref="CsvFormatException">A quotation is wrong, or a row has another number of values than the header.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        using var reader = CsvReader.FromText(text, Strict);
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var row in reader)
        {
            rows.Add(row.ToDictionary()!);
        }
        return rows;
    }
}
