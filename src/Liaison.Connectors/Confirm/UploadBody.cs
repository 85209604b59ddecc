using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Liaison.Connectors.Confirm;

/// <summary>One file for one enquiry as JSON, turned into BASE64 piece by piece on its way out: the file is never held whole.</summary>
internal sealed class UploadBody : HttpContent
{
    /// <summary>A multiple of three, so that pieces of BASE64 fit together without padding.</summary>
    private const int Piece = 48 * 1024;

    private readonly Stream file;
    private readonly byte[] head;
    private readonly byte[] tail = "\"}]}"u8.ToArray();

    public UploadBody(string enquiry, string name, string notes, Stream file)
    {
        this.file = file;
        head = Encoding.UTF8.GetBytes(Head(enquiry, name, notes));
        Headers.ContentType = new("application/json");
    }

    /// <summary>All but the bytes, for the log.</summary>
    public static string Shown(string enquiry, string name, string notes, long size) => $"{Head(enquiry, name, notes)}… {size:N0} bytes …\"}}]}}";

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(head, cancellationToken);
        var raw = ArrayPool<byte>.Shared.Rent(Piece);
        var text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(Piece));
        try
        {
            int read;
            while ((read = await file.ReadAtLeastAsync(raw.AsMemory(0, Piece), Piece, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                Base64.EncodeToUtf8(raw.AsSpan(0, read), text, out _, out var written, isFinalBlock: true);
                await stream.WriteAsync(text.AsMemory(0, written), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<byte>.Shared.Return(text);
        }
        await stream.WriteAsync(tail, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = file.CanSeek ? head.Length + ((file.Length - file.Position + 2) / 3 * 4) + tail.Length : -1;
        return file.CanSeek;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    private static string Head(string enquiry, string name, string notes)
    {
        var number = long.TryParse(enquiry, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : Json(enquiry);
        return $$"""{"enquiryNumber":{{number}},"centralDocLinks":[{"documentName":{{Json(name)}},"documentNotes":{{Json(notes)}},"blobData":" """.TrimEnd();
    }

    private static string Json(string text) => JsonSerializer.Serialize(text, Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
