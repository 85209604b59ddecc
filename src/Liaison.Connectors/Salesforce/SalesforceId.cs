namespace Liaison.Connectors.Salesforce;

/// <summary>Record ids: 15 characters in which letter case counts, or 18 that end in a checksum of the case. Salesforce answers with 18; people paste either.</summary>
internal static class SalesforceId
{
    private const string Checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The id with 18 characters; null for what is no id.</summary>
    public static string? Long(string? text)
    {
        var id = text?.Trim();
        if (id is null || id.Length is not (15 or 18) || !id.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }
        if (id.Length == 15)
        {
            return id + Check(id);
        }
        // In mixed letter case it was not lost on the way, and must be what its checksum says.
        var whole = Restored(id);
        var lost = !id[..15].Any(char.IsAsciiLetterUpper) || !id[..15].Any(char.IsAsciiLetterLower);
        return Check(whole) == whole[15..] && (lost || id[..15] == whole[..15]) ? whole : null;
    }

    public static bool Same(string? one, string? other) => Long(one) is { } left && left == Long(other);

    /// <summary>The three characters that tell the type, as a hint.</summary>
    public static bool IsOf(string? id, string prefix) => id is { Length: 15 or 18 } && id.StartsWith(prefix, StringComparison.Ordinal);

    private static string Check(string id) => string.Create(3, id, static (check, id) =>
    {
        for (var group = 0; group < 3; group++)
        {
            var bits = 0;
            for (var at = 0; at < 5; at++)
            {
                bits |= char.IsAsciiLetterUpper(id[(group * 5) + at]) ? 1 << at : 0;
            }
            check[group] = Checks[bits];
        }
    });

    /// <summary>An 18-character id whose letter case was lost on the way (a spreadsheet, a search box) gets it back from its checksum.</summary>
    private static string Restored(string id) => string.Create(18, id, static (whole, id) =>
    {
        for (var at = 0; at < 15; at++)
        {
            var upper = (Checks.IndexOf(char.ToUpperInvariant(id[15 + (at / 5)])) >> (at % 5) & 1) == 1;
            whole[at] = upper ? char.ToUpperInvariant(id[at]) : char.ToLowerInvariant(id[at]);
        }
        id.AsSpan(15).ToUpperInvariant(whole[15..]);
    });
}
