using System.Text;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Attaches files and notes. A file is saved and linked with one call, since its first place of publishing may be the record itself; a note where the organisation has enhanced notes,
/// else an old one. Our key stands in the description, so that a file whose answer was lost is found and not attached twice.
/// </summary>
internal sealed class SalesforceFiles(SalesforceClient client, SalesforceSchema schema, CallAllowance allowance, Func<string, CancellationToken, Task<Stream?>> open)
{
    /// <summary>Up to here a file travels inside JSON; above it is streamed.</summary>
    private const long Small = 256 * 1024;

    /// <summary>The vendor's bound for one file sent as a form.</summary>
    private const long Largest = 2L * 1024 * 1024 * 1024;

    private const int LongestNote = 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(9);

    public async Task<Outcome<Written>> Attach(string record, DraftFile file, Calls calls, CancellationToken cancel)
    {
        if (SalesforceId.Long(record) is not { } id)
        {
            return new Fault(FaultKind.NotFound, $"“{record}” is no id of a record in Salesforce.", Code: "MALFORMED_ID");
        }
        if (allowance.Spent() is { } spent)
        {
            return spent;
        }
        if (file.Size > Largest)
        {
            return new Fault(FaultKind.Validation, $"{file.Name} has {file.Size:N0} bytes; Salesforce takes 2 GB.", Field: "VersionData", Code: "too-large");
        }
        return file.AsNote && file.Size <= LongestNote ? await Note(id, file, calls, cancel) : await Upload(id, file, calls, cancel);
    }

    /// <summary>What became of a file whose answer was lost: the record's files are read, and looked through for our key.</summary>
    public async Task<Outcome<Written?>> Find(string record, DraftFile file, Calls calls, CancellationToken cancel)
    {
        if (SalesforceId.Long(record) is not { } id)
        {
            return (Written?)null;
        }
        string[] queries =
        [
            $"SELECT ContentDocumentId, ContentDocument.Title, ContentDocument.Description FROM ContentDocumentLink WHERE LinkedEntityId = '{id}' ORDER BY SystemModstamp DESC LIMIT 2000",
            .. file.AsNote ? [$"SELECT Id, Title FROM Note WHERE ParentId = '{id}' LIMIT 500"] : (string[])[],
        ];
        if ((await Queries.Run(client, queries, calls, cancel)).Failed(out var fault, out var answers))
        {
            return fault with { InDoubt = true };
        }
        var there = answers[0].Items("records").Select(link => link.Part("ContentDocument")).Any(document => document is { } one
            && (one.Text("Description")?.Contains(Mark(file), StringComparison.Ordinal) == true || (file.AsNote && one.Text("Title") == Composite.Plain(Title(file, 255)))))
            || (answers.Count > 1 && answers[1].Items("records").Any(note => note.Text("Title") == Title(file, 80)));
        return there ? new Written(id, Note: "The file had been attached; the answer was lost.") : (Written?)null;
    }

    private async Task<Outcome<Written>> Upload(string record, DraftFile file, Calls calls, CancellationToken cancel)
    {
        var about = new JsonObject
        {
            ["Title"] = Title(file, 255),
            ["PathOnClient"] = Renderer.CutTo(file.Name, 500),
            ["Description"] = Description(file),
            ["FirstPublishLocationId"] = record,
        };
        if (file.Size <= Small)
        {
            await using var bytes = await open(file.Attachment, cancel);
            if (bytes is null)
            {
                return Gone(file);
            }
            using var whole = new MemoryStream();
            await bytes.CopyToAsync(whole, cancel);
            about["VersionData"] = Convert.ToBase64String(whole.GetBuffer(), 0, (int)whole.Length);
            return Linked(record, await client.Ask(SalesforceCall.Post("/sobjects/ContentVersion", about, writes: true) with { Shown = Shown(about, whole.Length) }, calls, cancel));
        }
        await using (var there = await open(file.Attachment, cancel))
        {
            if (there is null)
            {
                return Gone(file);
            }
        }
        // Each try opens the file afresh: after a renewed token it is sent from its beginning.
        var call = new SalesforceCall(HttpMethod.Post, "/sobjects/ContentVersion", Writes: true)
        {
            Content = () => Form(about, file, open),
            Shown = Shown(about, file.Size),
            Time = Longest,
        };
        return Linked(record, await client.Ask(call, calls, cancel));
    }

