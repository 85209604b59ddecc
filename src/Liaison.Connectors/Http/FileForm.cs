using System.Net;
using System.Text;

namespace Liaison.Connectors.Http;

/// <summary>A part of a form that is a text.</summary>
/// <param name="ContentType">Null says none.</param>
internal sealed record FormPart(string Name, string Value, string? ContentType = null);

/// <summary>
/// A form (multipart/form-data) of some texts and one file, which comes last. The bytes go from the store to the wire; the file is never held whole.
/// </summary>
internal sealed class FileForm : HttpContent
{
    private const string Boundary = "liaison-7f3d1c52-file";
    private readonly byte[] head;
    private readonly byte[] tail = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");
    private readonly long size;
    private readonly Func<CancellationToken, Task<Stream?>> open;

    /// <param name="file">The name of the file's part.</param>
    /// <param name="size">Bytes: exactly as many as there are.</param>
    public FileForm(IEnumerable<FormPart> texts, string file, string fileName, string contentType, long size, Func<CancellationToken, Task<Stream?>> open)
    {
        (this.size, this.open) = (size, open);
        var form = new StringBuilder();
        foreach (var text in texts)
        {
            form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{Plain(text.Name)}\"\r\n{(text.ContentType is null ? "" : $"Content-Type: {text.ContentType}\r\n")}\r\n{text.Value}\r\n");
        }
        form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{Plain(file)}\"; filename=\"{Plain(fileName)}\"\r\nContent-Type: {Plain(contentType)}\r\n\r\n");
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

    /// <summary>A file name cannot end its own header.</summary>
    private static string Plain(string name) => string.Concat(name.Select(letter => letter is '"' or '\\' or '\r' or '\n' || char.IsControl(letter) ? '_' : letter));
}
