using System.Text;
using Liaison.Core.Mapping;

namespace Liaison.Core.Feeds;

/// <summary>Where a file goes: a pattern with facts in it. No fact makes a folder, leaves one, or writes what a file system cannot keep.</summary>
public static class FeedPath
{
    /// <summary>Longest part between two slashes, in characters.</summary>
    private const int Longest = 120;

    public static string Of(string pattern, Facts facts) => string.Join('/', pattern.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => Plain(Placeholders.Parse(part).Render(facts))));

    /// <summary>One part of a path with nothing in it but letters, digits and a few signs that no server minds.</summary>
    public static string Plain(string part)
    {
        var text = new StringBuilder(part.Length);
        foreach (var letter in part.Length > Longest ? part[^Longest..] : part)
        {
            text.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '+' ? letter : '_');
        }
        // A part of dots alone is a folder's name for itself or for the one above; a dot in front hides a file.
        var plain = text.ToString().TrimStart('.');
        return plain.Length == 0 ? "_" : plain;
    }
}
