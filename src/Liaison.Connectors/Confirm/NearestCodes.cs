using Liaison.Core.Connecting;

namespace Liaison.Connectors.Confirm;

/// <summary>Which codes somebody may have meant: by name, or by the fewest letters' difference.</summary>
internal static class NearestCodes
{
    private const int Most = 3;

    public static string Say(string value, IReadOnlyList<Code> codes)
    {
        var live = codes.Where(code => !code.Inactive && code.Value != value).ToList();
        if (live.FirstOrDefault(code => string.Equals(code.Name, value, StringComparison.OrdinalIgnoreCase)) is { } named)
        {
            return $" It is the name of {named.Value}: map the code.";
        }
        var nearest = live.OrderBy(code => Distance(code.Value.ToUpperInvariant(), value.ToUpperInvariant())).ThenBy(code => code.Value, StringComparer.Ordinal).Take(Most).ToList();
        return nearest.Count == 0 ? "" : $" Nearest: {string.Join(", ", nearest.Select(code => $"{code.Value} ({code.Name})"))}.";
    }

    /// <summary>Levenshtein's distance, over the first letters only: codes are short, and values that are not must not cost.</summary>
    private static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = one[..Math.Min(one.Length, 32)];
        other = other[..Math.Min(other.Length, 32)];
        Span<int> row = stackalloc int[33];
        for (var at = 0; at <= other.Length; at++)
        {
            row[at] = at;
        }
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[other.Length];
    }
}
