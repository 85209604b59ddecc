using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Liaison.Sandbox.VirtualObserver.Faults;
using Liaison.Sandbox.VirtualObserver.Ftp;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Feeds;

/// <summary>Recordings in their parts, what lies beside them, and transcripts, by FTP.</summary>
public sealed class FileFeedTest(PostgresFixture postgres)
{
    private const string Day = "2026-03-02T";
    private static readonly byte[] First = Enumerable.Range(0, 40_000).Select(n => (byte)n).ToArray();
    private static readonly byte[] Second = Enumerable.Range(0, 25_000).Select(n => (byte)(n * 7)).ToArray();

    [Fact, Trait("row", "A157"), Trait("row", "A155"), Trait("row", "A158"), Trait("row", "A159"), Trait("row", "A164")]
    public async Task When_a_call_ends_each_part_of_its_recording_goes_up_with_a_file_that_says_when_it_was_paused()
    {
        await using var feed = await FeedFloor.WithFiles(postgres);
        var call = Facts.Call();
        await feed.Tell([.. call.Take(7)]);
        await feed.Tell(
            Of("recording", "p1", "09:00:10Z", new { key = "r1", name = "r1.wav", contentType = "audio/wav", part = 1, startedAt = $"{Day}09:00:10Z", seconds = 110 }),
            Of("recording.paused", "b1", "09:02:00Z", new { who = "Jane Roe" }), Of("recording.resumed", "b2", "09:02:30Z", new { }),
            Of("recording", "p2", "09:02:30Z", new { key = "r2", name = "r2.wav", contentType = "audio/wav", part = 2, startedAt = $"{Day}09:02:30Z", seconds = 150.5 }));
        await feed.Upload("call-1", "r1", 1, First);
        await feed.Upload("call-1", "r2", 2, Second);
        Assert.Empty(feed.Stored);
        await feed.Tell([.. call.Skip(7)]);
        await feed.Settled();
        var stored = feed.Stored;
        var parts = stored.Keys.Where(p => p.EndsWith(".wav", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, parts.Count);
        Assert.Equal(First, stored[parts[0]]);
        Assert.Equal(Second, stored[parts[1]]);
        Assert.All(parts, p => Assert.StartsWith("/recordings/2026-03-02/ses_", p, StringComparison.Ordinal));
        var beside = JsonNode.Parse(stored[parts[1] + ".json"])!;
        Assert.Equal(("call-1", "+442079460018", "Housing"), ((string?)beside["callId"], (string?)beside["ani"], (string?)beside["queue"]));
        Assert.Equal((2, 2, 2), ((int)beside["recording"]!["part"]!, (int)beside["recording"]!["place"]!, (int)beside["recording"]!["parts"]!));
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(Second)), Second.Length), ((string?)beside["recording"]!["sha256"], (int)beside["recording"]!["bytes"]!));
        Assert.Equal(("Jane Roe", "jane.roe@norchester.example"), ((string?)beside["agents"]![0]!["name"], ((string?)beside["agents"]![0]!["email"])!.ToLowerInvariant()));
        var pause = Assert.Single(beside["pauses"]!.AsArray())!;
        Assert.Equal(("both", $"{Day}09:02:00Z", $"{Day}09:02:30Z", "Jane Roe"), ((string?)pause["what"], (string?)pause["from"], (string?)pause["to"], (string?)pause["by"]));
        Assert.Equal(2 * 2 + 1, stored.Count);
    }

    [Fact, Trait("row", "A156"), Trait("row", "A155")]
    public async Task A_pause_within_a_part_is_told_in_seconds_and_one_that_becomes_known_late_is_told_again()
    {
        await using var feed = await FeedFloor.WithFiles(postgres);
        await feed.Tell([.. Facts.Call().Take(11), Of("recording", "p1", "09:00:10Z", new { key = "r1", name = "r1.wav", contentType = "audio/wav", startedAt = $"{Day}09:00:10Z", seconds = 290 })]);
        await feed.Upload("call-1", "r1", 1, First);
        await feed.Settled();
        Assert.Empty(Beside(feed)["pauses"]!.AsArray());
        await feed.Tell(Of("recording.paused", "b1", "09:01:00Z", new { what = "screen" }), Of("recording.resumed", "b2", "09:01:20.5Z", new { what = "screen" }));
        await feed.Settled();
        var pause = Assert.Single(Beside(feed)["pauses"]!.AsArray())!;
        Assert.Equal(("screen", 50.0, 70.5), ((string?)pause["what"], (double)pause["fromSecond"]!, (double)pause["toSecond"]!));
        Assert.Single(feed.Stored.Keys, p => p.EndsWith(".wav", StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A167")]
    public async Task Recordings_and_transcripts_have_a_switch_each_and_a_late_line_is_in_the_transcript()
    {
        await using var feed = await FeedFloor.WithFiles(postgres, new { sendRecordings = false });
        await feed.Tell([.. Facts.Call()]);
        await feed.Upload("call-1", "rec-1", 1, First);
        await feed.Settled();
        var (path, text) = Assert.Single(feed.Stored);
        Assert.StartsWith("/transcripts/2026-03-02/ses_", path, StringComparison.Ordinal);
        Assert.Contains("My boiler is out.", Encoding.UTF8.GetString(text), StringComparison.Ordinal);
        await feed.Tell(Of("said", "late", "09:04:00Z", new { lines = new[] { new { speaker = "agent", text = "Somebody will come." } } }));
        await feed.Settled();
        Assert.Contains("Somebody will come.", Encoding.UTF8.GetString(Assert.Single(feed.Stored).Value), StringComparison.Ordinal);

        await using var other = await FeedFloor.WithFiles(postgres, new { sendTranscripts = false, sidecars = false });
        await other.Tell([.. Facts.Call()]);
        await other.Upload("call-1", "rec-1", 1, First);
        await other.Settled();
        Assert.EndsWith(".wav", Assert.Single(other.Stored).Key, StringComparison.Ordinal);
    }

    [Theory, Trait("row", "A157"), Trait("row", "A201"), InlineData(FaultKind.DropReply, "rnto"), InlineData(FaultKind.DieMidFile, null), InlineData(FaultKind.LoseBytes, null)]
    public async Task Whatever_happens_on_the_way_the_file_is_there_once_and_whole(FaultKind kind, string? command)
    {
        await using var feed = await FeedFloor.WithFiles(postgres, new { sendTranscripts = false, sidecars = false });
        feed.StandIn.Faults.Add(new FaultSwitch { Kind = kind, Operation = command, Bytes = 20_000, Count = 1 });
        await feed.Tell([.. Facts.Call()]);
        await feed.Upload("call-1", "rec-1", 1, First);
        await feed.Settled();
        var (path, bytes) = Assert.Single(feed.Stored);
        Assert.EndsWith(".wav", path, StringComparison.Ordinal);
        Assert.Equal(First, bytes);
    }

    [Fact, Trait("row", "A157"), Trait("row", "A160")]
    public async Task However_many_files_wait_for_a_slow_server_events_go_on()
    {
        await using var feed = await FeedFloor.WithFiles(postgres, new { sendRecordings = false, sendEvents = true, filesAtOnce = 1 });
        feed.StandIn.Faults.Add(new FaultSwitch { Kind = FaultKind.Slow, Operation = "stor", Milliseconds = 2_000 });
        await feed.Tell([.. Enumerable.Range(1, 150).SelectMany(n => Facts.Call($"call-{n}").Take(11))]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        // A contact's files are due when it has come to rest; then they take all the room that they are given.
        while (await feed.Floor.Hub.Sql<long>("select count(*) from queue where reference = 'feed-file' and state = 1") < 48)
        {
            await Task.Delay(50, patience.Token);
        }
        await feed.Tell([.. Facts.Call("call-late").Take(11)]);
        while (!feed.Observer.Events.Any(e => (string?)e.Body["item"]!["CallID"] == "call-late" && e.State == "closed"))
        {
            await Task.Delay(50, patience.Token);
        }
        Assert.True(await feed.Floor.Hub.Sql<long>("select count(*) from queue where reference = 'feed-file'") > 50);
    }

    [Fact, Trait("row", "A165")]
    public async Task With_SSL_nothing_goes_in_the_clear_and_without_it_a_server_that_asks_for_it_is_a_plain_refusal()
    {
        await using var feed = await FeedFloor.WithFiles(postgres, new { sendTranscripts = false });
        feed.StandIn.Use(feed.StandIn.Settings with { TlsRequired = true });
        Assert.Equal(422, (await feed.Save(feed.Files, expected: 422)).Status);
        var secured = JsonNode.Parse(Liaison.Core.Shared.Json.Write(feed.Files))!.AsObject();
        (secured["ftpSsl"], secured["pinnedCertificate"]) = (true, OwnCertificate.Fingerprint(feed.StandIn.Certificate));
        await feed.Save(secured);
        await feed.Tell([.. Facts.Call()]);
        await feed.Upload("call-1", "rec-1", 1, First);
        await feed.Settled();
        Assert.Equal(First, Assert.Single(feed.Stored, f => f.Key.EndsWith(".wav", StringComparison.Ordinal)).Value);
    }

    private static JsonObject Of(string type, string id, string time, object data) => Facts.Of(type, "call-1", id, Day + time, data);

    private static JsonNode Beside(FeedFloor feed) => JsonNode.Parse(Assert.Single(feed.Stored, f => f.Key.EndsWith(".json", StringComparison.Ordinal)).Value)!;
}
