using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Feeds;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Feeds;

/// <summary>What a session's facts say of its turns and its pauses, whatever order they become known in.</summary>
public sealed class SessionTurnTest
{
    private const string Day = "2026-03-02T";

    [Fact, Trait("row", "A160")]
    public void The_turns_of_a_call_are_told_in_their_order_and_keep_their_keys_whatever_comes_late()
    {
        var facts = Facts.Call();
        var whole = SessionTurn.Of(Sum(facts));
        Assert.Equal(["new", "queued", "ringing", "active", "ended", "closed"], whole.Select(t => t.State));
        Assert.Equal(whole, SessionTurn.Of(Sum([.. facts.Reverse()])));
        for (var known = 1; known < facts.Count; known++)
        {
            Assert.Subset(whole.Select(t => t.Key).ToHashSet(), SessionTurn.Of(Sum([.. facts.Take(known)])).Select(t => t.Key).ToHashSet());
        }
    }

    [Fact, Trait("row", "A160")]
    public void A_call_that_one_agent_missed_one_passed_on_and_one_held_tells_each_turn()
    {
        var session = Sum(
            Of("started", "09:00:00Z", new { channel = "voice", direction = "inbound", queue = "Housing" }),
            Leg("offered", "09:00:05Z", "a"), Leg("left", "09:00:20Z", "a"),
            Leg("offered", "09:00:21Z", "b"), Leg("answered", "09:00:25Z", "b"), Of("state", "09:01:00Z", new { state = "onHold" }), Of("state", "09:01:30Z", new { state = "talking" }),
            Of("transferred", "09:02:00Z", new { interaction = "b", toQueue = "Repairs" }), Leg("left", "09:02:00Z", "b"),
            Leg("answered", "09:02:30Z", "c"), Leg("left", "09:05:00Z", "c"), Of("ended", "09:05:00Z", new { }));
        Assert.Equal(["new", "ringing", "queued", "ringing", "active", "held", "active", "transferred", "active", "ended"], SessionTurn.Of(session).Select(t => t.State));
        Assert.Equal([null, "a", null, "b", "b", "b", "b", null, "c", "c"], SessionTurn.Of(session).Select(t => t.Agent?.Id));
    }

    [Fact, Trait("row", "A154"), Trait("row", "A156")]
    public void Buttons_pressed_add_up_to_pauses_whatever_order_they_become_known_in()
    {
        JsonObject[] facts =
        [
            Of("started", "09:00:00Z", new { channel = "voice" }),
            Of("recording.paused", "09:01:00Z", new { who = "Jane" }), Of("recording.paused", "09:01:05Z", new { }), Of("recording.resumed", "09:01:30Z", new { }), Of("recording.resumed", "09:01:40Z", new { }),
            Of("recording.paused", "09:02:00Z", new { what = "screen" }), Of("recording.paused", "09:03:00Z", new { what = "audio" }), Of("recording.resumed", "09:03:30Z", new { what = "audio" }),
        ];
        RecordingPause[] expected =
        [
            new(At("09:01:00Z"), At("09:01:30Z"), "both", "Jane"), new(At("09:02:00Z"), null, "screen"), new(At("09:03:00Z"), At("09:03:30Z"), "audio"),
        ];
        Assert.Equal(expected, Sum(facts).Pauses);
        Assert.Equal(expected, Sum([.. facts.Reverse()]).Pauses);
        Assert.Equal(["new", "recordingPaused", "recordingResumed", "recordingPaused", "recordingPaused", "recordingResumed"], SessionTurn.Of(Sum(facts)).Select(t => t.Change));
    }

    [Fact, Trait("row", "A155")]
    public void Where_a_pause_lies_in_a_part_of_the_recording_is_told_in_seconds()
    {
        var session = Sum(
            Of("started", "09:00:00Z", new { channel = "voice" }), Of("recording.paused", "09:00:30Z", new { }), Of("recording.resumed", "09:00:40.5Z", new { }),
            Of("recording", "09:00:01Z", new { key = "r", startedAt = $"{Day}09:00:10Z", seconds = 25 }));
        var pause = JsonNode.Parse(RecordingSidecar.Of(session, session.Files.Single(), "r.wav"))!["pauses"]![0]!;
        // It goes on after this part has ended.
        Assert.Equal((20.0, null), ((double)pause["fromSecond"]!, (double?)pause["toSecond"]));
    }

    [Theory, Trait("row", "A164"), InlineData("../../etc/passwd", "_.._etc_passwd"), InlineData("..", "_"), InlineData("a b:c?é", "a_b_c__"), InlineData("", "_"), InlineData(".hidden", "hidden")]
    public void No_fact_makes_a_folder_or_leaves_one(string value, string part) => Assert.Equal(part, FeedPath.Plain(value));

    private static DateTimeOffset At(string time) => SessionTimes.Read(Day + time);

    private static JsonObject Of(string type, string time, object data) => Facts.Of(type, "c", $"{type}-{time}", Day + time, data);

    private static JsonObject Leg(string what, string time, string agent) => Of("agent." + what, time, new { agent = new { id = agent }, interaction = agent });

    private static Session Sum(params IReadOnlyList<JsonObject> facts)
    {
        var (ledger, reader) = (new SessionLedger(), new FactReader(static _ => null));
        foreach (var fact in facts)
        {
            ledger.Add(reader.Read((string)fact["type"]!, Stamp.Of(SessionTimes.Read((string)fact["time"]!), (string)fact["id"]!), fact["data"].Deserialize<JsonElement>()));
        }
        return LedgerReading.Read(ledger, new("ses_1"), new("ten_1"), "s", "c", 1);
    }
}
