using System.Text;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;
using static Liaison.Tests.Connectors.Dynamics.DynamicsBench;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsNotesTest
{
    [Theory, Trait("row", "A144"), Trait("row", "A147")]
    [InlineData(1_000, 20_000_000)]
    [InlineData(9_500_000, 20_000_000)]
    [InlineData(0, 5_242_880)]
    public async Task A_recording_small_or_large_is_attached_byte_for_byte(int size, int limit)
    {
        await using var bench = await DynamicsBench.Start($"maxUploadFileSize={limit}");
        var (call, bytes) = (await Call(bench), Bytes(size));
        bench.Files["att_1"] = bytes;
        Value(await bench.Open().Attach(call, File("Recording \"1\".mp3", size), bench.Calls, Cancel));
        var note = Assert.Single(await bench.Rows("annotation"));
        Assert.Equal($"phonecalls({call})", note.GetProperty("objectid").GetString());
        Assert.Equal(bytes, size == 0 ? [] : await bench.Sandbox.Http.GetByteArrayAsync($"/dynamics/control/files/{note.GetProperty("id").GetString()}"));
        Assert.All(bench.Calls.Exchanges, exchange => Assert.True(exchange.Request.Length < 20_000));
    }

    [Theory, Trait("row", "A144")]
    [InlineData(4_000, 4_000, "call.wav")]
    [InlineData(0, 3_000_000, "call.wav")]
    [InlineData(100, 100, "tool.exe")]
    public async Task A_file_that_the_environment_does_not_take_leaves_a_link(int said, int size, string name)
    {
        await using var bench = await DynamicsBench.Start(size == 3_000_000 ? "maxUploadFileSize=2000000" : "maxUploadFileSize=4000");
        var call = await Call(bench);
        bench.Files["att_1"] = Bytes(size);
        Value(await bench.Open().Attach(call, File(name, said), bench.Calls, Cancel));
        var note = Assert.Single(await bench.Rows("annotation"));
        Assert.Contains("https://hub.example/files/att_1", note.GetProperty("notetext").GetString(), StringComparison.Ordinal);
        Assert.False(note.TryGetProperty("filesize", out _));
    }

    [Fact, Trait("row", "A144"), Trait("row", "A147")]
    public async Task Notes_become_a_note_and_a_transcript_a_file()
    {
        await using var bench = await DynamicsBench.Start();
        var call = await Call(bench);
        bench.Files["att_1"] = Encoding.UTF8.GetBytes("She <b>called</b> about\nthe roof");
        Value(await bench.Open().Attach(call, File("Contact details", 0, asNote: true), bench.Calls, Cancel));
        bench.Files["att_1"] = Encoding.UTF8.GetBytes(new string('x', 100_001));
        Value(await bench.Open().Attach(call, File("Transcript.txt", 0, asNote: true) with { Key = "dlv_2", File = File("Transcript.txt", 0, asNote: true).File! with { Attachment = "att_1" } }, bench.Calls, Cancel));
        Assert.Equal("She <b>called</b> about\nthe roof", Assert.Single(await bench.Rows("annotation", "subject=Contact details")).GetProperty("notetext").GetString());
    }

    [Theory, InlineData(1_000), InlineData(2_500_000)]
    public async Task A_file_whose_answer_was_lost_is_found_and_not_attached_twice(int size)
    {
        await using var bench = await DynamicsBench.Start("maxUploadFileSize=20000000");
        var (call, draft) = (await Call(bench), File("a.txt", size));
        bench.Files["att_1"] = Bytes(size);
        var connector = bench.Open();
        Assert.Null(Found(await connector.Find(draft, call, null, bench.Time.GetUtcNow(), bench.Calls, Cancel)));
        await bench.Fault(new { kind = "drop-reply", table = "annotation", operation = size > 1_000_000 ? "blocks" : "upsert", count = 1 });
        Assert.True(Fault(await connector.Attach(call, draft, bench.Calls, Cancel)).InDoubt);
        if (size < 1_000_000)
        {
            Assert.Equal(call, Found(await connector.Find(draft, call, null, bench.Time.GetUtcNow(), bench.Calls, Cancel))!.Record);
        }

        Value(await connector.Attach(call, draft, bench.Calls, Cancel));
        Assert.Equal(size, Assert.Single(await bench.Rows("annotation")).GetProperty("filesize").GetInt32());
        Assert.NotNull(Found(await connector.Find(draft, call, null, bench.Time.GetUtcNow(), bench.Calls, Cancel)));
    }

    [Fact]
    public async Task A_file_that_is_gone_and_a_record_that_is_none_are_told()
    {
        await using var bench = await DynamicsBench.Start();
        Assert.Equal("file-gone", Fault(await bench.Open().Attach(await Call(bench), File("a.txt", 10), bench.Calls, Cancel)).Code);
        Assert.Equal(FaultKind.NotFound, Fault(await bench.Open().Attach("000001", File("a.txt", 10), bench.Calls, Cancel)).Kind);
    }

    private static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(at => (byte)(at * 7))];

    private static async Task<string> Call(DynamicsBench bench) => (await bench.Sandbox.Create("phonecalls", new { subject = "Call" })).ToString("D");

    private static Draft File(string name, int size, bool asNote = false) => new()
    {
        RecordType = "phonecall", Reference = "phonecall", Key = "dlv_1", TriggeredAt = DateTimeOffset.UnixEpoch,
        File = new DraftFile("att_1", name, "Recording, part 1", "audio/mpeg", size, "https://hub.example/files/att_1", asNote),
    };
}
