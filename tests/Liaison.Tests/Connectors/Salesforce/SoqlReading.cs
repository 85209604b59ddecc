using System.Globalization;
using System.Text;

namespace Liaison.Tests.Connectors.Salesforce;

/// <summary>An independent reader of queries, made from the vendor's documentation: words and signs, and each literal as the value that Salesforce would see.</summary>
internal static class SoqlReading
{
    /// <summary>The shape of a query (each literal a question mark), and its string literals as values.</summary>
    public static (string Shape, IReadOnlyList<string> Texts) Soql(string query) => Read(query, '\'', new Dictionary<char, char>
    {
        ['n'] = '\n', ['r'] = '\r', ['t'] = '\t', ['b'] = '\b', ['f'] = '\f', ['N'] = '\n', ['R'] = '\r', ['T'] = '\t', ['B'] = '\b', ['F'] = '\f',
        ['"'] = '"', ['\''] = '\'', ['\\'] = '\\', ['_'] = '_', ['%'] = '%',
    });

    /// <summary>The same of a search's phrases; every reserved character must stand behind a backslash.</summary>
    public static (string Shape, IReadOnlyList<string> Texts) Sosl(string search)
    {
        const string Reserved = "&|!(){}[]^\"~*?:\\'+-";
        return Read(search, '"', Reserved.ToDictionary(letter => letter), letter => !Reserved.Contains(letter, StringComparison.Ordinal));
    }

    private static (string Shape, IReadOnlyList<string> Texts) Read(string query, char quote, IReadOnlyDictionary<char, char> escapes, Func<char, bool>? bare = null)
    {
        var (shape, texts) = (new StringBuilder(), new List<string>());
        for (var at = 0; at < query.Length; at++)
        {
            if (query[at] != quote)
            {
                shape.Append(query[at]);
                continue;
            }
            var text = new StringBuilder();
            for (at++; ; at++)
            {
                if (at >= query.Length)
                {
                    throw new FormatException("A literal is not closed: " + query);
                }
                if (query[at] == quote)
                {
                    break;
                }
                if (query[at] == '\\')
                {
                    text.Append(escapes.TryGetValue(query[++at], out var meant) ? meant : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Illegal character sequence '\\{query[at]}'")));
                }
                else
                {
                    text.Append(query[at] is '\n' or '\r' || bare?.Invoke(query[at]) == false ? throw new FormatException($"'{query[at]}' must not stand bare in a literal.") : query[at]);
                }
            }
            shape.Append('?');
            texts.Add(text.ToString());
        }
        return (shape.ToString(), texts);
    }
}
