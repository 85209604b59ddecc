using Liaison.Core.Sessions;

namespace Liaison.Storage.Sessions;

/// <summary>The words by which a session is found, and what somebody who searches means.</summary>
internal static class SessionWords
{
    private const int Most = 60;
    private const int Longest = 100;
    private const int LeastDigits = 3;

    public static IReadOnlyCollection<string> Of(Session session)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var customer = session.Customer;
        foreach (var text in new[] { customer.Name, customer.FirstName, customer.LastName, customer.Email, customer.Company, customer.CallerIdName, customer.SipAddress, customer.Id, session.ExternalId }
            .Concat(session.Tags))
        {
            Add(text, words);
        }
        foreach (var number in new[] { customer.PhoneE164 ?? customer.Phone, session.Ani, session.Dnis })
        {
            if (number is not null && Backwards(number) is { } end)
            {
                words.Add(end);
            }
            else
            {
                Add(number, words);
            }
        }
        return [.. words.Take(Most)];
    }

    /// <summary>The beginnings that must all be found, each in one of its spellings; none when there is nothing to search for.</summary>
    public static IReadOnlyList<string[]> Sought(string? typed)
    {
        var text = (typed ?? "").Replace("\0", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
        return text.Length == 0 ? []
            : Backwards(text) is { } number ? [[number, Cut(text)]]
            : [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(10).Select(w => new[] { Cut(w) })];
    }

    /// <summary>The first text that does not begin with the word, as bytes sort.</summary>
    public static string Beyond(string word) => word + "\U0010FFFF";

    private static void Add(string? text, HashSet<string> words)
    {
        foreach (var word in (text ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(20))
        {
            words.Add(Cut(word));
            var start = -1;
            for (var at = 0; at <= word.Length; at++)
            {
                if (at < word.Length && char.IsLetterOrDigit(word[at]))
                {
                    start = start < 0 ? at : start;
                }
                else if (start >= 0)
                {
                    words.Add(Cut(word[start..at]));
                    start = -1;
                }
            }
        }
    }

    /// <summary>A number from its end: <c>020 7946 0018</c> and <c>+44 20 7946 0018</c> begin alike so. Null when it is no number.</summary>
    private static string? Backwards(string text)
    {
        if (text.Any(c => !char.IsAsciiDigit(c) && c is not ('+' or '-' or '(' or ')' or '.' or '/' or ' ')))
        {
            return null;
        }
        var digits = text.Where(char.IsAsciiDigit).SkipWhile(d => d == '0').Reverse().ToArray();
        return digits.Length is < LeastDigits or > 30 ? null : "#" + new string(digits);
    }

    private static string Cut(string word) => word.Length <= Longest ? word : word[..(char.IsHighSurrogate(word[Longest - 1]) ? Longest - 1 : Longest)];
}
