using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Xunit;

namespace Liaison.Tests.Cases;

public sealed class CaseFlowTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A1"), Trait("row", "A18"), Trait("row", "A23"), Trait("row", "A28"), Trait("row", "A35"), Trait("row", "A39")]
    public async Task Opening_a_case_raises_an_enquiry_whose_number_the_reference_holds_and_the_case_shows()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        Assert.Equal(201, made.Status);
        var shown = await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}"), c => c["references"]!.AsArray().Count == 1);
        var number = (string)shown.Json["references"]![0]!["record"]!;
        Assert.Equal($"https://ledger.example/{number}", (string?)shown.Json["references"]![0]!["url"]);
        Assert.Equal("HM", hub.Ledger.Records[number]["Service"]);
        Assert.Equal("High Street", hub.Ledger.Records[number]["Description"]);
        var log = await CaseHub.Until(() => ann.Get("/api/v1/deliveries?state=delivered"), l => l["items"]!.AsArray().Count == 1);
        Assert.Equal($"Enquiry {number} was raised for {shown.Json["number"]}.", (string?)log.Json["items"]![0]!["summary"]);
        var history = await ann.Get($"/api/v1/cases/{made.Id}/history");
        Assert.Contains(history.Json["items"]!.AsArray(), h => (string?)h!["kind"] == "reference" && (string?)h["to"] == number);
        var listed = (await ann.Get("/api/v1/cases")).Json["items"]![0]!;
        Assert.Equal(number, (string?)listed["references"]![0]!["record"]);
        Assert.Equal(1, (int)listed["deliveries"]!["delivered"]!);
    }

    [Fact, Trait("row", "A2"), Trait("row", "A23")]
    public async Task A_changed_case_changes_its_enquiry_by_its_mappings_and_nothing_else()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street", size = "L" } });
        await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}/deliveries"), l => (string?)l["items"]![0]!["state"] == "delivered");
        Assert.Equal(200, (await ann.Patch($"/api/v1/cases/{made.Id}", new { values = new { place = "Low Street", size = "Small" } })).Status);
        await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}/deliveries"), l => l["items"]!.AsArray().Count == 2 && (string?)l["items"]![0]!["state"] == "delivered");
        var enquiry = Assert.Single(hub.Ledger.Records).Value;
        Assert.Equal("Low Street", enquiry["Description"]);
        Assert.Equal("HM", enquiry["Service"]);
        Assert.DoesNotContain(enquiry.Values, v => v is "S" or "L");
    }

    [Fact, Trait("row", "A2")]
    public async Task A_change_that_no_rule_asks_about_sends_nothing()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        Assert.Equal(200, (await ann.Patch($"/api/v1/cases/{made.Id}", new { values = new { size = "S" } })).Status);
        Assert.Single((await ann.Get($"/api/v1/cases/{made.Id}/deliveries")).Json["items"]!.AsArray());
    }

    [Fact, Trait("row", "A38")]
    public async Task Later_actions_of_a_rule_do_not_wait_for_the_enquiry()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await hub.Rule("Raise, then tell", new Trigger(TriggerKind.Created), hub.Apply(hub.Create), new RuleAction(RuleActionKind.AddNote, Text: "Enquiry {{ case.references.enquiry | default: 'to come' }}"));
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        var history = (await ann.Get($"/api/v1/cases/{made.Id}/history")).Json["items"]!.AsArray();
        Assert.Contains(history, h => (string?)h!["kind"] == "note" && (string?)h["text"] == "Enquiry to come");
        Assert.Empty(made.Json["references"]!.AsArray());
        Assert.Equal("waiting", (string?)(await ann.Get($"/api/v1/cases/{made.Id}/deliveries")).Json["items"]![0]!["state"]);
    }

    [Fact, Trait("row", "A3"), Trait("row", "A36"), Trait("row", "A37")]
    public async Task Every_incoming_template_is_applied_after_our_own_create()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        await hub.Template(TemplateKind.Incoming, "Officer", new MappingRow(new RowSource(Record: "Service"), new RowTarget(CaseField: "officer")));
        await hub.Template(TemplateKind.Incoming, "Note", new MappingRow(new RowSource(Record: "Description"), new RowTarget(Note: true)));
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        var shown = await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}"), c => c["values"]!["officer"] is not null);
        Assert.Equal("HM", (string?)shown.Json["values"]!["officer"]);
        await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}/history"), h => h["items"]!.AsArray().Any(i => (string?)i!["kind"] == "note" && (string?)i["text"] == "High Street"));
    }

    [Fact, Trait("row", "A40"), Trait("row", "A41"), Trait("row", "A43")]
    public async Task A_refused_value_is_in_the_log_with_its_reason_once_and_can_be_rendered_again()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        hub.Ledger.Faults.Enqueue(new Fault(FaultKind.Validation, "Service HM is not open to you.", "Service"));
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        var log = await CaseHub.Until(() => ann.Get("/api/v1/deliveries?state=failed"), l => l["items"]!.AsArray().Count == 1);
        var row = log.Json["items"]![0]!;
        Assert.Equal("Failed to raise an Enquiry for C-000001: Service HM is not open to you.", (string?)row["summary"]);
        Assert.Equal("fail", (string?)row["fault"]!["verdict"]);
        Assert.Equal(1, (int)log.Json["counts"]!["failed"]!);
        var whole = await ann.Get($"/api/v1/deliveries/{row["id"]}");
        Assert.Single(whole.Json["attempts"]!.AsArray());
        Assert.Equal("case.values.place", (string?)whole.Json["draft"]!["fields"]![1]!["source"]);

        await ann.Patch($"/api/v1/cases/{made.Id}", new { values = new { officer = "Jo" } });
        await hub.Get<Storage.Configuration.TemplateStore>().Save(hub.Tenant.Id, hub.Create with { Rows = [new MappingRow(new RowSource(Text: "LG"), new RowTarget(Field: "Service"))] }, 1, Storage.People.Actor.Liaison, CancellationToken.None);
        hub.Get<Liaison.Hub.Road.Setups>().ForgetAll();
        var again = await ann.Post($"/api/v1/deliveries/{row["id"]}/replay", new { draft = "rendered" });
        Assert.Equal(200, again.Status);
        var done = await CaseHub.Until(() => ann.Get($"/api/v1/deliveries/{row["id"]}"), d => (string?)d["state"] == "delivered");
        Assert.Equal("LG", Assert.Single(hub.Ledger.Records).Value["Service"]);
        Assert.True(done.Json["attempts"]!.AsArray().Count >= 2, "The first attempt stays in the log.");
        Assert.Equal("rendered", (string?)done.Json["replays"]![0]!["draft"]);
        Assert.Equal("already-written", (await ann.Post($"/api/v1/deliveries/{row["id"]}/replay", new { draft = "rendered" })).Code);
    }
}
