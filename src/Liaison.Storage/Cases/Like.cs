namespace Liaison.Storage.Cases;

/// <summary>Turns what a person typed into a pattern for <c>like</c>, in which their own signs mean themselves.</summary>
internal static class Like
{
    public static string? Containing(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : $"%{Escaped(typed.Trim().ToLowerInvariant())}%";

    private static string Escaped(string text) => text.Replace("\0", "", StringComparison.Ordinal).Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
