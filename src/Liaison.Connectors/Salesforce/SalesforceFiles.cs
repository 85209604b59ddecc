using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Attaches files and notes. A file is saved and linked with one call, since its first place of publishing may be the record itself; a note where the organisation has enhanced notes,
/// else an old one. Our key stands in a file's description, so that one whose answer was lost is found and not attached twice; a note is known by what it says.
/// </summary>
internal sealed partial class SalesforceFiles(SalesforceClient client, Descriptions<DescribedType> schema, CallAllowance allowance, Func<string, CancellationToken, Task<Stream?>> open)
{
    /// <summary>Up to here a file travels inside JSON; above it is streamed.</summary>
    private const long Small = 256 * 1024;

    /// <summary>The vendor's bound for one file sent as a form.</summary>
    private const long Largest = 2L * 1024 * 1024 * 1024;

    private const int LongestNote = 1024 * 1024;
    private const int LongestOldNote = 32_000;

    /// <summary>So many notes of one title are read to find ours, the latest first.</summary>
    private const int MostNotes = 5;

    private const string Found = "The file had been attached; the answer was lost.";
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
        if (file.AsNote && file.Size <= LongestNote)
        {
            return await FindNote(id, file, calls, cancel);
        }
        var query = $"SELECT ContentDocumentId, ContentDocument.Description FROM ContentDocumentLink WHERE LinkedEntityId = '{id}' ORDER BY SystemModstamp DESC LIMIT 2000";
        if ((await Queries.Run(client, [query], calls, cancel)).Failed(out var fault, out var answers))
        {
            return fault with { InDoubt = true };
        }
        return answers[0].Items("records").Any(link => link.Part("ContentDocument")?.Text("Description")?.Contains(Mark(file), StringComparison.Ordinal) == true) ? new Written(id, Note: Found) : (Written?)null;
    }

    /// <summary>
    /// A note has no room for our key, and an earlier one of the same conversation has the same title: ours is the one that says what ours says. Letters alone are compared, since the vendor
    /// tidies what stands around them.
    /// </summary>
    private async Task<Outcome<Written?>> FindNote(string record, DraftFile file, Calls calls, CancellationToken cancel)
    {
        if (await Text(file, cancel) is not { } text)
        {
            return (Written?)null;
        }
        string[] queries =
        [
            $"SELECT ContentDocumentId, ContentDocument.Title, ContentDocument.FileType FROM ContentDocumentLink WHERE LinkedEntityId = '{record}' ORDER BY SystemModstamp DESC LIMIT 2000",
            $"SELECT Id, Title, Body FROM Note WHERE ParentId = '{record}' ORDER BY LastModifiedDate DESC LIMIT 50",
        ];
        if ((await Queries.Run(client, queries, calls, cancel)).Failed(out var fault, out var answers))
        {
            return fault with { InDoubt = true };
        }
        if (answers[1].Items("records").Any(note => note.Text("Title") == Title(file, 80) && Letters(note.Text("Body") ?? "") == Letters(Renderer.CutTo(text, LongestOldNote))))
        {
            return new Written(record, Note: Found);
        }
        var wanted = Letters(Bare(NoteHtml(text)));
        foreach (var link in answers[0].Items("records").Where(link => link.Part("ContentDocument") is { } document && document.Text("FileType") == "SNOTE" && document.Text("Title") == Composite.Plain(Title(file, 255))).Take(MostNotes))
        {
            if ((await client.Send(new SalesforceCall(HttpMethod.Get, $"/sobjects/ContentNote/{link.Text("ContentDocumentId")}/Content"), calls, cancel)).Failed(out fault, out var reply))
            {
                return fault with { InDoubt = true };
            }
            if (Letters(Bare(Encoding.UTF8.GetString(reply.Body.Span))) == wanted)
            {
                return new Written(record, Note: Found);
            }
        }
        return (Written?)null;
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
        if (await Text(file, cancel) is not { } text)
        {
            return Gone(file);
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
        var note = new JsonObject { ["ParentId"] = record, ["Title"] = Title(file, 80), ["Body"] = Renderer.CutTo(text, LongestOldNote) };
        var written = Linked(record, await client.Ask(SalesforceCall.Post("/sobjects/Note", note, writes: true), calls, cancel));
        return text.Length <= LongestOldNote ? written : written.Match<Outcome<Written>>(done => done with { Note = $"The note was cut from {text.Length:N0} to {LongestOldNote:N0} characters." }, fault => fault);
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

    private static string Bare(string html) => WebUtility.HtmlDecode(Markup().Replace(html, ""));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Markup();

    /// <summary>What an agent typed stays text: none of it becomes markup.</summary>
    internal static string NoteHtml(string text) => string.Concat(text.ReplaceLineEndings("\n").Split('\n').Select(line =>
        $"<p>{line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</p>"));

    /// <summary>What it is, and its bytes (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_insert_update_blob.htm).</summary>
    private static HttpContent Form(JsonObject about, DraftFile file, Func<string, CancellationToken, Task<Stream?>> open) =>
        new FileForm([new FormPart("entity_content", JsonParts.Written(about), "application/json")], "VersionData", file.Name, "application/octet-stream", file.Size, cancel => open(file.Attachment, cancel));

    private static Outcome<Written> Linked(string record, Outcome<System.Text.Json.JsonElement> saved) => saved.Match<Outcome<Written>>(
        answer => SalesforceId.Long(answer.Text("id")) is not null ? new Written(record) : SalesforceErrors.NoAnswer("Salesforce's answer does not say under which id the file was saved.", writes: true), fault => fault);

    private static string Title(DraftFile file, int most) => Renderer.CutTo(Path.GetFileNameWithoutExtension(file.Name) is { Length: > 0 } name ? name : "File", most);

    private static string Description(DraftFile file) => Renderer.CutTo(file.Description, 900) is { Length: > 0 } said ? $"{said}\n{Mark(file)}" : Mark(file);

    private static string Mark(DraftFile file) => OurKey.Mark(file.Attachment);

    private static string Shown(JsonObject about, long size)
    {
        var shown = about.DeepClone().AsObject();
        shown["VersionData"] = $"… {size:N0} bytes …";
        return shown.ToJsonString(JsonParts.Json);
    }

    private static Fault Gone(DraftFile file) => new(FaultKind.NotFound, $"The file {file.Name} is not here any more.", Code: "file-gone");
}
