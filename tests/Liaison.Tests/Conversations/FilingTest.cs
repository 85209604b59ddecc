using System.Text.Json.Nodes;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Where that goes which no rule finds a place for: campaigns, a default owner, other telephones, a case while the contact lasts.</summary>
public sealed class FilingTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A238")]
    public async Task A_call_outside_any_campaign_is_filed_in_the_chosen_one_and_its_caller_joins_it_once()
    {
        await using var hub = await TalkHub.Start(postgres);
        var campaign = (string)Assert.Single(await hub.Records("Campaign"))["id"]!;
        await hub.Choose("support", policy => policy with { Triggers = [.. policy.Triggers.Select(t => t with { Action = t.Channel == Channel.Voice ? "contactAndTask" : t.Action })], Filing = new Filing(Campaign: campaign) });
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0701", Email: "filed@adeyemi.example", Campaign: null);
        var chat = new Talk("chat-1", Email: "chatted@adeyemi.example", Campaign: null);
        await hub.Tell([.. call.Whole, .. chat.Whole]);
        await hub.Delivered();
        var member = Assert.Single(await hub.Records("CampaignMember"));
        Assert.Equal((campaign, await hub.LinkOf("call-1", "Contact")), ((string?)member["CampaignId"], (string?)member["ContactId"]));
        Assert.Equal(campaign, (string?)(await hub.RecordOf("call-1", "Task"))["WhatId"]);

        // What comes late, and the next call of the same person, change nothing of that.
        await hub.Tell(call.Disposition("Resolved"));
        await hub.Delivered();
        Assert.Single((await hub.Session("call-1"))["deliveries"]!.AsArray(), d => ((string)d!["summary"]!).Contains("CampaignMember", StringComparison.Ordinal));
        await hub.Tell((call with { Subject = "call-2" }).Whole);
        await hub.Delivered();
        Assert.Single(await hub.Records("CampaignMember"));
        Assert.Equal((string?)member["id"], await hub.LinkOf("call-2", "CampaignMember"));
        Assert.Equal(campaign, (string?)(await hub.RecordOf("call-2", "Task"))["WhatId"]);
    }

    [Fact, Trait("row", "A238")]
    public async Task Where_the_campaign_is_gone_the_call_is_written_all_the_same_and_only_its_filing_fails()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support", policy => policy with { Triggers = [new ConversationTrigger(Channel.Voice, Moment.Ended, "contactAndTask")], Filing = new Filing(Campaign: "701000000000999AAA") });
        await hub.Tell(new Talk("call-1", "voice", Phone: "+44 20 7946 0703", Campaign: null).Whole);
        await hub.Settled();
        Assert.Null((string?)(await hub.RecordOf("call-1", "Task"))["WhatId"]);
        var failed = Assert.Single((await hub.Admin.Get("/api/v1/deliveries?state=failed")).Json["items"]!.AsArray());
        Assert.Contains("write call-1 into a CampaignMember", (string?)failed!["summary"], StringComparison.Ordinal);
    }

    [Fact, Trait("row", "A244")]
    public async Task All_that_is_said_in_one_of_our_campaigns_gathers_in_the_one_of_that_name_over_there()
    {
        await using var hub = await TalkHub.Start(postgres);
        var spring = (string)Assert.Single(await hub.Records("Campaign"))["id"]!;
        var repairs = await hub.Add("Campaign", new { Name = "Repairs", Status = "In Progress", IsActive = true });
        await hub.Choose("sales", policy => policy with
        {
            Filing = new Filing(Campaign: spring, CampaignsByName: new Dictionary<string, string> { ["repairs"] = repairs }),
            Triggers = [.. policy.Triggers.Select(t => t with { Action = t.Channel == Channel.Chat ? "contactAndTask" : t.Action })],
        });
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0704", Campaign: "Repairs");
        var chat = new Talk("chat-1", Email: "repairs@adeyemi.example", Campaign: "Repairs");
        var unknown = new Talk("call-2", "voice", Phone: "+44 20 7946 0705", Campaign: "Not theirs");
        await hub.Tell([.. call.Whole, .. chat.Whole, .. unknown.Whole]);
        await hub.Delivered();
        var members = await hub.Records("CampaignMember");
        Assert.Equal(2, members.Count);
        Assert.All(members, m => Assert.Equal(repairs, (string?)m["CampaignId"]));
        Assert.Contains(members, m => (string?)m["LeadId"] is { Length: > 0 });
        Assert.Contains(members, m => (string?)m["ContactId"] is { Length: > 0 });
        Assert.Equal(repairs, (string?)(await hub.RecordOf("chat-1", "Task"))["WhatId"]);
        // A task with a lead can be about nothing else over there; the call is found through the lead.
        Assert.Equal(await hub.LinkOf("call-1", "Lead"), (string?)(await hub.RecordOf("call-1", "Task"))["WhoId"]);
        Assert.Null((string?)(await hub.RecordOf("call-2", "Task"))["WhatId"]);
    }

    [Fact, Trait("row", "A239"), Trait("row", "A219")]
    public async Task What_nobody_answered_is_the_default_user_s_and_what_an_agent_took_is_the_agent_s_or_the_connected_user_s()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("sales", policy => policy with { Filing = new Filing(DefaultOwnerEmail: "bob.baker@example.com") });
        var users = (await hub.Records("User")).Where(u => u["Email"] is not null).ToLookup(u => (string)u["Email"]!, u => (string)u["id"]!);
        var call = new Talk("missed", "voice", Phone: "+44 20 7946 0706");
        await hub.Tell(call.Started(), call.Of("agent.offered", "09:00:05Z", new { agent = new { id = "7", name = "Alice Archer", email = "alice.archer@example.com" }, interaction = "leg-1" }), call.Ended());
        await hub.Tell((call with { Subject = "answered", Phone = "+44 20 7946 0707" }).Whole);
        await hub.Tell((call with { Subject = "stranger", Phone = "+44 20 7946 0708", Agent = "nobody.there@example.com" }).Whole);
        await hub.Delivered();
        Assert.Equal(users["bob.baker@example.com"].Single(), (string?)(await hub.RecordOf("missed", "Task"))["OwnerId"]);
        Assert.Equal(users["alice.archer@example.com"].Single(), (string?)(await hub.RecordOf("answered", "Task"))["OwnerId"]);
        Assert.Equal(users["integration@liaison.example"].Single(), (string?)(await hub.RecordOf("stranger", "Task"))["OwnerId"]);
    }

    [Fact, Trait("row", "A240")]
    public async Task Calls_on_telephones_that_the_contact_centre_does_not_drive_are_written_down_only_if_they_are_to_be()
    {
        await using var hub = await TalkHub.Start(postgres);
        JsonObject[] Call(string subject, string phone)
        {
            var call = new Talk(subject, "voice", Phone: phone);
            return [call.Started(new { otherPhone = "true" }), call.Answered(), call.Ended()];
        }
        await hub.Choose("sales");
        await hub.Tell(Call("desk-phone", "+44 20 7946 0709"));
        await hub.Delivered();
        Assert.NotNull(await hub.RecordOf("desk-phone", "Task"));
        await hub.Choose("sales", policy => policy with { Filing = new Filing(OtherPhones: false) });
        await hub.Tell(Call("left-out", "+44 20 7946 0710"));
        await hub.Tell(new Talk("driven", "voice", Phone: "+44 20 7946 0711").Whole);
        await hub.Delivered();
        Assert.Empty((await hub.Session("left-out"))["deliveries"]!.AsArray());
        Assert.NotNull(await hub.RecordOf("driven", "Task"));
    }

    [Fact, Trait("row", "A241")]
    public async Task A_case_is_opened_as_soon_as_an_agent_answers_and_the_end_is_written_into_it()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support", policy => policy with { Filing = new Filing(CaseDuringContact: true) });
        var before = (await hub.Records("Case")).Count;
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0712", Email: "during@adeyemi.example");
        await hub.Tell(call.Started());
        Assert.Empty((await hub.Session("call-1"))["deliveries"]!.AsArray());
        await hub.Tell(call.Answered());
        await hub.Delivered();
        var opened = await hub.LinkOf("call-1", "Case");
        var alice = (string?)Assert.Single(await hub.Records("User", ("Email", "alice.archer@example.com")))["id"];
        var made = await hub.Record("Case", opened);
        Assert.Equal((await hub.LinkOf("call-1", "Contact"), alice), ((string?)made["ContactId"], (string?)made["OwnerId"]));
        Assert.DoesNotContain("The bins were not taken.", (string?)made["Description"], StringComparison.Ordinal);

        await hub.Tell(call.Said("The bins were not taken."), call.Ended());
        await hub.Delivered();
        Assert.Equal(opened, await hub.LinkOf("call-1", "Case"));
        Assert.Equal(before + 1, (await hub.Records("Case")).Count);
        Assert.Contains("The bins were not taken.", (string?)(await hub.Record("Case", opened))["Description"], StringComparison.Ordinal);

        // Told of all at once, or over before it was told of: one case as well.
        await hub.Tell((call with { Subject = "call-2" }).Whole);
        await hub.Delivered();
        Assert.Equal(before + 2, (await hub.Records("Case")).Count);
    }
}
