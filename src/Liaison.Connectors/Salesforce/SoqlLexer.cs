namespace Liaison.Connectors.Salesforce;

internal enum SoqlKind
{
    End,
    Word,
    Number,
    Time,
    Text,
    Hole,
    Symbol,
}

/// <param name="Text">As written; of a text with its quotes, of a placeholder with its braces.</param>
/// <param name="At">Where it begins, from 0.</param>
internal readonly record struct SoqlToken(SoqlKind Kind, string Text, int At)
{
    public bool Is(string word) => Kind is SoqlKind.Word or SoqlKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A condition that cannot be understood, and where.</summary>
internal sealed class SoqlException(string message, int at) : Exception(message)
{
    public int At { get; } = at;
}

/// <summary>Cuts a condition into its words, values and signs.</summary>
internal static class SoqlLexer
{
    private const int Longest = 20_000;

    /// <exception cref="SoqlException">Something in it belongs to no condition.</exception>
    public static List<SoqlToken> Read(string text)
    {
        if (text.Length > Longest)
        {
            throw new SoqlException($"A condition may have {Longest:N0} characters.", Longest);
        }
        var tokens = new List<SoqlToken>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = Next(text, at);
            tokens.Add(token);
            at += token.Text.Length;
        }
        tokens.Add(new SoqlToken(SoqlKind.End, "", text.Length));
        return tokens;
    }

    private static SoqlToken Next(string text, int at) => text[at] switch
    {
        '\'' => new(SoqlKind.Text, text[at..EndOfText(text, at)], at),
        '{' when at + 1 < text.Length && text[at + 1] == '{' => new(SoqlKind.Hole, text[at..EndOfHole(text, at)], at),
        '<' or '>' or '!' when at + 1 < text.Length && text.Substring(at, 2) is "<=" or ">=" or "!=" or "<>" => new(SoqlKind.Symbol, text.Substring(at, 2), at),
        '(' or ')' or ',' or '=' or '<' or '>' => new(SoqlKind.Symbol, text.Substring(at, 1), at),
        >= '0' and <= '9' or '-' or '+' => NumberOrTime(text, at),
        var letter when char.IsAsciiLetter(letter) => new(SoqlKind.Word, text[at..While(text, at, static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':')], at),
        '"' => throw new SoqlException("Texts stand in single quotes: 'like this'.", at),
        var other => throw new SoqlException($"“{other}” has no meaning here.", at),
    };

    private static SoqlToken NumberOrTime(string text, int at)
    {
        var end = While(text, at + 1, static c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '+');
        var word = text[at..end];
        return word.Length >= 10 && char.IsAsciiDigit(word[0]) && word[4] == '-' && word[7] == '-' && SalesforceTimes.Read(word) is not null ? new(SoqlKind.Time, word, at)
            : FieldJson.Decimal(word) is not null ? new(SoqlKind.Number, word, at)
            : throw new SoqlException($"“{word}” is neither a number nor a date.", at);
    }

    private static int While(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }
        return at;
    }

    private static int EndOfText(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when at + 1 < text.Length && @"\'""nrtbfNRTBF_%".Contains(text[at + 1], StringComparison.Ordinal):
                    at++;
                    break;
                case '\\':
                    throw new SoqlException(@"A backslash stands only before \ ' "" n r t b f, and before % and _ in LIKE.", at);
                case '{' when at + 1 < text.Length && text[at + 1] == '{':
                    at = EndOfHole(text, at) - 1;
                    break;
                case '\'':
                    return at + 1;
            }
        }
        throw new SoqlException("This text is not closed: its second quote is missing.", start);
    }

    private static int EndOfHole(string text, int start)
    {
        var close = text.IndexOf("}}", start, StringComparison.Ordinal);
        var inside = close < 0 ? "" : text[(start + 2)..close];
        return close < 0 || inside.Contains('{', StringComparison.Ordinal) || inside.Contains('}', StringComparison.Ordinal) ? throw new SoqlException("This placeholder is not closed: each {{ needs its }}.", start)
            : string.IsNullOrWhiteSpace(inside) ? throw new SoqlException("This placeholder names nothing.", start)
            : close + 2;
    }
}
