using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>One conversation stays one record: told twice, told late, told while Salesforce would not listen.</summary>
public sealed class ConstancyTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A109"), Trait("row", "A216")]
    public async Task What_follows_the_end_at_once_goes_along_in_one_call_and_what_is_told_twice_changes_nothing()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("sales");
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0661", Name: "Kemi");
        await hub.Tell([.. call.Whole, call.WrappedUp("Resolved")]);
        await hub.Delivered();
        Assert.Equal(1, await hub.Count("requests.composite") - await Notes(hub));
        var task = await hub.RecordOf("call-1", "Task");
        Assert.Equal("Resolved", (string?)task["CallDisposition"]);
        var sent = await hub.Count("api");
        await hub.Tell([.. call.Whole, call.WrappedUp("Resolved")]);
        await hub.Delivered();
        Assert.Equal(sent, await hub.Count("api"));
        Assert.Single(await hub.Records("Task"));
    }

    [Fact, Trait("row", "A110"), Trait("row", "A112")]
    public async Task A_recording_and_a_disposition_that_come_late_land_on_the_same_record()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0662", Name: "Kemi");
        await hub.Tell(call.Whole);
        await hub.Delivered();
        var before = await hub.LinkOf("call-1", "Case");
        var cases = (await hub.Records("Case")).Count;
        await hub.Tell(call.Disposition("Escalated"), call.Recording("https://pbx.example/rec/1"));
        await hub.Delivered();
        Assert.Equal(before, await hub.LinkOf("call-1", "Case"));
        Assert.Equal(cases, (await hub.Records("Case")).Count);
        var made = await hub.Record("Case", before);
        Assert.Contains("Escalated", (string?)made["Description"], StringComparison.Ordinal);
        Assert.Contains("https://pbx.example/rec/1", (string?)made["Description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_the_organisation_took_away_is_left_out_and_the_rest_is_written()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var talk = new Talk("chat-1", Email: "uche@adeyemi.example");
        await hub.Tell((talk with { Subject = "chat-0" }).Whole);
        await hub.Delivered();
        await hub.Setting(new { removedFields = new[] { "Case.SuppliedCompany" } });
        await hub.Tell(talk.Whole);
        await hub.Delivered();
        var made = await hub.RecordOf("chat-1", "Case");
        Assert.Equal("uche@adeyemi.example", (string?)made["SuppliedEmail"]);
        Assert.True(string.IsNullOrEmpty((string?)made["SuppliedCompany"]));
    }

    [Fact, Trait("row", "A183"), Trait("row", "A184")]
    public async Task A_withdrawn_access_parks_the_connection_and_all_is_delivered_once_somebody_connects_again()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        await hub.RevokeAll();
        var talk = new Talk("chat-1", Email: "ola@adeyemi.example");
        await hub.Tell([.. talk.Whole, .. (talk with { Subject = "chat-2" }).Whole]);
        var path = $"/api/v1/connections/{hub.Connection}";
        await Liaison.Tests.Cases.CaseHub.Until(() => hub.Admin.Get(path), c => c["parked"] is not null);
        Assert.Empty(await hub.Records("Contact", ("Email", "ola@adeyemi.example")));
        await hub.Grant();
        await hub.Delivered();
        var contact = Assert.Single(await hub.Records("Contact", ("Email", "ola@adeyemi.example")));
        Assert.Equal(2, (await hub.Records("Case", ("ContactId", (string)contact["id"]!))).Count);
        Assert.Equal("integration@liaison.example", (string?)(await hub.Admin.Get(path + "/authorization")).Json["account"]?["userName"]);
    }

    [Fact, Trait("row", "A109"), Trait("row", "A200")]
    public async Task What_was_to_be_written_at_the_start_is_not_lost_when_the_end_writes_something_else()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support", policy => policy with
        {
            Triggers = [new ConversationTrigger(Channel.Chat, Moment.Started, "leadAndTask"), new ConversationTrigger(Channel.Chat, Moment.Ended, "case")],
        });
        await hub.RevokeAll();
        await hub.Tell(new Talk("chat-1", Email: "rita@adeyemi.example").Whole);
        await Liaison.Tests.Cases.CaseHub.Until(() => hub.Admin.Get($"/api/v1/connections/{hub.Connection}"), c => c["parked"] is not null);
        await hub.Grant();
        await hub.Delivered();
        Assert.Single(await hub.Records("Lead", ("Email", "rita@adeyemi.example")));
        Assert.NotNull(await hub.RecordOf("chat-1", "Case"));
        var said = (await hub.Admin.Get("/api/v1/deliveries?kind=memorialise")).Json["items"]!.AsArray().Select(d => (string)d!["summary"]!).ToList();
        Assert.Contains(said, s => s.StartsWith("chat-1 was written into Case ", StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A227"), Trait("row", "A249"), Trait("row", "A254")]
    public async Task An_administrator_sees_who_of_ours_is_who_over_there_and_why_not()
    {
        await using var hub = await TalkHub.Start(postgres);
        var users = hub.Get<Liaison.Storage.People.UserStore>();
        foreach (var email in new[] { "alice.archer@example.com", "dan.dyer@example.com" })
        {
            await users.Create(hub.Tenant.Id, email, email, Liaison.Storage.People.Role.Agent, Liaison.Tests.Hub.HubFixture.Password, Liaison.Storage.People.Actor.Liaison, CancellationToken.None);
        }
        var matched = (await hub.Admin.Get($"/api/v1/connections/{hub.Connection}/users")).Json["items"]!.AsArray().ToDictionary(u => (string)u!["email"]!, u => u!);
        Assert.True((bool)matched["alice.archer@example.com"]["ready"]!);
        Assert.False((bool)matched["dan.dyer@example.com"]["ready"]!);
        Assert.Contains("Nobody over there", (string?)matched["admin@norchester.example"]["why"], StringComparison.Ordinal);
    }

    // A note and its link are a composite too.
    private static async Task<long> Notes(TalkHub hub) => (int)(await hub.Counters())["records"]!["ContentNote"]!;
}
