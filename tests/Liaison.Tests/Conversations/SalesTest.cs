using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Conversations as a sales team keeps them: whoever writes becomes a lead, and every conversation a task.</summary>
public sealed class SalesTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A196"), Trait("row", "A197"), Trait("row", "A198"), Trait("row", "A188"), Trait("row", "A189")]
    public async Task Somebody_unknown_becomes_a_lead_at_the_start_and_each_conversation_a_task_of_it()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("sales");
        var chat = new Talk("chat-1", Email: "chika@adeyemi.example");
        var inbox = new Talk("inbox-1", "inbox", Email: "bola@adeyemi.example", Name: "Bola Adeyemi");
        var message = new Talk("message-1", "offline", Email: "sola@adeyemi.example", Name: "Sola Adeyemi");
        await hub.Tell(chat.Started(), inbox.Started());
        await hub.Delivered();
        var lead = Assert.Single(await hub.Records("Lead", ("Email", "chika@adeyemi.example")));
        Assert.Single(await hub.Records("Lead", ("Email", "bola@adeyemi.example")));
        Assert.Empty(await hub.Records("Task"));

        // One message, whole with its one fact, is a lead and a task at once.
        await hub.Tell([.. chat.Whole, .. inbox.Whole, message.Offline("Please call me.")]);
        await hub.Delivered();
        Assert.Equal((string?)lead["id"], (string?)(await hub.RecordOf("chat-1", "Task"))["WhoId"]);
        Assert.Equal(await hub.LinkOf("inbox-1", "Lead"), (string?)(await hub.RecordOf("inbox-1", "Task"))["WhoId"]);
        var left = await hub.RecordOf("message-1", "Task");
        Assert.Equal((string?)Assert.Single(await hub.Records("Lead", ("Email", "sola@adeyemi.example")))["id"], (string?)left["WhoId"]);
        Assert.Contains("Please call me.", (string?)left["Description"], StringComparison.Ordinal);

        await hub.Tell((chat with { Subject = "chat-2" }).Whole);
        await hub.Delivered();
        Assert.Single(await hub.Records("Lead", ("Email", "chika@adeyemi.example")));
        Assert.Equal(2, (await hub.Records("Task", ("WhoId", (string)lead["id"]!))).Count);
    }

    [Fact, Trait("row", "A186"), Trait("row", "A190"), Trait("row", "A185"), Trait("row", "A202")]
    public async Task Each_channel_and_moment_has_one_of_five_actions_and_without_the_automatic_mode_none()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support", policy => policy with
        {
            Triggers =
            [
                new ConversationTrigger(Channel.Chat, Moment.Ended, "leadAndTask"), new ConversationTrigger(Channel.Inbox, Moment.Ended, "case"),
                new ConversationTrigger(Channel.Voice, Moment.Ended, "contactAndTask"), new ConversationTrigger(Channel.Offline, Moment.OfflineMessageReceived, null),
            ],
        });
        Talk Of(string channel) => new(channel + "-1", channel, Email: channel + "@five.example", Name: "Five " + channel);
        await hub.Tell([.. Of("chat").Whole, .. Of("inbox").Whole, .. Of("voice").Whole, Of("offline").Offline("Hello?")]);
        await hub.Delivered();
        Assert.Equal(await hub.LinkOf("chat-1", "Lead"), (string?)(await hub.RecordOf("chat-1", "Task"))["WhoId"]);
        Assert.Null((string?)(await hub.RecordOf("inbox-1", "Case"))["ContactId"]);
        Assert.Equal(await hub.LinkOf("voice-1", "Contact"), (string?)(await hub.RecordOf("voice-1", "Task"))["WhoId"]);
        Assert.Empty((await hub.Session("offline-1"))["deliveries"]!.AsArray());

        await hub.Choose("sales", policy => policy with { Automatic = false });
        await hub.Tell((Of("chat") with { Subject = "by-hand" }).Whole);
        Assert.Empty((await hub.Session("by-hand"))["deliveries"]!.AsArray());
    }

    [Theory, Trait("row", "A191"), Trait("row", "A192")]
    [InlineData("chat")]
    [InlineData("inbox")]
    public async Task Incoming_values_leave_a_matching_contact_alone_or_replace_what_it_holds_or_only_fill_what_is_empty(string channel)
    {
        await using var hub = await TalkHub.Start(postgres);
        async Task<(string? Name, string? Phone)> Of(UpdatePolicy found)
        {
            await hub.Choose("support", policy => policy with { Triggers = [new ConversationTrigger(Enum.Parse<Channel>(channel, ignoreCase: true), Moment.Started, "contactAndCase", found)] });
            var email = $"{found}@known.example".ToLowerInvariant();
            var contact = await hub.Add("Contact", new { LastName = "Known", Email = email });
            await hub.Tell(new Talk(found.ToString(), channel, email, $"+44 20 7946 043{(int)found}", "Incoming").Started());
            await hub.Delivered();
            Assert.Equal(contact, await hub.LinkOf(found.ToString(), "Contact"));
            var stands = await hub.Record("Contact", contact);
            return ((string?)stands["LastName"], (string?)stands["Phone"]);
        }
        Assert.Equal(("Known", null), await Of(UpdatePolicy.Keep));
        Assert.Equal(("Incoming", $"+44 20 7946 043{(int)UpdatePolicy.Update}"), await Of(UpdatePolicy.Update));
        Assert.Equal(("Known", $"+44 20 7946 043{(int)UpdatePolicy.FillEmpty}"), await Of(UpdatePolicy.FillEmpty));
    }

    [Fact, Trait("row", "A194")]
    public async Task A_person_who_could_be_several_waits_until_somebody_chooses_and_then_goes_there()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        await hub.Save("identification", hub.Vocabulary.Identification with { Several = MultiMatch.Ask });
        var first = await hub.Add("Contact", new { LastName = "Twin", FirstName = "Ann", Email = "twins@known.example" });
        var second = await hub.Add("Contact", new { LastName = "Twin", FirstName = "Ben", Email = "twins@known.example" });
        await hub.Tell(new Talk("chat-1", Email: "twins@known.example").Started());
        await hub.Settled();
        var parked = Assert.Single((await hub.Admin.Get("/api/v1/deliveries")).Json["items"]!.AsArray())!;
        Assert.Equal("parked", (string?)parked["state"]);
        Assert.Equal(422, (await hub.Admin.Post($"/api/v1/deliveries/{(string?)parked["id"]}/link", new { record = "" })).Status);
        Assert.Equal(200, (await hub.Admin.Post($"/api/v1/deliveries/{(string?)parked["id"]}/link", new { record = second })).Status);
        await hub.Delivered();
        await hub.Tell(new Talk("chat-1", Email: "twins@known.example").Whole);
        await hub.Delivered();
        Assert.Equal(second, (string?)(await hub.RecordOf("chat-1", "Case"))["ContactId"]);
        Assert.Empty(await hub.Records("Case", ("ContactId", first)));
    }
}
