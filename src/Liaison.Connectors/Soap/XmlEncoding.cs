using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Liaison.Connectors.Soap;

/// <summary>
/// Finds out how a body is encoded: a byte order mark, then a charset of UTF-8 that holds, then what the text declares, then another charset.
/// The header outranks the declaration by the book (RFC 7303), but here a person may have typed the header into a form.
/// </summary>
internal static partial class XmlEncoding
{
    public static TextReader Open(ReadOnlyMemory<byte> bytes, string? charset)
    {
        var encoding = Mark(bytes.Span) ?? Shape(bytes.Span) ?? Named(bytes.Span, charset);
        var stream = MemoryMarshal.TryGetArray(bytes, out var part) ? new MemoryStream(part.Array!, part.Offset, part.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
        return new StreamReader(stream, Strict(encoding), detectEncodingFromByteOrderMarks: true);
    }

    private static Encoding? Mark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>Two-byte text without a mark shows by the noughts beside its first bracket.</summary>
    private static Encoding? Shape(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x3C, 0, _, 0, ..] => Encoding.Unicode,
        [0, 0x3C, 0, _, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static Encoding Named(ReadOnlySpan<byte> bytes, string? charset)
    {
        var told = Find(charset);
        if (told is UTF8Encoding && System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return told;
        }
        var opening = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200)]);
        return Find(Declaration().Match(opening) is { Success: true } declared ? declared.Groups["name"].Value : null) ?? told ?? Encoding.UTF8;
    }

    /// <summary>Two-byte names are no help here: such a text would have shown its noughts already.</summary>
    private static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || name.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("utf-7", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        try
        {
            // Old Windows code pages are not registered by themselves, and council servers still write them.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Strict(Encoding encoding) => encoding is UTF8Encoding
        ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
        : encoding;

    [GeneratedRegex("""^\s*<\?xml[^>]*\bencoding\s*=\s*['"](?<name>[A-Za-z0-9._-]{1,40})['"]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();
}
