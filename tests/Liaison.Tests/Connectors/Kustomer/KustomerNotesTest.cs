using System.Text;
using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;
using static Liaison.Tests.Connectors.Kustomer.KustomerBench;

namespace Liaison.Tests.Connectors.Kustomer;

/// <summary>A text that takes several notes, and later fewer.</summary>
public sealed class KustomerNotesTest
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_note_that_became_shorter_leaves_no_old_part_as_if_it_were_true(bool unique)
    {
        await using var bench = await KustomerBench.Start($"uniqueExternalIds={unique}");
        var record = await Noted(bench, null, Long(3));
        Assert.Equal(3, (await Bodies(bench, record)).Count);
        await Noted(bench, record, Long(2));
        Assert.Equal([.. TimelineNotes.Split(Long(2)), TimelineNotes.Withdrawn], await Bodies(bench, record));
        await Noted(bench, record, "Only this.");
        Assert.Equal(["Only this.", TimelineNotes.Withdrawn, TimelineNotes.Withdrawn], await Bodies(bench, record));
        await Noted(bench, record, Long(3));
        Assert.Equal(TimelineNotes.Split(Long(3)), await Bodies(bench, record));
    }

    [Fact]
    public async Task A_note_that_is_cleared_is_taken_back_and_one_that_is_left_out_stays()
    {
        await using var bench = await KustomerBench.Start();
        var record = await Noted(bench, null, Long(2));
        Value(await bench.Open().WriteTogether([Write("activity", "conversation", "1-conversation", ("note", null), ("priority", "4")) with { Record = record }], bench.Calls, Cancel));
        Assert.Equal(TimelineNotes.Split(Long(2)), await Bodies(bench, record));
        await Noted(bench, record, "");
        Assert.Equal([TimelineNotes.Withdrawn, TimelineNotes.Withdrawn], await Bodies(bench, record));
    }

    [Fact]
    public async Task Other_notes_of_the_conversation_stay_as_they_are()
    {
        await using var bench = await KustomerBench.Start();
        var record = await Noted(bench, null, Long(2));
        var id = record.Split('.')[0];
        foreach (var key in (string?[])[null, "1-conversation-note-two", "1-conversation-note-3-note-2", "2-conversation-note-2", "1-conversation-note--2"])
        {
            await bench.Make("note", key is null ? new { conversation = id, body = "theirs" } : (object)new { conversation = id, body = "theirs", externalId = key });
        }
        await Noted(bench, record, "Only this.");
        var bodies = (await bench.Records("note", "conversation=" + id)).Select(note => (string?)note["attributes"]!["body"]).ToList();
        Assert.Equal((5, 1, 1), (bodies.Count(body => body == "theirs"), bodies.Count(body => body == "Only this."), bodies.Count(body => body == TimelineNotes.Withdrawn)));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task A_lost_answer_on_the_way_leaves_each_part_there_once(int times)
    {
        await using var bench = await KustomerBench.Start();
        var record = await Noted(bench, null, Long(4));
        for (var lost = 0; lost < times; lost++)
        {
            await bench.Fault(new { kind = "drop-reply", resource = "notes", operation = "update", count = 1 });
            Assert.True(Fault(await Send(bench, record, "Only this.")).InDoubt);
        }
        await Noted(bench, record, "Only this.");
        Assert.Equal(["Only this.", TimelineNotes.Withdrawn, TimelineNotes.Withdrawn, TimelineNotes.Withdrawn], await Bodies(bench, record));
    }

    [Fact]
    public async Task Written_again_the_shorter_one_changes_nothing()
    {
        await using var bench = await KustomerBench.Start();
        var record = await Noted(bench, null, Long(3));
        await Noted(bench, record, "Only this.");
        var before = (await bench.Records("note")).Select(note => note.ToJsonString()).ToList();
        await Noted(bench, record, "Only this.");
        Assert.Equal(before, (await bench.Records("note")).Select(note => note.ToJsonString()));
    }

    [Fact]
    public async Task A_long_transcript_whose_second_note_was_refused_is_continued_and_not_begun_anew()
    {
        await using var bench = await KustomerBench.Start();
        const string Talk = "5f4003110000000000000001";
        bench.Files["att_1"] = Encoding.UTF8.GetBytes(Long(3));
        var draft = bench.Draft("conversation", "dlv_1") with { File = new DraftFile("att_1", "transcript.txt", "Transcript", "text/plain", 0, "", AsNote: true) };
        await bench.Fault(new { kind = "throttle", resource = "conversations", operation = "create", after = 1, count = 1 });
        var connector = bench.Open();
        while ((await connector.Attach(Talk, draft, bench.Calls, Cancel)) is Liaison.Core.Shared.Outcome<Written>.Failure)
        {
        }
        Value(await connector.Attach(Talk, draft, bench.Calls, Cancel));
        Assert.Equal(TimelineNotes.Split(Long(3)), (await bench.Records("note", "conversation=" + Talk)).Select(note => (string)note["attributes"]!["body"]!));
    }

    /// <summary>A text that takes so many notes.</summary>
    private static string Long(int parts)
    {
        var text = string.Join('\n', Enumerable.Range(1, parts * 250).Select(line => $"{line:D4}: the bins were not taken again"));
        Assert.Equal(parts, TimelineNotes.Split(text).Count);
        return text;
    }

    private static async Task<string> Noted(KustomerBench bench, string? record, string note) => Value(await Send(bench, record, note))[^1].Record;

    private static Task<Liaison.Core.Shared.Outcome<IReadOnlyList<Written>>> Send(KustomerBench bench, string? record, string note) => bench.Open().WriteTogether(
        record is null ? Talk("1", "+442079460777", ("name", "Chat"), ("note", note)) : [Write("activity", "conversation", "1-conversation", ("note", note)) with { Record = record }], bench.Calls, Cancel);

    private static async Task<IReadOnlyList<string>> Bodies(KustomerBench bench, string record) => [.. (await bench.Records("note", "conversation=" + record.Split('.')[0]))
        .OrderBy(note => (string?)note["attributes"]!["externalId"], StringComparer.Ordinal).Select(note => (string)note["attributes"]!["body"]!)];
}
