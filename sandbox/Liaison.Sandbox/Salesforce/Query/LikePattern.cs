namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>LIKE: % is any letters, _ is one. The lexer has put other signs in their place, so that escaped ones mean themselves.</summary>
public static class LikePattern
{
    private const char Any = '\u0001';
    private const char One = '\u0002';

    public static bool Fits(string text, string pattern)
    {
        var (at, next, star, retry) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == Any)
            {
                (star, retry) = (next++, at);
            }
            else if (next < pattern.Length && (pattern[next] == One || char.ToUpperInvariant(pattern[next]) == char.ToUpperInvariant(text[at])))
            {
                at++;
                next++;
            }
            else if (star >= 0)
            {
                (next, at) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(next).TrimStart(Any).IsEmpty;
    }
}
