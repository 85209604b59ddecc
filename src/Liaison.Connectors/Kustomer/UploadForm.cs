using System.Net;
using System.Text;
using System.Text.Json;
using Liaison.Connectors.Http;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// A file as the storage behind Kustomer takes it: every field of the form that Kustomer signed, word for word, and the bytes last, under the name <c>file</c>. The bytes go from the store to the wire; the file is never held
/// whole (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html).
/// </summary>
internal sealed class UploadForm : HttpContent
{
    private const string Boundary = "liaison-2c8a94e1-file";
    private readonly byte[] head;
    private readonly byte[] tail = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");
    private readonly long size;
    private readonly Func<CancellationToken, Task<Stream?>> open;

    /// <param name="fields">As the answer gave them.</param>
    /// <param name="size">Bytes: exactly as many as were announced.</param>
    public UploadForm(JsonElement fields, string name, string contentType, long size, Func<CancellationToken, Task<Stream?>> open)
    {
        (this.size, this.open) = (size, open);
        var form = new StringBuilder();
        foreach (var field in fields.ValueKind == JsonValueKind.Object ? fields.EnumerateObject().ToList() : [])
        {
            form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{Plain(field.Name)}\"\r\n\r\n{JsonParts.Text(field.Value)}\r\n");
        }
        form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{Plain(name)}\"\r\nContent-Type: {Plain(contentType)}\r\n\r\n");
        head = Encoding.UTF8.GetBytes(form.ToString());
        Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(head, cancellationToken);
        await using (var bytes = await open(cancellationToken) ?? throw new IOException("The file is not here any more."))
        {
            await bytes.CopyToAsync(stream, cancellationToken);
        }
        await stream.WriteAsync(tail, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = head.Length + size + tail.Length;
        return true;
    }

    /// <summary>A name cannot end its own header.</summary>
    private static string Plain(string name) => string.Concat(name.Select(letter => letter is '"' or '\\' || char.IsControl(letter) ? '_' : letter));
}
