namespace Liaison.Sandbox.Salesforce.Search;

/// <summary>What a search looks for.</summary>
public abstract record Term;

/// <param name="Text">A word, or the words of a phrase. A wildcard stands as itself.</param>
/// <param name="IsPhrase">The words in this order.</param>
public sealed record Words(string Text, bool IsPhrase) : Term
{
    public IReadOnlyList<string> Parts { get; } = Tokens(Text);

    public string Digits { get; } = Records.PhoneDigits.Of(Text);

    /// <summary>Nothing but what may stand in a phone number.</summary>
    public bool IsNumber { get; } = Text.Any(char.IsAsciiDigit) && Text.All(letter => char.IsAsciiDigit(letter) || " +-().*/".Contains(letter, StringComparison.Ordinal));

    /// <summary>How the index takes text apart.</summary>
    public static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inside = at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '*' or '?');
            if (inside && start < 0)
            {
                start = at;
            }
            else if (!inside && start >= 0)
            {
                tokens.Add(text[start..at]);
                start = -1;
            }
        }

        return tokens;
    }
}

public sealed record Both(IReadOnlyList<Term> Parts) : Term;

public sealed record Either(IReadOnlyList<Term> Parts) : Term;

/// <param name="Wanted">Found, unless <paramref name="Unwanted"/> is found too.</param>
public sealed record Without(Term Wanted, Term Unwanted) : Term;
