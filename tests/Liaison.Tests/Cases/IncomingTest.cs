using System.Text;
using Liaison.Core.Mapping;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Cases;

public sealed class IncomingTest(PostgresFixture postgres)
{
    private const string Path = "/integration/ledger/agent";

    [Fact, Trait("row", "A24"), Trait("row", "A36"), Trait("row", "A37"), Trait("row", "A44"), Trait("row", "A48")]
    public async Task A_change_over_there_comes_into_the_case_that_holds_the_record_by_all_incoming_templates()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        await hub.Template(TemplateKind.Incoming, "Status", new MappingRow(new RowSource(Record: "Status"), new RowTarget(CaseStatus: true), Map: new Dictionary<string, string>(StringComparer.Ordinal) { ["CLSD"] = "closed" }));
        await hub.Template(TemplateKind.Incoming, "Officer", new MappingRow(new RowSource(Record: "Remark"), new RowTarget(CaseField: "officer")), new MappingRow(new RowSource(Record: "Remark"), new RowTarget(Note: true)));
        using var ann = await hub.SignIn();
        var (made, number) = await Raised(hub, ann);
        var other = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "Elsewhere" } });
        var enquiry = hub.Ledger.Records[number];
        (enquiry["Status"], enquiry["Remark"], enquiry["Version"]) = ("CLSD", "J. Smith", "7");
        var key = await hub.Key(hub.Connection.Id, "integration");
        using var agent = hub.Anonymous();
        var told = await Push(agent, $"{Path}?key={key}", number, "7");
        Assert.Equal((200, "taken"), (told.Status, told.Text));
        var shown = await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made}"), c => (string?)c["status"] == "closed" && c["values"]!["officer"] is not null);
        Assert.Equal("J. Smith", (string?)shown.Json["values"]!["officer"]);
        Assert.Equal("open", (string?)(await ann.Get($"/api/v1/cases/{other.Id}")).Json["status"]);
        await CaseHub.Until(() => ann.Get("/api/v1/deliveries?kind=incoming"), l => (string?)l["items"]![0]!["state"] == "delivered" && (string?)l["items"]![0]!["summary"] == $"A change of Enquiry {number} was taken into {shown.Json["number"]}.");
        Assert.NotNull(await hub.Sql<DateTime?>("select last_received_at from connections"));

        await Push(agent, $"{Path}?key={key}", number, "7");
        await Push(agent, $"/api/service-api/main{Path}", number, "7", key);
        Assert.Single((await ann.Get("/api/v1/deliveries?kind=incoming")).Json["items"]!.AsArray());
        Assert.Single((await ann.Get($"/api/v1/cases/{made}/history")).Json["items"]!.AsArray(), h => (string?)h!["kind"] == "note");
    }

    [Fact, Trait("row", "A44")]
    public async Task Our_own_write_told_back_is_noted_and_goes_no_further()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        var (_, number) = await Raised(hub, ann);
        using var agent = hub.Anonymous();
        Assert.Equal(200, (await Push(agent, Path, number, hub.Ledger.Records[number]["Version"], await hub.Key(null, "integration"))).Status);
        Assert.Empty((await ann.Get("/api/v1/deliveries?kind=incoming")).Json["items"]!.AsArray());
        Assert.Equal(1, await hub.Sql<long>("select count(*) from events where type = 'record.echoed'"));
    }

    [Fact, Trait("row", "A46"), Trait("row", "A48")]
    public async Task Only_a_key_made_for_it_opens_the_door_and_a_refusal_tells_nothing()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var agent = hub.Anonymous();
        var other = await hub.Key(null, "cases:read", "cases:write", "configuration", "deliveries");
        foreach (var key in new[] { "", "nonsense", "lia_" + new string('x', 43), other })
        {
            var refused = await Push(agent, $"{Path}?key={key}", "1", "1");
            Assert.Equal((401, "refused"), (refused.Status, refused.Code));
            Assert.DoesNotContain("key", refused.Text, StringComparison.OrdinalIgnoreCase);
        }
        var good = await hub.Key(hub.Connection.Id, "integration");
        Assert.Equal(404, (await Push(agent, $"/integration/confirm/crm-agent?key={good}", "1", "1")).Status);
        for (var n = 0; n < 20; n++)
        {
            await Push(agent, $"{Path}?key=guess{n}", "1", "1");
        }
        Assert.Equal(429, (await Push(agent, $"{Path}?key=guess", "1", "1")).Status);
        Assert.Equal(200, (await Push(agent, $"{Path}?key={good}", "1", "1")).Status);
        Assert.Equal(1, await hub.Sql<long>("select count(*) from deliveries"));
    }

    [Fact]
    public async Task What_is_not_understood_or_too_large_changes_nothing()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var agent = hub.Anonymous();
        var key = await hub.Key(hub.Connection.Id, "integration");
        var garbled = await agent.Post($"{Path}?key={key}", new StringContent("{ not json"));
        Assert.Equal((400, "not understood"), (garbled.Status, garbled.Text));
        Assert.Equal(413, (await agent.Post($"{Path}?key={key}", new StringContent(new string('x', 1024 * 1024 + 1)))).Status);
        Assert.Equal(0, await hub.Sql<long>("select count(*) from events"));
    }

    [Fact, Trait("row", "A40"), Trait("row", "A41")]
    public async Task A_value_that_the_case_cannot_take_is_in_the_log_and_the_others_are_written()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        await hub.Template(TemplateKind.Incoming, "Both", new MappingRow(new RowSource(Record: "Status"), new RowTarget(CaseField: "size")), new MappingRow(new RowSource(Record: "Remark"), new RowTarget(CaseField: "officer")));
        using var ann = await hub.SignIn();
        var (made, number) = await Raised(hub, ann);
        var enquiry = hub.Ledger.Records[number];
        (enquiry["Status"], enquiry["Remark"], enquiry["Version"]) = ("HUGE", "J. Smith", "9");
        using var agent = hub.Anonymous();
        await Push(agent, Path, number, "9", await hub.Key(null, "integration"));
        var log = await CaseHub.Until(() => ann.Get("/api/v1/deliveries?kind=incoming&state=failed"), l => l["items"]!.AsArray().Count == 1);
        Assert.Contains("Size: “HUGE” is not one of its choices", (string?)log.Json["items"]![0]!["fault"]!["detail"], StringComparison.Ordinal);
        Assert.Equal("J. Smith", (string?)(await ann.Get($"/api/v1/cases/{made}")).Json["values"]!["officer"]);
    }

    [Fact, Trait("row", "A24")]
    public async Task A_change_that_overtakes_our_create_waits_in_its_cases_lane()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        using var agent = hub.Anonymous();
        var key = await hub.Key(null, "integration");
        await agent.Post($"{Path}?key={key}", new StringContent("""{"Number":"5001","Version":"1","OurReference":"C-000001-enquiry"}"""));
        Assert.Equal(1, await hub.Sql<long>("select count(distinct lane) from deliveries"));
        Assert.Equal("C-000001", await hub.Sql<string>("select subject_number from deliveries where kind = 3"));
    }

    private static async Task<(string Case, string Number)> Raised(CaseHub hub, HubClient ann)
    {
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        var shown = await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}/deliveries"), l => (string?)l["items"]![0]!["state"] == "delivered");
        return (made.Id, (string)shown.Json["items"]![0]!["record"]!);
    }

    private static Task<Answer> Push(HubClient agent, string path, string number, string version, string? key = null)
    {
        var body = new StringContent($$"""{"Number":"{{number}}","Version":"{{version}}"}""", Encoding.UTF8, "application/json");
        if (key is not null)
        {
            body.Headers.Add("X-Api-Key", key);
        }
        return agent.Post(path, body);
    }
}
