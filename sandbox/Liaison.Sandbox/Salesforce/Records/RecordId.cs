using System.Buffers;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>Ids: 15 letters where case matters, and three more that make them safe to compare without it.</summary>
public static class RecordId
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Ours = "Sb0";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Digits);
    private const string Checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <returns>The id of the given number among its kind, in 18 letters.</returns>
    public static string Make(string prefix, long number)
    {
        Span<char> id = stackalloc char[15];
        prefix.CopyTo(id);
        Ours.CopyTo(id[3..]);
        for (var place = 14; place > 5; place--)
        {
            id[place] = Digits[(int)(number % 62)];
            number /= 62;
        }

        return Complete(id);
    }

    /// <summary>The number that <see cref="Make"/> was given; 0 for an id that it did not make.</summary>
    public static long NumberOf(string id) => id.AsSpan(3).StartsWith(Ours) ? id[6..15].Aggregate(0L, (number, letter) => (number * 62) + Digits.IndexOf(letter, StringComparison.Ordinal)) : 0;

    /// <summary>The id in 18 letters, or null when it can be no id at all.</summary>
    public static string? Normal(string? text)
    {
        if (text is not { Length: 15 or 18 } || text.AsSpan().ContainsAnyExcept(Letters))
        {
            return null;
        }

        var whole = Complete(text.AsSpan(0, 15));
        return text.Length == 15 || text == whole ? whole : null;
    }

    private static string Complete(ReadOnlySpan<char> id)
    {
        Span<char> whole = stackalloc char[18];
        id.CopyTo(whole);
        for (var part = 0; part < 3; part++)
        {
            var bits = 0;
            for (var place = 0; place < 5; place++)
            {
                bits |= char.IsAsciiLetterUpper(id[(part * 5) + place]) ? 1 << place : 0;
            }

            whole[15 + part] = Checks[bits];
        }

        return new string(whole);
    }
}
