using System.Net;
using System.Text;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// A file as Salesforce takes it in a form of two parts: what it is (JSON, <c>entity_content</c>) and its bytes (<c>VersionData</c>). The bytes go from the store to the wire; the file
/// is never held whole (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_insert_update_blob.htm).
/// </summary>
internal sealed class FileForm : HttpContent
{
    private const string Boundary = "liaison-7f3d1c52-file";
    private readonly byte[] head;
    private readonly byte[] tail = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");
    private readonly long size;
    private readonly Func<CancellationToken, Task<Stream?>> open;

    public FileForm(string about, string name, long size, Func<CancellationToken, Task<Stream?>> open)
    {
        (this.size, this.open) = (size, open);
        head = Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"entity_content\"\r\nContent-Type: application/json\r\n\r\n{about}\r\n"
            + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"VersionData\"; filename=\"{Plain(name)}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
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

    /// <summary>A file name cannot end its own header.</summary>
    private static string Plain(string name) => string.Concat(name.Select(letter => letter is '"' or '\\' or '\r' or '\n' || char.IsControl(letter) ? '_' : letter));
}
