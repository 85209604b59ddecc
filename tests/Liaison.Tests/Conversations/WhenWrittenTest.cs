using System.Text.Json.Nodes;
using Liaison.Core.Memorialisation;
using Liaison.Tests.Sessions;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>When a conversation is written over there, as the policy says.</summary>
public sealed class WhenWrittenTest(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact, Trait("row", "A75")]
    public async Task A_call_is_written_when_its_agent_has_wrapped_it_up_and_nobody_waits_for_that_meanwhile()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support", policy => policy with { Times = new(VoiceTime.AfterWrapUp) });
        await hub.Tell(Of("started", -5, new { channel = "voice", customer = new { name = "Ann", phone = "+442079460555" } }), Of("agent.answered", -4, Leg("7")), Of("ended", -1));
        // Everything waits, and is due when the wrap-up is overdue.
        var waiting = await hub.Sql<(long Count, DateTime Due)>("select count(*), min(due_at) from deliveries where state = 0");
        Assert.True(waiting.Count >= 2, $"{waiting.Count} deliveries wait.");
        Assert.Equal(Now.UtcDateTime.AddMinutes(29), waiting.Due.ToUniversalTime(), TimeSpan.FromSeconds(1));
        Assert.Empty(await hub.Records("Case", ("SuppliedName", "Ann")));

        // What a person asks for goes at once.
        var id = await hub.Sql<string>("select id from sessions");
        var asked = await hub.Admin.Post($"/api/v1/sessions/{id}/records", new { connectionId = hub.Connection.Value, recordType = "Contact", values = new Dictionary<string, string>(StringComparer.Ordinal) { ["LastName"] = "Ann" } });
        Assert.True(asked.Status == 202, asked.Text);
        while (await hub.Sql<long>("select count(*) from deliveries where id = @id and state in (0, 1)", new { id = (string?)asked.Json["deliveryId"] }) > 0)
        {
            await Task.Delay(25, CancellationToken.None);
        }
        Assert.Equal("Ann", (string?)(await hub.RecordOf("t-1", "Contact"))["LastName"]);
        Assert.Empty(await hub.Records("Case", ("SuppliedName", "Ann")));

        await hub.Tell(Of("wrapped-up", 0, new { disposition = "Missed collection" }));
        await hub.Delivered();
        Assert.Contains("Missed collection", (string?)(await hub.RecordOf("t-1", "Case"))["Description"], StringComparison.Ordinal);
        Assert.Single(await hub.Records("Case", ("SuppliedName", "Ann")));
        Assert.Contains(await hub.FilesOn(await hub.LinkOf("t-1", "Case")), f => f.Title == "Contact details");
    }

    [Fact, Trait("row", "A76")]
    public async Task A_chat_is_written_when_an_agent_passes_it_on_and_again_onto_the_same_record_at_its_end()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support", policy => policy with { Times = new(Digital: DigitalTime.WhenReleased) });
        await hub.Tell(Of("started", -9, new { channel = "chat", customer = new { name = "Ola", email = "ola@adeyemi.example" } }), Of("agent.answered", -8, Leg("7")));
        await hub.Tell(Of("note", -7, new { key = "n", text = "Wants a new bin." }), Of("transferred", -6, new { interaction = "leg-7", toQueue = "Repairs" }), Of("agent.left", -6, Leg("7")));
        await hub.Delivered();
        var first = await hub.RecordOf("t-1", "Case");
        Assert.Contains("Wants a new bin.", (string?)first["Description"], StringComparison.Ordinal);
        Assert.Empty(await hub.FilesOn((string)first["id"]!));

        await hub.Tell(Of("agent.answered", -5, Leg("8")), Of("note", -4, new { key = "m", text = "Sent one." }), Of("ended", -1));
        await hub.Delivered();
        var last = await hub.RecordOf("t-1", "Case");
        Assert.Equal((string?)first["id"], (string?)last["id"]);
        Assert.Contains("Sent one.", (string?)last["Description"], StringComparison.Ordinal);
        Assert.NotEmpty(await hub.FilesOn((string)first["id"]!));
    }

    [Theory, Trait("row", "A77")]
    [InlineData(LateValues.LeftOut)]
    [InlineData(LateValues.PatchedIn)]
    public async Task What_a_chat_that_its_contact_ended_first_lacked_is_left_out_or_patched_in(LateValues late)
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support", policy => policy with { Times = new(Late: late) });
        await hub.Tell(Of("started", -9, new { channel = "chat", queue = "Housing", customer = new { name = "Ola", email = "ola@adeyemi.example" } }), Of("agent.answered", -8, Leg("7")), Of("ended", -5), Of("agent.left", -4, Leg("7")));
        await hub.Delivered();
        await hub.Tell(Of("wrapped-up", -3, new { disposition = "Missed collection" }), Of("note", -3, new { key = "n", text = "Wants a new bin." }));
        await hub.Delivered();
        var made = await hub.RecordOf("t-1", "Case");
        Assert.Contains("Housing", (string?)made["Description"], StringComparison.Ordinal);
        foreach (var text in new[] { "Missed collection", "Wants a new bin." })
        {
            Assert.Equal(late == LateValues.PatchedIn, ((string?)made["Description"])!.Contains(text, StringComparison.Ordinal));
            Assert.Equal(late == LateValues.PatchedIn, (await hub.FilesOn((string)made["id"]!)).Any(f => f.Text.Contains(text, StringComparison.Ordinal)));
        }
    }

    private static object Leg(string agent) => new { agent = new { id = agent, name = "Alice Archer", email = "alice.archer@example.com" }, interaction = "leg-" + agent };

    private static JsonObject Of(string type, int minutes, object? data = null) =>
        Facts.Of(type, "t-1", $"{type}-{minutes}", Now.AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null), data ?? new { });
}
