using System.Text.Json.Nodes;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Records that agents create themselves, in the manual mode and beside what goes by itself.</summary>
public sealed class ByHandTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A202"), Trait("row", "A203"), Trait("row", "A204")]
    public async Task In_the_manual_mode_an_agent_picks_a_record_gets_its_form_filled_in_and_the_data_is_logged()
    {
        await using var hub = await TalkHub.Start(postgres);
        // The manual mode has mappings and rules of its own: the topic goes into the task's subject, and a contact counts by its e-mail address alone.
        await hub.Choose("sales", policy => policy with
        {
            Automatic = false,
            Mappings = [.. policy.Mappings.Select(m => m.RecordType == "Task" ? m with { Rows = [.. m.Rows.Where(r => r.Target.Field != "Subject"), new(new(Text: "Call about {{ items.topic }}"), new(Field: "Subject"))] } : m)],
        });
        await hub.Save("identification", hub.Vocabulary.Identification with { Rules = [new IdentificationRule("Contact", true, [new IdentifyBy("customer.email", Liaison.Core.Connecting.MatchKind.Email, ["Email"])])] });
        using var alice = await hub.Agent("alice.archer@example.com");
        var known = await hub.Add("Contact", new { LastName = "Known", Email = "hand@adeyemi.example" });
        var chat = new Talk("chat-1", Email: "hand@adeyemi.example", Phone: "+44 20 7946 0801");
        await hub.Tell(chat.Started(new { topic = "bins" }), chat.Answered(), chat.Said("The bins were not taken."), chat.Ended());
        var session = (string)(await hub.Session("chat-1"))["id"]!;
        Assert.Empty((await hub.Session("chat-1"))["deliveries"]!.AsArray());

        var forms = (await alice.Get($"/api/v1/sessions/{session}/record-forms?connectionId={hub.Connection}")).Json["items"]!.AsArray();
        Assert.Equal(["Contact", "Case", "Lead", "Task"], forms.Select(f => (string?)f!["recordType"]));
        JsonNode Field(string type, string name) => Assert.Single(forms.Single(f => (string?)f!["recordType"] == type)!["fields"]!.AsArray(), f => (string?)f!["name"] == name)!;
        Assert.Equal("Call about bins", (string?)Field("Task", "Subject")["value"]);
        Assert.True((bool)Field("Lead", "Company")["required"]! && (int)Field("Lead", "Company")["length"]! == 255);
        Assert.Contains(Field("Task", "Status")["choices"]!.AsArray(), c => (string?)c!["value"] == "In Progress");
        Assert.True((bool)forms.Single(f => (string?)f!["recordType"] == "Lead")!["person"]!);

        var path = $"/api/v1/sessions/{session}/records";
        object Of(string type, object values) => new { connectionId = hub.Connection.Value, recordType = type, values };
        Assert.Equal(422, (await alice.Post(path, Of("Task", Values(("Nonsense", "x"))))).Status);
        Assert.Equal(422, (await alice.Post(path, Of("User", Values(("LastName", "x"))))).Status);
        Assert.Equal(422, (await alice.Post(path, Of("Contact", Values(("LastName", " "))))).Status);
        using var bob = await hub.Agent("bob.baker@example.com");
        Assert.Equal(403, (await bob.Post(path, Of("Task", Values(("Subject", "Not mine"))))).Status);

        var asked = await alice.Post(path, Of("Task", Values(("Subject", "Call about bins"), ("Status", "In Progress"))), "key-1");
        Assert.True(asked.Status == 202, asked.Text);
        Assert.Equal((string?)asked.Json["deliveryId"], (string?)(await alice.Post(path, Of("Task", Values(("Subject", "Call about bins"), ("Status", "In Progress"))), "key-1")).Json["deliveryId"]);
        await hub.Delivered();
        var task = Assert.Single(await hub.Records("Task"));
        Assert.Equal(("Call about bins", "In Progress", known), ((string?)task["Subject"], (string?)task["Status"], (string?)task["WhoId"]));
        Assert.Contains("The bins were not taken.", (string?)task["Description"], StringComparison.Ordinal);
        Assert.Equal((string?)Assert.Single(await hub.Records("User", ("Email", "alice.archer@example.com")))["id"], (string?)task["OwnerId"]);
        var delivery = Assert.Single((await hub.Session("chat-1"))["deliveries"]!.AsArray())!;
        Assert.Equal((string?)asked.Json["deliveryId"], (string?)delivery["id"]);
        Assert.Contains((await hub.Session("chat-1"))["records"]!.AsArray(), r => (string?)r!["record"] == (string?)task["id"]);
    }

    [Fact, Trait("row", "A262"), Trait("row", "A241"), Trait("row", "A203")]
    public async Task A_case_that_an_agent_adds_during_the_call_is_the_one_that_the_end_is_written_into_and_what_was_typed_stays()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var before = (await hub.Records("Case")).Count;
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0802", Email: "adds@adeyemi.example");
        await hub.Tell(call.Started(), call.Answered());
        var path = $"/api/v1/sessions/{(string)(await hub.Session("call-1"))["id"]!}/records";
        var asked = await hub.Admin.Post(path, new { connectionId = hub.Connection.Value, recordType = "Case", values = Values(("Subject", "Bins again"), ("Priority", "High")) });
        Assert.True(asked.Status == 202, asked.Text);
        await hub.Delivered();
        var made = await hub.LinkOf("call-1", "Case");
        await hub.Tell(call.Said("The bins were not taken."), call.Ended());
        await hub.Delivered();
        Assert.Equal(made, await hub.LinkOf("call-1", "Case"));
        Assert.Equal(before + 1, (await hub.Records("Case")).Count);
        var stands = await hub.Record("Case", made);
        Assert.Equal(("Bins again", "High", await hub.LinkOf("call-1", "Contact")), ((string?)stands["Subject"], (string?)stands["Priority"], (string?)stands["ContactId"]));
        Assert.Contains("The bins were not taken.", (string?)stands["Description"], StringComparison.Ordinal);

        // One more of the kind, if that is what they want.
        await hub.Admin.Post(path, new { connectionId = hub.Connection.Value, recordType = "Case", values = Values(("Subject", "And the lamp")), another = true });
        await hub.Delivered();
        Assert.Equal(before + 2, (await hub.Records("Case")).Count);
        Assert.Equal("Bins again", (string?)(await hub.Record("Case", made))["Subject"]);
    }

    [Fact, Trait("row", "A262"), Trait("row", "A203")]
    public async Task What_an_agent_created_while_Salesforce_was_away_is_delivered_later_and_nothing_takes_its_place()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        var before = (await hub.Records("Case")).Count;
        await hub.RevokeAll();
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0803");
        await hub.Tell(call.Started(), call.Answered());
        var session = (string)(await hub.Session("call-1"))["id"]!;
        var forms = await hub.Admin.Get($"/api/v1/sessions/{session}/record-forms");
        Assert.Contains(forms.Json["items"]!.AsArray(), f => (string?)f!["recordType"] == "Case");
        Assert.Equal(202, (await hub.Admin.Post($"/api/v1/sessions/{session}/records", new { connectionId = hub.Connection.Value, recordType = "Case", values = Values(("Subject", "Typed while away")) })).Status);
        await hub.Tell(call.Ended());
        await Liaison.Tests.Cases.CaseHub.Until(() => hub.Admin.Get($"/api/v1/connections/{hub.Connection}"), c => c["parked"] is not null);
        await hub.Grant();
        await hub.Delivered();
        Assert.Equal(before + 1, (await hub.Records("Case")).Count);
        Assert.Equal("Typed while away", (string?)(await hub.RecordOf("call-1", "Case"))["Subject"]);
    }

    [Fact, Trait("row", "A203")]
    public async Task Somebody_whom_the_agent_enters_is_the_session_s_person_unless_they_are_another()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("sales", policy => policy with { Automatic = false });
        var call = new Talk("call-1", "voice", Phone: "+44 20 7946 0804");
        await hub.Tell(call.Started(), call.Answered());
        var path = $"/api/v1/sessions/{(string)(await hub.Session("call-1"))["id"]!}/records";
        await hub.Admin.Post(path, new { connectionId = hub.Connection.Value, recordType = "Lead", values = Values(("LastName", "Caller"), ("Company", "Callers Ltd")), person = true });
        await hub.Delivered();
        await hub.Admin.Post(path, new { connectionId = hub.Connection.Value, recordType = "Contact", values = Values(("LastName", "Mentioned")), person = false });
        await hub.Delivered();
        await hub.Admin.Post(path, new { connectionId = hub.Connection.Value, recordType = "Task", values = Values(("Subject", "Call back")) });
        await hub.Delivered();
        var lead = Assert.Single(await hub.Records("Lead", ("LastName", "Caller")));
        Assert.Single(await hub.Records("Contact", ("LastName", "Mentioned")));
        Assert.Equal((string?)lead["id"], (string?)Assert.Single(await hub.Records("Task"))["WhoId"]);
    }

    private static Dictionary<string, string> Values(params (string Field, string Value)[] values) => values.ToDictionary(v => v.Field, v => v.Value);
}
