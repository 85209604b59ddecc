using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Conversations as a support desk keeps them: whoever writes becomes a contact, and every conversation a case.</summary>
public sealed class SupportTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A187"), Trait("row", "A199"), Trait("row", "A200"), Trait("row", "A201")]
    public async Task Somebody_unknown_becomes_a_contact_when_the_chat_starts_and_the_chat_a_case_when_it_ends()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var talk = new Talk("chat-1", Email: "ngozi@adeyemi.example", Phone: "+44 20 7946 0321");
        var before = (await hub.Records("Case")).Count;

        await hub.Tell(talk.Started(), talk.Answered());
        await hub.Delivered();
        var contact = Assert.Single(await hub.Records("Contact", ("Email", "ngozi@adeyemi.example")));
        Assert.Equal("Ngozi Adeyemi", (string?)contact["LastName"]);
        Assert.Equal(before, (await hub.Records("Case")).Count);

        await hub.Tell(talk.Said("The bins were not taken.", "I will see to it."), talk.Ended());
        await hub.Delivered();
        var made = await hub.RecordOf("chat-1", "Case");
        Assert.Equal((string?)contact["id"], (string?)made["ContactId"]);
        Assert.Contains("The bins were not taken.", (string?)made["Description"], StringComparison.Ordinal);
        Assert.Single(await hub.Records("Contact", ("Email", "ngozi@adeyemi.example")));

        // The same person again: one contact, and a case for each conversation.
        var second = talk with { Subject = "chat-2" };
        await hub.Tell(second.Whole);
        await hub.Delivered();
        Assert.Single(await hub.Records("Contact", ("Email", "ngozi@adeyemi.example")));
        Assert.Equal(2, (await hub.Records("Case", ("ContactId", (string)contact["id"]!))).Count);
        Assert.NotEqual((string?)made["id"], await hub.LinkOf("chat-2", "Case"));
        Assert.Equal(0, (int)(await hub.Counters())["duplicates"]!);
    }
}
