namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>LIKE as the database does it: <c>%</c> any text, <c>_</c> one character, <c>[abc]</c> one of these, <c>[^abc]</c> none of these; no case.</summary>
public static class LikePattern
{
    public static bool Fits(string text, string pattern) => Fits(text.ToUpperInvariant(), pattern.ToUpperInvariant(), 0, 0);

    private static bool Fits(string text, string pattern, int at, int place)
    {
        while (place < pattern.Length)
        {
            if (pattern[place] == '%')
            {
                while (place < pattern.Length && pattern[place] == '%')
                {
                    place++;
                }

                if (place == pattern.Length)
                {
                    return true;
                }

                for (var from = at; from <= text.Length; from++)
                {
                    if (Fits(text, pattern, from, place))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (at == text.Length || !One(text[at], pattern, ref place))
            {
                return false;
            }

            at++;
        }

        return at == text.Length;
    }

    /// <summary>Whether one character fits, and where the pattern goes on.</summary>
    private static bool One(char character, string pattern, ref int place)
    {
        var close = pattern[place] == '[' ? pattern.IndexOf(']', Math.Min(pattern.Length, place + 1)) : -1;
        if (close < 0)
        {
            var one = pattern[place++];
            return one == '_' || one == character;
        }

        var set = pattern[(place + 1)..close];
        place = close + 1;
        var negated = set.StartsWith('^');
        return (negated ? set[1..] : set).Contains(character, StringComparison.Ordinal) != negated;
    }
}
