namespace Liaison.Core.Desk;

/// <summary>Keeps texts of strangers to a size that a screen can take.</summary>
public static class Cut
{
    /// <summary>The text, or its beginning and an ellipsis. Never half of a character.</summary>
    public static string At(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }
        var end = most - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    public static string? Maybe(string? text, int most) => text is null ? null : At(text, most);
}
