using System.Text;

namespace Liaison.Tests.Docs;

/// <summary>Reads CSV strictly by RFC 4180: what it takes, every reader takes.</summary>
internal static class Csv
{
    /// <summary>Each row by column name.</summary>
    /// <exception cref="FormatException">A quotation is wrong, or a row has another number of values than the header.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        var rows = Rows(text).ToList();
        var header = rows[0];
        return [.. rows.Skip(1).Select((row, index) => row.Count == header.Count
            ? (IReadOnlyDictionary<string, string>)header.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)
            : throw new FormatException($"Row {index + 2} has {row.Count} values, the header {header.Count}."))];
    }

    private static IEnumerable<List<string>> Rows(string text)
    {
        var row = new List<string>();
        var value = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"' && value.Length == 0)
            {
                at = Quoted(text, at + 1, value);
                if (at + 1 < text.Length && text[at + 1] is not (',' or '\n' or '\r')) throw new FormatException($"Something follows a closed quotation at {at}.");
            }
            else if (text[at] is ',' or '\n')
            {
                row.Add(value.ToString());
                value.Clear();
                if (text[at] == ',') continue;
                yield return row;
                row = [];
            }
            else if (text[at] == '"') throw new FormatException($"A quotation mark stands in the open at {at}.");
            else if (text[at] != '\r') value.Append(text[at]);
        }
        if (row.Count == 0 && value.Length == 0) yield break;
        row.Add(value.ToString());
        yield return row;
    }

    /// <summary>The place of the closing quotation mark.</summary>
    private static int Quoted(string text, int at, StringBuilder value)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] != '"') value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') value.Append(text[at++]);
            else return at;
        }
        throw new FormatException("A quotation is never closed.");
    }
}
