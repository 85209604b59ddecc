using System.Buffers;
using System.Text;

namespace Liaison.Connectors.Http;

/// <summary>Reads an answer up to a limit, counted as it comes out of decompression, so that a small body cannot grow without end.</summary>
internal static class BoundedBody
{
    private const int Chunk = 16 * 1024;

    /// <summary>Room for a secret that lies across the place where the log cuts: it is taken out before.</summary>
    private const int Margin = 4096;

    public static async Task<(ReadOnlyMemory<byte> Body, bool Whole)> Read(HttpContent content, int most, CancellationToken cancel)
    {
        // A length that already says too much need not be read; one that lies is found out below.
        if (content.Headers.ContentLength > most)
        {
            return (default, false);
        }
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var body = new MemoryStream((int)Math.Clamp(content.Headers.ContentLength ?? 0, 0, most));
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
            {
                if (body.Length + read > most)
                {
                    return (body.GetBuffer().AsMemory(0, (int)body.Length), false);
                }
                body.Write(buffer, 0, read);
            }
            return (body.GetBuffer().AsMemory(0, (int)body.Length), true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The answer as the log shows it.</summary>
    public static string Show(HttpReply reply, int most, Redaction redaction)
    {
        if (most == 0)
        {
            return $"(an answer of {reply.Body.Length:N0} bytes that is not kept)";
        }
        if (reply.MediaType is { } type && !IsText(type))
        {
            return $"({reply.Body.Length:N0} bytes of {type})";
        }
        var bytes = reply.Body.Span;
        var text = redaction.Apply(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, (most + Margin) * 3)]));
        return text.Length <= most ? text : string.Concat(text.AsSpan(0, most), $"… ({bytes.Length:N0} bytes in all)");
    }

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || type.Contains("xml", StringComparison.OrdinalIgnoreCase) || type.Contains("json", StringComparison.OrdinalIgnoreCase);
}
