using Liaison.Sandbox.Dynamics.Api;

namespace Liaison.Sandbox.Dynamics.Query;

public enum TokenKind
{
    Word,
    Text,
    Number,
    Open,
    Close,
    Comma,
    Colon,
    OpenList,
    CloseList,
    End,
}

public readonly record struct Token(TokenKind Kind, string Text, int At);

/// <summary>Cuts an OData expression into tokens. Words hold letters, digits and <c>_ . / @ - :</c> where a date or a guid needs them.</summary>
public static class FilterLexer
{
    public static IReadOnlyList<Token> Cut(string text, IReadOnlyDictionary<string, string> query)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            switch (text[at])
            {
                case ' ' or '=':
                    at++;
                    continue;
                case '(' or ')' or ',' or ':' or '[' or ']':
                    tokens.Add(new Token(text[at] switch { '(' => TokenKind.Open, ')' => TokenKind.Close, ',' => TokenKind.Comma, '[' => TokenKind.OpenList, ']' => TokenKind.CloseList, _ => TokenKind.Colon }, text[at].ToString(), at));
                    at++;
                    continue;
                case '\'' or '"':
                    tokens.Add(new Token(TokenKind.Text, Quoted(text, ref at), start));
                    continue;
                case '@' when text[at..].Split(' ', ')', ',')[0] is { Length: > 1 } alias:
                    at += alias.Length;
                    tokens.AddRange(Cut(query.TryGetValue(alias, out var value) ? value : throw ODataException.Query($"The parameter alias '{alias}' has no value."), query));
                    continue;
            }

            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '/' or '-' or '+' or '$' || (text[at] == ':' && char.IsDigit(text[start]) && at - start > 4)))
            {
                at++;
            }

            if (at == start)
            {
                throw ODataException.Query($"Syntax error at position {at} in '{text}'.");
            }

            var word = text[start..at];
            tokens.Add(new Token(word.All(one => char.IsDigit(one) || one is '-' or '.') && word.Count(one => one == '-') < 2 && char.IsDigit(word[^1]) ? TokenKind.Number : TokenKind.Word, word, start));
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static string Quoted(string text, ref int at)
    {
        var (quote, start) = (text[at], at);
        var value = new System.Text.StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != quote)
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == quote)
            {
                value.Append(quote);
                at++;
            }
            else
            {
                at++;
                return value.ToString();
            }
        }

        throw ODataException.Query($"There is an unterminated literal at position {start} in '{text}'.");
    }
}
