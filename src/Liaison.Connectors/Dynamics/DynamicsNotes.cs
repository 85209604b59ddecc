using System.Text;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Attaches files and notes; both are annotations. A small file travels inside JSON, a larger one in blocks, and one that the environment does not take leaves a link to where it lies. The note's
/// id is ours, so that a second try fills the same note
/// (https://learn.microsoft.com/power-apps/developer/data-platform/attachment-annotation-files).
/// </summary>
internal sealed class DynamicsNotes(DynamicsClient client, Descriptions<DescribedTable> schema, UploadLimit limit, CallAllowance allowance, Func<string, CancellationToken, Task<Stream?>> open)
{
    /// <summary>Up to here a file travels inside JSON; above it in blocks.</summary>
    private const int Small = 1024 * 1024;

    private const int LongestNote = 100_000;
    private const int LongestTitle = 500;

    public async Task<Outcome<Written>> Attach(string recordType, string record, DraftFile file, Calls calls, CancellationToken cancel)
    {
        if (!Guid.TryParse(record, out var about))
        {
            return DynamicsRecords.NoId(record);
        }
        if (allowance.Spent() is { } spent)
        {
            return spent;
        }
        if ((await Target(recordType, calls, cancel)).Failed(out var fault, out var target) || (await limit.Get(calls, cancel)).Failed(out fault, out var most))
        {
            return fault;
        }
        var note = new JsonObject { ["subject"] = Title(file), [$"{target.Navigation}@odata.bind"] = $"/{target.Set}({about:D})" };
        var id = IdOf(about, file);
        if (file.AsNote && await Text(file, cancel) is { Length: <= LongestNote } text)
        {
            note["notetext"] = text;
            return Done(about, await Make(id, note, null, calls, cancel), "It is attached as a note.");
        }
        await using var bytes = await open(file.Attachment, cancel);
        if (bytes is null)
        {
            return new Fault(FaultKind.NotFound, $"The file {file.Name} is not here any more.", Code: "file-gone");
        }
        note["notetext"] = file.Description;
        var head = new byte[(int)Math.Min(Small, Inline(most)) + 1];
        var length = await bytes.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        if (length < head.Length)
        {
            return Done(about, await Whole(id, note, file, head.AsMemory(0, length), calls, cancel), null);
        }
        // How long a file is that was made just now is known only at its end; what was promised is judged first.
        return file.Size > Inline(most) ? Done(about, await Link(id, note, file, calls, cancel), TooLarge(most))
            : await InBlocks(about, id, note, file, head, bytes, most, calls, cancel);
    }

    /// <summary>What became of a note whose answer was lost: it is there, and filled, or it is not.</summary>
    public async Task<Outcome<Written?>> Find(string record, DraftFile file, Calls calls, CancellationToken cancel)
    {
        if (!Guid.TryParse(record, out var about))
        {
            return (Written?)null;
        }
        var asked = await client.Ask(new DynamicsCall(HttpMethod.Get, $"annotations({IdOf(about, file):D})?$select=filesize,notetext,isdocument"), calls, cancel);
        if (asked.Failed(out var fault, out var note))
        {
            return fault.Kind == FaultKind.NotFound ? (Written?)null : fault with { InDoubt = true };
        }
        return note.Number("filesize") > 0 || file.AsNote || note.Text("notetext")?.Contains(file.Link, StringComparison.Ordinal) == true ? new Written(about.ToString("D"), Note: "The file had been attached; the answer was lost.") : (Written?)null;
    }

    private async Task<Outcome<bool>> Whole(Guid id, JsonObject note, DraftFile file, ReadOnlyMemory<byte> content, Calls calls, CancellationToken cancel)
    {
        note["filename"] = Name(file);
        note["mimetype"] = Renderer.CutTo(file.ContentType, 256);
        var body = note.DeepClone().AsObject();
        body["documentbody"] = Convert.ToBase64String(content.Span);
        var made = await Make(id, body, Shown(note, content.Length), calls, cancel);
        return made.Failed(out var fault, out _) && IsRefusedFile(fault) ? await Link(id, note, file, calls, cancel) : made;
    }

