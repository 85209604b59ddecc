namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>One part of a batch.</summary>
public abstract record BatchPart
{
    private BatchPart()
    {
    }

    public sealed record Set(IReadOnlyList<One> Requests) : BatchPart;

    /// <param name="Target">As it stands in the request line.</param>
    public sealed record One(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, string? ContentId) : BatchPart;
}

/// <summary>Reads a batch. Lines end with CRLF; a lone LF is refused.</summary>
public static class BatchParts
{
    public static IReadOnlyList<BatchPart> Read(string text, string contentType) => [.. Split(text, contentType).Select(Part)];

    private static BatchPart Part(string part)
    {
        var (headers, body) = Head(part);
        var type = headers.GetValueOrDefault("Content-Type") ?? throw Wrong("A part of the batch has no content type.");
        return type.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase)
            ? new BatchPart.Set([.. Split(body, type).Select(inner => Part(inner) as BatchPart.One ?? throw Wrong("A change set may not contain a change set."))]) : One(headers, body, type);
    }

    private static BatchPart.One One(Dictionary<string, string> outer, string text, string type)
    {
        if (!type.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) || !string.Equals(outer.GetValueOrDefault("Content-Transfer-Encoding"), "binary", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong("A part of the batch must be application/http with a binary content transfer encoding.");
        }

        var start = text.TrimStart('\r', '\n');
        var end = start.IndexOf("\r\n", StringComparison.Ordinal);
        var line = (end < 0 ? start : start[..end]).Split(' ');
        if (line.Length != 3 || line[2] != "HTTP/1.1")
        {
            throw Wrong($"Invalid HTTP request line '{string.Join(' ', line)}'.");
        }

        var (headers, body) = end < 0 ? (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), "") : Head(start[(end + 2)..]);
        return new BatchPart.One(line[0], line[1], headers, body.TrimEnd('\r', '\n'), outer.GetValueOrDefault("Content-ID"));
    }

    private static (Dictionary<string, string> Headers, string Body) Head(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (at < text.Length)
        {
            var end = text.IndexOf("\r\n", at, StringComparison.Ordinal);
            var line = end < 0 ? text[at..] : text[at..end];
            at = end < 0 ? text.Length : end + 2;
            if (line.Length == 0)
            {
                break;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                throw Wrong($"Invalid header '{line}' in the batch.");
            }

            headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return (headers, text[at..]);
    }

    private static IEnumerable<string> Split(string text, string contentType)
    {
        var boundary = contentType.Split(';').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase))?[9..].Trim('"')
            ?? throw Wrong("The multipart content type has no boundary.");
        var pieces = ("\r\n" + text).Split("\r\n--" + boundary, StringSplitOptions.None);
        if (pieces.Length < 2 || !pieces[^1].StartsWith("--", StringComparison.Ordinal))
        {
            throw Wrong("The batch does not end with its boundary, or its lines do not end with CRLF.");
        }

        return pieces[1..^1].Select(piece => piece.StartsWith("\r\n", StringComparison.Ordinal) ? piece[2..] : throw Wrong("A boundary must be followed by a line break."));
    }

    private static ODataException Wrong(string message) => new(400, "0x80060888", message);
}
