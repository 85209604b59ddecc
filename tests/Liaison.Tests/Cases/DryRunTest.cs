using Liaison.Core.Mapping;
using Xunit;

namespace Liaison.Tests.Cases;

public sealed class DryRunTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A41")]
    public async Task A_dry_run_shows_what_would_be_sent_and_written_and_does_neither()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = new string('x', 60) } });
        var path = $"/api/v1/connections/{hub.Connection.Id}/templates/dry-run";
        object Body(TemplateKind kind, params object[] rows) => new { caseId = made.Id, template = new { name = "Try", kind = kind.ToString().ToLowerInvariant(), recordType = "Enquiry", reference = "enquiry", active = true, rows } };
        await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}/deliveries"), l => (string?)l["items"]![0]!["state"] == "delivered");
        var number = Assert.Single(hub.Ledger.Records).Key;
        (hub.Ledger.Records[number]["Status"], hub.Ledger.Records[number]["Remark"]) = ("closed", new string('y', 30));

        var outgoing = await ann.Post(path, Body(TemplateKind.Create, new { source = new { fact = "case.values.place" }, target = new { field = "Description" } }, new { source = new { fact = "case.values.size" }, target = new { field = "Service" } }));
        Assert.True(outgoing.Status == 200, outgoing.Text);
        Assert.Equal("Cut from 60 to 40 characters.", (string?)outgoing.Json["draft"]!["fields"]![0]!["note"]);
        Assert.Contains(outgoing.Json["problems"]!.AsArray(), p => (string?)p!["code"] == "empty-for-this-case");
        Assert.Equal($"POST /\nDescription={new string('x', 40)}", (string?)outgoing.Json["wouldSend"]);
        var update = await ann.Post(path, Body(TemplateKind.Update, new { source = new { fact = "case.number" }, target = new { field = "Description" } }));
        Assert.Equal($"PATCH /{number}\nDescription={made.Json["number"]}", (string?)update.Json["wouldSend"]);
        var refused = await ann.Post(path, Body(TemplateKind.Update, new { source = new { text = "never" }, target = new { field = "Description" } }));
        Assert.Null(refused.Json["wouldSend"]);
        Assert.Contains(refused.Json["problems"]!.AsArray(), p => (string?)p!["code"] == "would-fail");
        var incoming = await ann.Post(path, Body(TemplateKind.Incoming, new { source = new { record = "Status" }, target = new { caseStatus = true } }, new { source = new { record = "Remark" }, target = new { caseField = "officer" } }));
        Assert.Equal("case.status open closed", string.Join(' ', Assert.Single(incoming.Json["wouldWriteToCase"]!.AsArray())!.AsObject().Select(p => (string?)p.Value)));
        Assert.Contains(incoming.Json["problems"]!.AsArray(), p => (string?)p!["code"] == "too-long");
        Assert.Single(hub.Ledger.Records);
        Assert.Equal("open", (string?)(await ann.Get($"/api/v1/cases/{made.Id}")).Json["status"]);
        Assert.Single((await ann.Get("/api/v1/deliveries")).Json["items"]!.AsArray());
    }
}
