using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Keeps texts as notes of a conversation. A note takes 10,240 characters: a longer text becomes several, numbered, and nothing of it is lost. Each has a key of its own, by which a second try finds it again among the
/// conversation's notes; there is no other way to look a note up. When a text becomes shorter, the notes that it leaves over say so.
/// </summary>
internal sealed class TimelineNotes(KustomerClient client)
{
    public const int Longest = 10_240;

    /// <summary>Stands in a note that a text needed once and needs no more. Changing a note takes no right beyond those that writing needs, and whoever looks at the timeline sees that something stood there.</summary>
    public const string Withdrawn = "(This part is no longer needed: the text has become shorter.)";

    /// <summary>Beyond so many notes a text is a file.</summary>
    private const int MostNotes = 20;
    private const int MostPages = 10;

    /// <summary>Room for “(2 of 11)” and a line end.</summary>
    private const int Numbering = 16;

    /// <param name="files">What hangs on the first of them: id, name, type and length of each.</param>
    /// <param name="mayExist">Whether an earlier try, or an earlier conversation's end, may have written them.</param>
    /// <returns>The first note's id.</returns>
    public async Task<Outcome<string>> Keep(string conversation, string key, string text, IReadOnlyList<JsonObject> files, bool mayExist, Calls calls, CancellationToken cancel)
    {
        var parts = Split(text);
        IReadOnlyList<JsonElement> there = [];
        if (mayExist && (await Of(conversation, calls, cancel)).Failed(out var fault, out there!))
        {
            return fault;
        }
        string? first = null;
        for (var at = 0; at < parts.Count; at++)
        {
            var own = KeyOf(key, at);
            if (Among(there, own, parts[at]) is { } note)
            {
                first ??= note.Text("id");
                if ((note.Part("attributes") ?? default).Text("body") == parts[at])
                {
                    continue;
                }
                if ((await client.Write(HttpMethod.Put, $"notes/{note.Text("id")}", new JsonObject { ["conversation"] = conversation, ["body"] = parts[at] }, calls, cancel)).Failed(out fault, out _) && fault is not null)
                {
                    return fault;
                }
                continue;
            }
            var body = new JsonObject { ["body"] = parts[at], ["externalId"] = own };
            if (at == 0 && files.Count > 0)
            {
                body["attachments"] = new JsonArray([.. files]);
            }
            if ((await client.Write(HttpMethod.Post, $"conversations/{conversation}/notes", body, calls, cancel)).Failed(out fault, out var made))
            {
                return fault;
            }
            first ??= made.Text("id");
        }
        return await Withdraw(conversation, there.Where(note => PartOf(note, key) > parts.Count), calls, cancel) is { } unfinished ? unfinished : first ?? "";
    }

    /// <summary>A shorter text leaves notes behind that are true no more. Each is overwritten once; a second try finds that it was.</summary>
    private async Task<Fault?> Withdraw(string conversation, IEnumerable<JsonElement> left, Calls calls, CancellationToken cancel)
    {
        foreach (var note in left.Where(note => (note.Part("attributes") ?? default).Text("body") != Withdrawn))
        {
            if ((await client.Write(HttpMethod.Put, $"notes/{note.Text("id")}", new JsonObject { ["conversation"] = conversation, ["body"] = Withdrawn }, calls, cancel)).Failed(out var fault, out _) && fault.Kind != FaultKind.NotFound)
            {
                return fault;
            }
        }
        return null;
    }

    /// <summary>The first note of a text, if it was kept; a success with null when it was not.</summary>
    public async Task<Outcome<string?>> Find(string conversation, string key, string text, Calls calls, CancellationToken cancel)
    {
        var parts = Split(text);
        return (await Of(conversation, calls, cancel)).Match<Outcome<string?>>(there =>
        {
            var found = parts.Select((part, at) => Among(there, KeyOf(key, at), part)).ToList();
            return new Outcome<string?>.Success(found.Count > 0 && found.All(note => note is not null) ? found[0]!.Value.Text("id") : null);
        }, fault => fault);
    }

    /// <summary>A text in pieces that fit, cut at line ends or spaces where there are some.</summary>
    internal static IReadOnlyList<string> Split(string text)
    {
        if (text.Length <= Longest)
        {
            return text.Trim().Length == 0 ? [] : [text];
        }
        var pieces = new List<string>();
        for (var rest = text; rest.Length > 0;)
        {
            var piece = rest.Length <= Longest - Numbering ? rest : Piece(rest);
            pieces.Add(piece.TrimEnd());
            rest = rest[piece.Length..];
        }
        return [.. pieces.Select((piece, at) => $"({at + 1} of {pieces.Count})\n{piece}")];
    }

    /// <summary>Whether a text is too long even for notes.</summary>
    public static bool IsFile(string text) => text.Length > MostNotes * (Longest - Numbering);

    private static string Piece(string rest)
    {
        var piece = Renderer.CutTo(rest, Longest - Numbering);
        var end = piece.LastIndexOf('\n') is var line && line > Longest / 2 ? line : piece.LastIndexOf(' ');
        return end > Longest / 2 ? piece[..(end + 1)] : piece;
    }

    private static string KeyOf(string key, int at) => $"{key}-note-{at + 1}";

    /// <summary>Which part of a text a note is, from 1; 0 when it is none of it.</summary>
    private static int PartOf(JsonElement note, string key) =>
        (note.Part("attributes") ?? default).Text("externalId") is { } external && external.StartsWith(key + "-note-", StringComparison.Ordinal) && int.TryParse(external.AsSpan(key.Length + 6), NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : 0;

    // Older answers leave the external id of a note out: then the very same words are the same note.
    private static JsonElement? Among(IReadOnlyList<JsonElement> notes, string key, string text)
    {
        foreach (var note in notes)
        {
            var attributes = note.Part("attributes") ?? default;
            if (attributes.Text("externalId") is { } external ? external == key : attributes.Text("body") == text)
            {
                return note;
            }
        }
        return null;
    }

    private async Task<Outcome<IReadOnlyList<JsonElement>>> Of(string conversation, Calls calls, CancellationToken cancel)
    {
        var all = new List<JsonElement>();
        for (var page = 1; page <= MostPages; page++)
        {
            if ((await client.Get($"conversations/{conversation}/notes?page={page}&pageSize=100", calls, cancel)).Failed(out var fault, out var answer))
            {
                return fault;
            }
            var before = all.Count;
            all.AddRange(answer.Items("data"));
            if (all.Count - before < 100)
            {
                break;
            }
        }
        return all;
    }
}
