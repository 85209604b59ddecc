using System.Text;
using Liaison.Connectors.Kustomer;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerFilesTest
{
    private const string Talk = "5f400311000000000000" + "0001";

    [Fact, Trait("row", "A74")]
    public async Task A_file_hangs_on_a_note_of_the_conversation_byte_for_byte()
    {
        await using var bench = await KustomerBench.Start();
        bench.Files["att_1"] = Encoding.UTF8.GetBytes("The bins were not taken — again.");
        Value(await bench.Open().Attach(Talk, Draft(bench, new DraftFile("att_1", "Transcript \"1\".txt", "Transcript", "text/plain", 0, "https://hub.example/f/1")), bench.Calls, Cancel));
        var note = Assert.Single(await bench.Records("note", "conversation=" + Talk));
        Assert.Equal("Transcript\nhttps://hub.example/f/1", (string?)note["attributes"]!["body"]);
        var file = Assert.Single(await bench.Records("attachment"));
        Assert.True((bool)file["attributes"]!["uploaded"]!);
        Assert.Equal(bench.Files["att_1"], await bench.Http.GetByteArrayAsync(new Uri(bench.Http.BaseAddress!, $"control/files/{file["id"]}"), Cancel));
    }

    [Fact]
    public async Task The_signed_form_and_the_key_are_in_no_log_and_the_key_does_not_go_to_the_storage()
    {
        await using var bench = await KustomerBench.Start();
        bench.Files["att_1"] = "text"u8.ToArray();
        Value(await bench.Open().Attach(Talk, Draft(bench, new DraftFile("att_1", "a.txt", "", "text/plain", 4, "")), bench.Calls, Cancel));
        var log = string.Concat(bench.Calls.Exchanges);
        Assert.DoesNotContain(KustomerBench.Key, log, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Policy", log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_that_has_run_out_is_asked_for_again_once()
    {
        await using var bench = await KustomerBench.Start();
        bench.Files["att_1"] = "text"u8.ToArray();
        await bench.Fault(new { kind = "upload-denied", count = 1 });
        Value(await bench.Open().Attach(Talk, Draft(bench, new DraftFile("att_1", "a.txt", "", "text/plain", 4, "")), bench.Calls, Cancel));
        Assert.Single(await bench.Records("note", "conversation=" + Talk));
        await bench.Fault(new { kind = "upload-denied" });
        Assert.Equal(FaultKind.Unavailable, Fault(await bench.Open().Attach(Talk, Draft(bench, new DraftFile("att_1", "a.txt", "", "text/plain", 4, "")) with { Key = "dlv_2" }, bench.Calls, Cancel)).Kind);
    }

    [Fact]
    public async Task What_is_too_large_or_empty_leaves_a_link()
    {
        await using var bench = await KustomerBench.Start();
        bench.Files["att_1"] = new byte[1024 * 1024 + 1];
        bench.Files["att_2"] = [];
        var connector = bench.Open(bench.Settings with { LargestFile = 1 });
        Assert.Contains("larger than 1 MB", Value(await connector.Attach(Talk, Draft(bench, new DraftFile("att_1", "call.wav", "Recording", "audio/wav", 0, "https://hub.example/f/1")), bench.Calls, Cancel)).Note, StringComparison.Ordinal);
        Assert.Contains("empty", Value(await connector.Attach(Talk, Draft(bench, new DraftFile("att_2", "b.txt", "", "text/plain", 0, "https://hub.example/f/2")) with { Key = "dlv_2" }, bench.Calls, Cancel)).Note, StringComparison.Ordinal);
        Assert.Equal(["Recording\nhttps://hub.example/f/1", "b.txt\nhttps://hub.example/f/2"], (await bench.Records("note", "conversation=" + Talk)).Select(note => (string?)note["attributes"]!["body"]).Order(StringComparer.Ordinal));
        Assert.Empty(await bench.Records("attachment"));
    }

    [Fact]
    public async Task A_lost_answer_is_looked_up_among_the_notes()
    {
        await using var bench = await KustomerBench.Start();
        bench.Files["att_1"] = "She likes tea."u8.ToArray();
        var draft = Draft(bench, new DraftFile("att_1", "Contact details", "", "text/plain", 0, "", AsNote: true));
        var connector = bench.Open();
        Assert.Null(Dynamics.DynamicsBench.Found(await connector.Find(draft, Talk, null, bench.Time.GetUtcNow(), bench.Calls, Cancel)));
        await bench.Fault(new { kind = "drop-reply", operation = "create", count = 1 });
        Assert.True(Fault(await connector.Attach(Talk, draft, bench.Calls, Cancel)).InDoubt);
        Assert.NotNull(Dynamics.DynamicsBench.Found(await connector.Find(draft, Talk, null, bench.Time.GetUtcNow(), bench.Calls, Cancel)));
        Assert.Equal("She likes tea.", (string?)Assert.Single(await bench.Records("note", "conversation=" + Talk))["attributes"]!["body"]);
    }

    [Fact]
    public async Task Files_go_to_conversations_only_and_one_that_is_gone_is_told()
    {
        await using var bench = await KustomerBench.Start();
        var draft = Draft(bench, new DraftFile("att_9", "a.txt", "", "text/plain", 4, ""));
        Assert.Equal("file-gone", Fault(await bench.Open().Attach(Talk, draft, bench.Calls, Cancel)).Code);
        Assert.Equal("no-timeline", Fault(await bench.Open().Attach(Talk, draft with { RecordType = "customer" }, bench.Calls, Cancel)).Code);
    }

    private static Draft Draft(KustomerBench bench, DraftFile file) => bench.Draft("conversation", "dlv_1") with { File = file };
}
