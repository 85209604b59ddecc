using System.Buffers.Text;
using System.Text;

namespace Liaison.Hub.Api.Shared;

/// <summary>Where a page of a list ended, in a form that a client only carries back.</summary>
internal static class Cursor
{
    private const char Between = '\u001f';

    public static string Write(params ReadOnlySpan<string> parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Between, parts.ToArray())));

    /// <exception cref="BadHttpRequestException">It is none of ours.</exception>
    public static string[]? Read(string? after, int parts)
    {
        if (string.IsNullOrEmpty(after))
        {
            return null;
        }
        try
        {
            var read = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after)).Split(Between);
            return read.Length == parts ? read : throw Wrong();
        }
        catch (FormatException)
        {
            throw Wrong();
        }
    }

    /// <summary>A place that is a number.</summary>
    public static long? ReadNumber(string? after) => Read(after, 1) is not [var text] ? null : long.TryParse(text, out var number) ? number : throw Wrong();

    private static BadHttpRequestException Wrong() => new("The parameter “after” must be what an earlier page gave as “next”.");
}
