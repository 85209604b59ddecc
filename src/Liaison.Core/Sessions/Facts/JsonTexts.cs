using System.Text.Json;

namespace Liaison.Core.Sessions.Facts;

/// <summary>Texts out of JSON that a stranger wrote: half a surrogate pair and U+0000 are valid JSON, and fit into no database.</summary>
public static class JsonTexts
{
    /// <summary>Null when it is no text, or one that cannot be kept.</summary>
    public static string? Of(JsonElement value) => value.ValueKind == JsonValueKind.String ? Whole(value.GetString) : null;

    public static string? Of(JsonProperty property) => Whole(() => property.Name);

    private static string? Whole(Func<string?> read)
    {
        try
        {
            return read() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // What the reader says of an escaped half of a pair.
            return null;
        }
    }
}
