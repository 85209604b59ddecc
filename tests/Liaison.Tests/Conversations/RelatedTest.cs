using System.Text.Json.Nodes;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Whom a session is with and what it is about, as agents say: searched for, on the screen, or dialled from.</summary>
public sealed class RelatedTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A264")]
    public async Task An_agent_searches_a_case_and_assigns_it_and_the_task_is_about_it()
    {
        await using var hub = await Tasks();
        foreach (var (text, finds) in new[] { ("ceiling", "Water through the ceiling"), ("1002", "Invoice sent twice"), ("00001002", "Invoice sent twice"), ("wrong deliv", "Wrong delivery address") })
        {
            var hit = Assert.Single((await Search(hub, new { text, recordTypes = new[] { "Case" } }))["items"]!.AsArray())!;
            Assert.StartsWith(finds, (string?)hit["summary"], StringComparison.Ordinal);
            Assert.Contains((string)hit["record"]!, (string?)hit["url"], StringComparison.Ordinal);
        }
        var found = (await Search(hub, new { text = "invoice twice" }))["items"]!.AsArray()[0]!;
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0811");
        await hub.Tell(call.Started(), call.Answered());
        var related = await Relate(hub, "call-1", "Case", (string)found["record"]!, (string?)found["name"]);
        Assert.Equal("00001002", (string?)related["relatedTo"]!["name"]);
        await hub.Tell(call.Ended());
        await hub.Delivered();
        Assert.Equal((string?)found["record"], (string?)(await hub.RecordOf("call-1", "Task"))["WhatId"]);

        // Another one afterwards: the task follows.
        var other = (string)(await hub.Records("Case", ("Subject", "Water through the ceiling")))[0]["id"]!;
        await Relate(hub, "call-1", "Case", other, null);
        await hub.Delivered();
        Assert.Equal(other, (string?)(await hub.RecordOf("call-1", "Task"))["WhatId"]);
        var none = await hub.Admin.Delete($"/api/v1/sessions/{(string)related["id"]!}/related");
        Assert.True(none.Status == 200 && none.Json["relatedTo"] is null, none.Text);
    }

    [Fact, Trait("row", "A263"), Trait("row", "A264")]
    public async Task The_record_on_the_screen_is_linked_as_what_the_call_is_about_or_as_whom_it_is_with()
    {
        await using var hub = await Tasks();
        var account = (string)Assert.Single(await hub.Records("Account", ("Name", "Bluebonnet Freight")))["id"]!;
        var contact = await hub.Add("Contact", new { LastName = "On the screen" });
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0812");
        await hub.Tell(call.Started(), call.Answered());
        Assert.Equal(account, (string?)(await Relate(hub, "call-1", "Account", account, "Bluebonnet Freight"))["relatedTo"]!["record"]);
        var with = await Relate(hub, "call-1", "Contact", contact, "On the screen");
        Assert.Equal(account, (string?)with["relatedTo"]!["record"]);
        Assert.Contains(with["records"]!.AsArray(), r => (string?)r!["record"] == contact);
        await hub.Tell(call.Ended());
        await hub.Delivered();
        var task = await hub.RecordOf("call-1", "Task");
        Assert.Equal((contact, account), ((string?)task["WhoId"], (string?)task["WhatId"]));
        Assert.Equal(422, (await hub.Admin.Post($"/api/v1/sessions/{(string)with["id"]!}/person", new { connectionId = hub.Connection.Value, recordType = "Case", record = account })).Status);
    }

    [Theory, Trait("row", "A265"), Trait("row", "A266")]
    [InlineData("Account", true)]
    [InlineData("Case", true)]
    [InlineData("Contact", false)]
    [InlineData("Lead", false)]
    public async Task A_call_dialled_from_an_account_or_case_is_about_it_and_one_from_a_person_is_with_them_and_about_nothing(string type, bool about)
    {
        await using var hub = await TalkHub.Start(postgres, "personAccounts=true");
        await hub.Choose("sales", policy => policy with { Triggers = [new ConversationTrigger(Channel.Voice, Moment.Ended, "contactAndTask")] });
        var from = type switch
        {
            "Account" => await hub.Add("Account", new { LastName = "Person", FirstName = "Ona" }),
            "Case" => (string)(await hub.Records("Case"))[0]["id"]!,
            "Contact" => await hub.Add("Contact", new { LastName = "Dialled" }),
            _ => await hub.Add("Lead", new { LastName = "Dialled", Company = "Dialled Ltd" }),
        };
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0813", Campaign: null);
        await hub.Tell(call.Of("started", "09:00:00Z", new { channel = "voice", direction = "outbound", dnis = "+44 20 7946 0813" }), call.Answered());
        var session = await Relate(hub, "call-1", type, from, "Dialled");
        Assert.Equal(about ? from : null, (string?)session["relatedTo"]?["record"]);
        await hub.Tell(call.Ended());
        await hub.Delivered();
        var task = await hub.RecordOf("call-1", "Task");
        Assert.Equal(about ? from : null, (string?)task["WhatId"]);
        if (!about)
        {
            Assert.Equal(from, (string?)task["WhoId"]);
        }
    }

    [Fact, Trait("row", "A241"), Trait("row", "A194")]
    public async Task Of_several_candidates_an_agent_chooses_one_and_what_waited_and_what_is_written_already_goes_there()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support", policy => policy with { Filing = new Filing(CaseDuringContact: true) });
        await hub.Save("identification", hub.Vocabulary.Identification with { Several = MultiMatch.Ask });
        var first = await hub.Add("Contact", new { LastName = "Twin", FirstName = "Ann", Email = "twins@known.example" });
        var second = await hub.Add("Contact", new { LastName = "Twin", FirstName = "Ben", Email = "twins@known.example" });
        var call = new Talk("call-1", "voice", Email: "twins@known.example");
        await hub.Tell(call.Started(), call.Answered(), call.Of("recognised", "09:00:12Z", new
        {
            records = new[] { first, second }.Select(record => new { connection = hub.Connection.Value, recordType = "Contact", record, name = "Twin", why = "The same e-mail address.", candidate = true }),
        }));
        await hub.Settled();
        var chosen = await Person(hub, "call-1", "Contact", first);
        Assert.Empty(chosen["candidates"]!.AsArray());
        var shown = Assert.Single(chosen["recognised"]!.AsArray())!;
        Assert.Equal((first, "Twin", "Ann Admin chose this record."), ((string?)shown["record"], (string?)shown["name"], (string?)shown["why"]));
        Assert.Contains(first, (string?)shown["url"], StringComparison.Ordinal);
        await hub.Delivered();
        var opened = await hub.LinkOf("call-1", "Case");
        Assert.Equal(first, (string?)(await hub.Record("Case", opened))["ContactId"]);

        await Person(hub, "call-1", "Contact", second);
        await hub.Delivered();
        Assert.Equal(second, (string?)(await hub.Record("Case", opened))["ContactId"]);
        await hub.Tell(call.Ended());
        await hub.Delivered();
        Assert.Equal((opened, second), (await hub.LinkOf("call-1", "Case"), (string?)(await hub.Record("Case", opened))["ContactId"]));
        Assert.Equal("Ann", (string?)(await hub.Record("Contact", first))["FirstName"]);
    }

    [Fact, Trait("row", "A264"), Trait("row", "A129")]
    public async Task A_search_always_answers_and_says_why_it_found_nothing()
    {
        await using var hub = await Tasks();
        Assert.Equal(422, (await hub.Admin.Post($"/api/v1/connections/{hub.Connection}/records/search", new { text = "x", withinMs = 0 })).Status);
        Assert.Contains("two letters", (string?)(await Search(hub, new { text = "x" }))["why"], StringComparison.Ordinal);
        await hub.Fault(new { kind = "slow", milliseconds = 20_000 });
        var slow = await Search(hub, new { text = "invoice", withinMs = 300 });
        Assert.Empty(slow["items"]!.AsArray());
        Assert.Contains("did not answer within 0.3 seconds", (string?)slow["why"], StringComparison.Ordinal);
        await hub.NoFaults();
        await hub.Enable(false);
        Assert.Contains("switched off", (string?)(await Search(hub, new { text = "invoice" }))["why"], StringComparison.Ordinal);
    }

    private async Task<TalkHub> Tasks()
    {
        var hub = await TalkHub.Start(postgres);
        await hub.Choose("sales", policy => policy with { Triggers = [new ConversationTrigger(Channel.Voice, Moment.Ended, "contactAndTask")] });
        return hub;
    }

    private static async Task<JsonNode> Search(TalkHub hub, object question)
    {
        var answer = await hub.Admin.Post($"/api/v1/connections/{hub.Connection}/records/search", question);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static Task<JsonNode> Relate(TalkHub hub, string subject, string type, string record, string? name) => Say(hub, subject, "related", type, record, name);

    private static Task<JsonNode> Person(TalkHub hub, string subject, string type, string record) => Say(hub, subject, "person", type, record, null);

    private static async Task<JsonNode> Say(TalkHub hub, string subject, string what, string type, string record, string? name)
    {
        var id = await hub.Sql<string>("select id from sessions where external_id = @subject", new { subject });
        var answer = await hub.Admin.Post($"/api/v1/sessions/{id}/{what}", new { connectionId = hub.Connection.Value, recordType = type, record, name });
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }
}
