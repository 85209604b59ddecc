using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Which value of a conversation stands in which field over there, and whose the records are.</summary>
public sealed class MappingTest(PostgresFixture postgres)
{
    [Fact]
    [Trait("row", "A205"), Trait("row", "A206"), Trait("row", "A207"), Trait("row", "A208"), Trait("row", "A209"), Trait("row", "A210"), Trait("row", "A211"), Trait("row", "A212"), Trait("row", "A213")]
    [Trait("row", "A214"), Trait("row", "A215"), Trait("row", "A216"), Trait("row", "A218"), Trait("row", "A220"), Trait("row", "A111"), Trait("row", "A112")]
    public async Task A_chat_stands_in_the_contact_s_and_the_case_s_fields_and_both_are_the_agent_s()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var talk = new Talk("chat-77", Email: "efe@adeyemi.example", Phone: "+44 20 7946 0555", Name: "Efe");
        await hub.Tell(talk.Started(), talk.Answered(), talk.Said("The bins were not taken.", "I will see to it."), talk.Note("Wants a call back"), talk.Ended(), talk.WrappedUp("Missed collection"));
        await hub.Delivered();
        var alice = (string?)Assert.Single(await hub.Records("User", ("Email", "alice.archer@example.com")))["id"];
        var contact = await hub.RecordOf("chat-77", "Contact");
        Assert.Equal(("Efe", "efe@adeyemi.example", "+44 20 7946 0555"), ((string?)contact["LastName"], (string?)contact["Email"], (string?)contact["Phone"]));
        var made = await hub.RecordOf("chat-77", "Case");
        Assert.Equal((alice, "Efe", "efe@adeyemi.example"), ((string?)made["OwnerId"], (string?)made["SuppliedName"], (string?)made["SuppliedEmail"]));
        Assert.Equal(("+44 20 7946 0555", "Adeyemi & Daughters"), ((string?)made["SuppliedPhone"], (string?)made["SuppliedCompany"]));
        Assert.Equal($"Web chat: Efe ({hub.Tenant.Id})", (string?)made["Subject"]);
        var page = (string?)(await hub.Session("chat-77"))["session"]?["id"] ?? (await hub.Sql<string>("select id from sessions"));
        foreach (var text in new[]
        {
            "The bins were not taken.", "I will see to it.", "chat-77", "Wants a call back", "Missed collection", "By phone", "2026-03-02 09:00:00", "2026-03-02 09:05:00", "account: A-77", "https://norchester.example/bins",
            "Alice Archer", "Housing", $"/sessions/{page}",
        })
        {
            Assert.Contains(text, (string?)made["Description"], StringComparison.Ordinal);
        }
    }

    [Fact, Trait("row", "A205"), Trait("row", "A206"), Trait("row", "A207"), Trait("row", "A208"), Trait("row", "A209"), Trait("row", "A210"), Trait("row", "A211"), Trait("row", "A213"), Trait("row", "A214"), Trait("row", "A215"), Trait("row", "A219"), Trait("row", "A220")]
    public async Task A_conversation_stands_in_the_lead_s_and_the_task_s_fields_and_without_such_an_agent_both_are_the_connected_user_s()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("sales");
        var talk = new Talk("inbox-9", "inbox", "ife@adeyemi.example", "+44 20 7946 0556", "Ife", Agent: "nobody.there@example.com");
        await hub.Tell(talk.Started(), talk.Answered());
        await hub.Tell(talk.Said("Where is my order?"), talk.Ended());
        await hub.Delivered();
        var connected = (string?)Assert.Single(await hub.Records("User", ("Username", "integration@liaison.example")))["id"];
        var lead = await hub.RecordOf("inbox-9", "Lead");
        Assert.Equal(("Ife", "ife@adeyemi.example", "+44 20 7946 0556", "Adeyemi & Daughters", connected), ((string?)lead["LastName"], (string?)lead["Email"], (string?)lead["Phone"], (string?)lead["Company"], (string?)lead["OwnerId"]));
        var task = await hub.RecordOf("inbox-9", "Task");
        Assert.Equal((connected, $"Inbox: Ife ife@adeyemi.example ({hub.Tenant.Id})"), ((string?)task["OwnerId"], (string?)task["Subject"]));
        foreach (var text in new[] { "Where is my order?", "inbox-9", "+44 20 7946 0556" })
        {
            Assert.Contains(text, (string?)task["Description"], StringComparison.Ordinal);
        }
    }

    [Fact, Trait("row", "A110"), Trait("row", "A113"), Trait("row", "A119"), Trait("row", "A120"), Trait("row", "A118"), Trait("row", "A109")]
    public async Task The_transcript_and_the_contact_s_details_hang_on_the_record_unless_that_is_switched_off()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var talk = new Talk("chat-1", Email: "ada@adeyemi.example", Phone: "+44 20 7946 0557");
        await hub.Tell([.. talk.Whole, talk.WrappedUp("Missed collection")]);
        await hub.Delivered();
        var files = await hub.FilesOn(await hub.LinkOf("chat-1", "Case"));
        Assert.Contains(files, f => f.Title.StartsWith("Transcript chat-1", StringComparison.Ordinal) && f.Text.Contains("The bins were not taken.", StringComparison.Ordinal));
        var details = Assert.Single(files, f => f.Title.StartsWith("Contact details", StringComparison.Ordinal)).Text;
        Assert.All(new[] { "+44 20 7946 0557", "Alice Archer", "Housing", "Missed collection" }, text => Assert.Contains(text, details, StringComparison.Ordinal));
        Assert.Equal(2, files.Count);

        await hub.Choose("support", policy => policy with { Push = new PushSwitches(false, false, false, false) });
        await hub.Tell((talk with { Subject = "chat-2" }).Whole);
        await hub.Delivered();
        Assert.Empty(await hub.FilesOn(await hub.LinkOf("chat-2", "Case")));
    }

    [Fact, Trait("row", "A214"), Trait("row", "A120")]
    public async Task A_transcript_longer_than_its_field_ends_with_a_sentence_and_is_whole_in_the_file()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var talk = new Talk("chat-1", Email: "long@adeyemi.example");
        // A first one, so that the fields' lengths are known.
        await hub.Tell((talk with { Subject = "chat-0" }).Whole);
        await hub.Delivered();
        await hub.Tell(talk.Started(), talk.Said([.. Enumerable.Range(0, 400).Select(n => $"Line {n}: {new string('x', 100)}")]), talk.Ended());
        await hub.Delivered();
        var made = await hub.RecordOf("chat-1", "Case");
        Assert.Contains("cut here: the whole text is in the attached transcript", (string?)made["Description"], StringComparison.Ordinal);
        Assert.DoesNotContain("Line 399", (string?)made["Description"], StringComparison.Ordinal);
        Assert.Contains("Line 399", Assert.Single(await hub.FilesOn((string)made["id"]!), f => f.Title.StartsWith("Transcript", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }
}
