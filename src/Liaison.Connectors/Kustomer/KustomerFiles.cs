using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Attaches files to conversations: announced, sent to the storage that the answer names, and hung on a note (https://developer.kustomer.com/api/core-resources/attachments). The storage takes the signed form word for word,
/// the bytes last (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html). What is a note's text becomes notes; what is too large leaves a link to where it lies.
/// </summary>
internal sealed class KustomerFiles(KustomerSettings settings, HttpCalls http, KustomerClient client, TimelineNotes notes, CallShare share, Func<string, CancellationToken, Task<Stream?>> open)
{
    private const int MostTries = 2;
    private static readonly HttpLimits ForFiles = new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));

    public async Task<Outcome<Written>> Attach(string recordType, string record, string key, DraftFile file, Calls calls, CancellationToken cancel)
    {
        if (share.Spent() is { } spent)
        {
            return spent;
        }
        if (recordType != Resource.Conversation)
        {
            return new Fault(FaultKind.Validation, "Kustomer keeps files and notes with conversations; this record is none.", Code: "no-timeline");
        }
        var conversation = RecordId.Of(record).Id;
        if (file.AsNote)
        {
            if (await Text(file, cancel) is not { } text)
            {
                return Gone(file);
            }
            if (!TimelineNotes.IsFile(text))
            {
                // A long text is several notes, and an earlier try may have kept the first of them.
                return (await notes.Keep(conversation, key, text, [], mayExist: true, calls, cancel)).Match<Outcome<Written>>(_ => new Written(record, Note: "It is kept as a note."), fault => fault);
            }
        }
        if (await SizeOf(file, cancel) is not { } size)
        {
            return Gone(file);
        }
        if (size == 0 || size > Most)
        {
            var why = size == 0 ? "The file is empty: a link to it is kept." : $"The file is larger than {settings.LargestFile} MB: a link to it is kept.";
            return (await notes.Keep(conversation, key, Words(file), [], mayExist: false, calls, cancel)).Match<Outcome<Written>>(_ => new Written(record, Note: why), fault => fault);
        }
        for (var tries = 1; ; tries++)
        {
            if ((await Announce(file, size, calls, cancel)).Failed(out var fault, out var announced))
            {
                return fault;
            }
            if (!(await Upload(announced, file, size, calls, cancel)).Failed(out fault, out _))
            {
                var hung = new JsonObject { ["_id"] = announced.Id, ["name"] = file.Name, ["contentType"] = TypeOf(file), ["contentLength"] = size };
                return (await notes.Keep(conversation, key, Words(file), [hung], mayExist: false, calls, cancel)).Match<Outcome<Written>>(_ => new Written(record), wrong => wrong);
            }
            // A signed form is good for a short while only; a new one is asked for once.
            if (fault is null || fault.Kind != FaultKind.Permission || tries == MostTries)
            {
                return fault is { Kind: FaultKind.Permission } ? fault with { Kind = FaultKind.Unavailable } : fault!;
            }
        }
    }

    /// <summary>What became of a file whose answer was lost: its note is there, or it is not.</summary>
    public async Task<Outcome<Written?>> Find(string record, string key, DraftFile file, Calls calls, CancellationToken cancel)
    {
        var text = file.AsNote && await Text(file, cancel) is { } said && !TimelineNotes.IsFile(said) ? said : Words(file);
        return (await notes.Find(RecordId.Of(record).Id, key, text, calls, cancel)).Match<Outcome<Written?>>(
            note => note is null ? new Outcome<Written?>.Success(null) : new Written(record, Note: "The file had been attached; the answer was lost."), fault => fault with { InDoubt = true });
    }

    private long Most => settings.LargestFile * 1024L * 1024;

    private async Task<Outcome<Announced>> Announce(DraftFile file, long size, Calls calls, CancellationToken cancel)
    {
        var body = new JsonObject { ["name"] = file.Name, ["contentType"] = TypeOf(file), ["contentLength"] = size };
        // The answer holds a signature that lets anybody store a file: the log keeps nothing of it. An announcement that nothing follows leaves nothing that people see.
        if ((await client.Ask(HttpMethod.Post, "attachments", body, writes: false, shown: 0, calls, cancel)).Failed(out var fault, out var answer))
        {
            return fault;
        }
        var upload = (answer.Part("meta") ?? default).Part("upload") ?? default;
        return (answer.Part("data") ?? default).Text("id") is { } id && Uri.TryCreate(upload.Text("url"), UriKind.Absolute, out var url)
            ? url.Scheme == Uri.UriSchemeHttps || url.IsLoopback ? new Announced(id, url, upload.Part("fields") ?? default)
                : new Fault(FaultKind.Refused, $"Kustomer names {url.Host} as the place for files, without encryption. Nothing is sent there.", Code: "upload-address")
            : KustomerErrors.NoAnswer("Kustomer does not say where the file is to go.", writes: false);
    }

    private async Task<Outcome<bool>> Upload(Announced announced, DraftFile file, long size, Calls calls, CancellationToken cancel)
    {
        var call = new HttpCall(HttpMethod.Post, announced.Url)
        {
            Content = () => new FileForm(announced.Parts, "file", file.Name, TypeOf(file), size, stop => open(file.Attachment, stop)),
            Shown = $"(the signed form, then {size:N0} bytes of {file.Name})",
            Hidden = announced.Hidden,
        };
        if ((await http.Send(call, ForFiles, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        return reply.IsSuccess ? true : NetworkFaults.OfStatus(reply, writes: false) ?? new Fault(reply.Status == 403 ? FaultKind.Permission : FaultKind.Refused, $"The storage behind Kustomer refused the file (HTTP {reply.Status}).", Code: NetworkFaults.Code(reply));
    }

    private async Task<string?> Text(DraftFile file, CancellationToken cancel)
    {
        await using var bytes = await open(file.Attachment, cancel);
        if (bytes is null)
        {
            return null;
        }
        using var reader = new StreamReader(bytes, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }

    /// <summary>How many bytes there really are: what is announced must be kept to. Null when the file is gone.</summary>
    private async Task<long?> SizeOf(DraftFile file, CancellationToken cancel)
    {
        await using var bytes = await open(file.Attachment, cancel);
        if (bytes is null || bytes.CanSeek)
        {
            return bytes?.Length;
        }
        var (buffer, total) = (new byte[64 * 1024], 0L);
        for (int read; total <= Most && (read = await bytes.ReadAsync(buffer, cancel)) > 0; total += read)
        {
        }
        return total;
    }

    private static string Words(DraftFile file) => string.Join('\n', new[] { file.Description.Length > 0 ? file.Description : file.Name, file.Link }.Where(line => line.Length > 0));

    private static string TypeOf(DraftFile file) => file.ContentType.Length > 0 ? Renderer.CutTo(file.ContentType, 255) : "application/octet-stream";

    private static Fault Gone(DraftFile file) => new(FaultKind.NotFound, $"The file {file.Name} is not here any more.", Code: "file-gone");

    private sealed record Announced(string Id, Uri Url, JsonElement Fields)
    {
        /// <summary>The signed form, word for word.</summary>
        public IReadOnlyList<FormPart> Parts => Fields.ValueKind == JsonValueKind.Object ? [.. Fields.EnumerateObject().Select(one => new FormPart(one.Name, JsonParts.Text(one.Value) ?? ""))] : [];

        /// <summary>Whoever knows the signature can store a file.</summary>
        public Redaction Hidden => Redaction.Of(Parts.Where(part => part.Value.Length >= 16).Select(part => new Secret(part.Value)));
    }
}