    private async Task<Outcome<Written>> Note(string record, DraftFile file, Calls calls, CancellationToken cancel)
    {
        string text;
        await using (var bytes = await open(file.Attachment, cancel))
        {
            if (bytes is null)
            {
                return Gone(file);
            }
            using var reader = new StreamReader(bytes, Encoding.UTF8);
            text = await reader.ReadToEndAsync(cancel);
        }
        var enhanced = await schema.Known("ContentNote", calls, cancel);
        if (enhanced.Failed(out var fault, out _) && fault.Kind != FaultKind.SchemaDrift)
        {
            return fault;
        }
        return fault is null ? await EnhancedNote(record, file, text, calls, cancel) : await OldNote(record, file, text, calls, cancel);
    }

    private async Task<Outcome<Written>> EnhancedNote(string record, DraftFile file, string text, Calls calls, CancellationToken cancel)
    {
        CompositePart[] parts =
        [
            new(HttpMethod.Post, "/sobjects/ContentNote", "note", new JsonObject { ["Title"] = Composite.Plain(Title(file, 255)), ["Content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(NoteHtml(text))) }),
            new(HttpMethod.Post, "/sobjects/ContentDocumentLink", "link", new JsonObject { ["ContentDocumentId"] = "@{note.id}", ["LinkedEntityId"] = record, ["ShareType"] = "V" }),
        ];
        return (await Composite.Send(client, parts, allOrNone: true, writes: true, calls, cancel)).Match<Outcome<Written>>(
            answers => (answers.FirstOrDefault(answer => !answer.IsSuccess && !answer.Errors.All(error => error.IsCollateral)) ?? answers.FirstOrDefault(answer => !answer.IsSuccess)) is { } wrong
                ? wrong.Fault(writes: true) : new Written(record, Note: "It is attached as a note."),
            fault => fault);
    }

    private async Task<Outcome<Written>> OldNote(string record, DraftFile file, string text, Calls calls, CancellationToken cancel)
    {
        const int Most = 32_000;
        var note = new JsonObject { ["ParentId"] = record, ["Title"] = Title(file, 80), ["Body"] = Renderer.CutTo(text, Most) };
        var written = Linked(record, await client.Ask(SalesforceCall.Post("/sobjects/Note", note, writes: true), calls, cancel));
        return text.Length <= Most ? written : written.Match<Outcome<Written>>(done => done with { Note = $"The note was cut from {text.Length:N0} to {Most:N0} characters." }, fault => fault);
    }

    /// <summary>What an agent typed stays text: none of it becomes markup.</summary>
    internal static string NoteHtml(string text) => string.Concat(text.ReplaceLineEndings("\n").Split('\n').Select(line =>
        $"<p>{line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</p>"));

    private static HttpContent Form(JsonObject about, DraftFile file, Func<string, CancellationToken, Task<Stream?>> open) => new FileForm(about.ToJsonString(SalesforceWire.Json), file.Name, file.Size, cancel => open(file.Attachment, cancel));

    private static Outcome<Written> Linked(string record, Outcome<System.Text.Json.JsonElement> saved) => saved.Match<Outcome<Written>>(
        answer => SalesforceId.Long(answer.Text("id")) is not null ? new Written(record) : SalesforceErrors.NoAnswer("Salesforce's answer does not say under which id the file was saved.", writes: true), fault => fault);

    private static string Title(DraftFile file, int most) => Renderer.CutTo(Path.GetFileNameWithoutExtension(file.Name) is { Length: > 0 } name ? name : "File", most);

    private static string Description(DraftFile file) => Renderer.CutTo(file.Description, 900) is { Length: > 0 } said ? $"{said}\n{Mark(file)}" : Mark(file);

    private static string Mark(DraftFile file) => OurKey.Mark(file.Attachment);

    private static string Shown(JsonObject about, long size)
    {
        var shown = about.DeepClone().AsObject();
        shown["VersionData"] = $"… {size:N0} bytes …";
        return shown.ToJsonString(SalesforceWire.Json);
    }

    private static Fault Gone(DraftFile file) => new(FaultKind.NotFound, $"The file {file.Name} is not here any more.", Code: "file-gone");
}
