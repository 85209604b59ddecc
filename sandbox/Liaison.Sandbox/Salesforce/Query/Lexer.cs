using System.Text;
using System.Text.RegularExpressions;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Takes a query apart.</summary>
public static partial class Lexer
{
    public static List<Token> Read(string query)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < query.Length;)
        {
            if (char.IsWhiteSpace(query[at]))
            {
                at++;
                continue;
            }

            var token = query[at] == '\'' ? Text(query, at, out var end) : Other(query, at, out end);
            tokens.Add(token);
            at = end;
        }

        tokens.Add(new Token(TokenKind.End, "", query.Length));
        return tokens;
    }

    private static Token Other(string query, int at, out int end)
    {
        foreach (var (kind, pattern) in new[] { (TokenKind.DateTime, DateTime()), (TokenKind.Date, Date()), (TokenKind.Number, Number()), (TokenKind.Word, Word()) })
        {
            if (pattern.Match(query, at) is { Success: true } match && match.Index == at)
            {
                end = at + match.Length;
                return new Token(kind, match.Value, at);
            }
        }

        var symbol = at + 1 < query.Length && query.Substring(at, 2) is "!=" or "<=" or ">=" or "<>" ? query.Substring(at, 2) : query[at].ToString();
        if (!"=<>!(),.:;+-".Contains(symbol[0], StringComparison.Ordinal))
        {
            throw QueryError.At(query, at, "MALFORMED_QUERY", $"unexpected char: '{symbol}'");
        }

        end = at + symbol.Length;
        return new Token(TokenKind.Symbol, symbol, at);
    }

    private static Token Text(string query, int start, out int end)
    {
        var (text, pattern) = (new StringBuilder(), new StringBuilder());
        for (var at = start + 1; at < query.Length; at++)
        {
            var letter = query[at];
            if (letter == '\'')
            {
                end = at + 1;
                if (text.Length > 4000)
                {
                    throw QueryError.At(query, start, "MALFORMED_QUERY", "String literal is longer than 4000 characters");
                }

                return new Token(TokenKind.Text, text.ToString(), start, pattern.ToString());
            }

            if (letter != '\\')
            {
                text.Append(letter);
                pattern.Append(letter switch { '%' => "\u0001", '_' => "\u0002", _ => letter.ToString() });
                continue;
            }

            var meant = at + 1 < query.Length ? Escaped(query[at + 1]) : null;
            if (meant is null)
            {
                throw QueryError.At(query, start, "MALFORMED_QUERY", $"Invalid string literal. Illegal character sequence '\\{(at + 1 < query.Length ? query[at + 1] : ' ')}' in string literal.");
            }

            text.Append(meant);
            pattern.Append(meant);
            at++;
        }

        throw QueryError.At(query, start, "MALFORMED_QUERY", "line 1:" + query.Length + " mismatched character '<EOF>' expecting '''");
    }

    private static char? Escaped(char letter) => letter switch
    {
        'n' or 'N' => '\n',
        'r' or 'R' => '\r',
        't' or 'T' => '\t',
        'b' or 'B' => '\b',
        'f' or 'F' => '\f',
        '"' or '\'' or '\\' or '%' or '_' => letter,
        _ => null,
    };

    [GeneratedRegex(@"\G\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex DateTime();

    [GeneratedRegex(@"\G\d{4}-\d\d-\d\d(?![\dT])", RegexOptions.None, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"\G[+-]?\d+(?:\.\d+)?(?![\w])", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[A-Za-z][\w]*(?:\.[A-Za-z][\w]*)*", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