    private async Task<Outcome<Written>> InBlocks(Guid about, Guid id, JsonObject note, DraftFile file, byte[] head, Stream rest, long most, Calls calls, CancellationToken cancel)
    {
        if ((await Make(id, note, null, calls, cancel)).Failed(out var fault, out _) && fault is not null)
        {
            return fault;
        }
        var upload = new BlockUpload(client, id, Name(file), file.ContentType);
        if (!(await upload.Send(head, rest, Inline(most), calls, cancel)).Failed(out fault, out _))
        {
            return new Written(about.ToString("D"));
        }
        if (!IsRefusedFile(fault))
        {
            return fault;
        }
        // The note is there already; the link goes into it.
        var linked = await client.Ask(DynamicsCall.With(HttpMethod.Patch, $"annotations({id:D})", new JsonObject { ["notetext"] = Linked(file) }, writes: true) with { Headers = [new("If-Match", "*")] }, calls, cancel);
        return linked.Failed(out fault, out _) ? fault : new Written(about.ToString("D"), Note: TooLarge(most));
    }

    private async Task<Outcome<bool>> Link(Guid id, JsonObject note, DraftFile file, Calls calls, CancellationToken cancel)
    {
        foreach (var name in (string[])["filename", "mimetype", "documentbody"])
        {
            note.Remove(name);
        }
        note["notetext"] = Linked(file);
        return await Make(id, note, null, calls, cancel);
    }

    /// <summary>Makes the note once; one that is there already under our id is what an earlier try made.</summary>
    private async Task<Outcome<bool>> Make(Guid id, JsonObject note, string? shown, Calls calls, CancellationToken cancel)
    {
        var call = DynamicsCall.With(HttpMethod.Patch, $"annotations({id:D})", note, writes: true, shown) with { Headers = [new("If-None-Match", "*")], Time = shown is null ? null : BlockUpload.Longest };
        var made = await client.Ask(call, calls, cancel);
        return made.Failed(out var fault, out _) && fault is not null && fault.Code != DynamicsErrors.Exists ? fault : true;
    }

    private async Task<Outcome<(string Navigation, string Set)>> Target(string recordType, Calls calls, CancellationToken cancel)
    {
        if ((await schema.Known(recordType, calls, cancel)).Failed(out var fault, out var table) || (await schema.Known("annotation", calls, cancel)).Failed(out fault, out var notes))
        {
            return fault;
        }
        return notes["objectid"]?.Navigations.FirstOrDefault(one => one.Target == table.Name) is { } navigation ? (navigation.Name, table.Set)
            : new Fault(FaultKind.SchemaDrift, $"{table.Label} takes no notes: turn attachments on for this table in Dynamics.", Code: "no-notes");
    }

    private static Outcome<Written> Done(Guid about, Outcome<bool> made, string? note) => made.Match<Outcome<Written>>(_ => new Written(about.ToString("D"), Note: note), fault => fault);

    private static bool IsRefusedFile(Fault fault) => fault.Code is DynamicsErrors.TooBig or DynamicsErrors.WrongKind;

    private static Guid IdOf(Guid about, DraftFile file) => OurKey.IdOf("annotation", $"{about:D}/{file.Attachment}");

    /// <summary>The bound counts Base64, which is a third longer than the file.</summary>
    private static long Inline(long most) => most / 4 * 3;

    private static string TooLarge(long most) => $"The file is larger than the environment takes (about {Inline(most):N0} bytes), or of a kind that it does not take: a link to it was attached instead.";

    private static string Linked(DraftFile file) => $"{(file.Description.Length > 0 ? file.Description + "\n" : "")}{file.Name}: {file.Link}";

    private static string Title(DraftFile file) => Renderer.CutTo(Path.GetFileNameWithoutExtension(file.Name) is { Length: > 0 } name ? name : "File", LongestTitle);

    private static string Name(DraftFile file) => Renderer.CutTo(file.Name, 255);

    private static string Shown(JsonObject note, int size)
    {
        var shown = note.DeepClone().AsObject();
        shown["documentbody"] = $"… {size:N0} bytes …";
        return JsonParts.Written(shown);
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
}
