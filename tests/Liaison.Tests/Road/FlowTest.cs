using System.Globalization;
using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Liaison.Tests.Road;

public sealed class FlowTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A1"), Trait("row", "A23"), Trait("row", "A35")]
    public async Task Opening_a_case_raises_an_enquiry_whose_number_lands_in_the_reference()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        var opened = await road.Open("The lamp at 5 High St is out");
        await road.Until(DeliveryState.Delivered);
        var record = (await Read(road, opened)).References["enquiry"];
        Assert.Equal("The lamp at 5 High St is out", (await road.Vendor($"enquiries/{record}")).GetProperty("description").GetString());
    }

    [Fact, Trait("row", "A2"), Trait("row", "A23")]
    public async Task Changing_the_case_updates_the_enquiry_that_the_reference_names_in_order_whatever_fails_on_the_way()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        await road.Rule(TriggerKind.FieldChanged, road.Apply(road.Update));
        var opened = await road.Open();
        await road.Fault(new { kind = "throttle", probability = 0.2, retryAfterSeconds = 0 });
        for (var n = 1; n <= 15; n++)
        {
            await road.Change(opened, "news", n.ToString(CultureInfo.InvariantCulture));
        }
        await road.Until(DeliveryState.Delivered, 16);
        var logs = (await road.Vendor($"enquiries/{(await Read(road, opened)).References["enquiry"]}")).GetProperty("logs").EnumerateArray()
            .OrderBy(l => l.GetProperty("number").GetInt32()).Select(l => l.TryGetProperty("notes", out var notes) ? notes.GetString() : "").Where(n => n is { Length: > 0 });
        Assert.Equal(Enumerable.Range(1, 15).Select(n => n.ToString(CultureInfo.InvariantCulture)), logs);
    }

    [Fact, Trait("row", "A3"), Trait("row", "A36"), Trait("row", "A37")]
    public async Task After_every_create_and_update_all_incoming_templates_of_the_reference_write_into_the_case()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Template("Status", TemplateKind.Incoming, RoadFixture.In("EnquiryStatusCode", "status_there"));
        await road.Template("Subject", TemplateKind.Incoming, RoadFixture.In("SubjectName", "subject_there"), RoadFixture.In("EnquiryNumber", "number_there"));
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        var opened = await road.Open();
        await road.Until(DeliveryState.Delivered);
        var after = await Read(road, opened);
        Assert.Equal("RCVD", after.Values["status_there"]);
        Assert.NotEmpty(after.Values["subject_there"]);
        Assert.Equal(after.References["enquiry"], after.Values["number_there"]);
        await road.Template("Close", TemplateKind.Update, RoadFixture.Out("EnquiryStatusCode", "CLSD"));
        var close = await road.Template("Close it", TemplateKind.Update, RoadFixture.Out("EnquiryStatusCode", "CLSD"));
        await road.Desk.Apply(road.Tenant, new Origin("Ann"), after, close.Value, RoadFixture.Cancel);
        await road.Until(DeliveryState.Delivered, 2);
        Assert.Equal("CLSD", (await Read(road, opened)).Values["status_there"]);
    }

    [Fact, Trait("row", "A38")]
    public async Task Later_actions_of_a_rule_do_not_wait_for_the_integration()
    {
        await using var road = await RoadFixture.Start(postgres, workers: false);
        await road.Rule(TriggerKind.Created, road.Apply(road.Create), new RuleAction(RuleActionKind.AddNote, Text: "Mail sent about {{ case.number }}; enquiry [{{ case.references.enquiry }}]"));
        var opened = await road.Open();
        Assert.Equal($"Mail sent about {opened.Number}; enquiry []", await road.Ask<string>("select text from case_history where kind = 'note'"));
        Assert.Equal(1L, await road.Ask<long>("select count(*) from deliveries where state = 0"));
    }

    [Fact, Trait("row", "A40"), Trait("row", "A41")]
    public async Task A_value_that_the_case_cannot_take_is_told_in_the_log_while_the_rest_is_written()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Template("Back", TemplateKind.Incoming, RoadFixture.In("EnquiryStatusCode", "status_there"), RoadFixture.In("SubjectCode", "size"));
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        var opened = await road.Open();
        await road.Until(DeliveryState.Failed);
        Assert.Contains("Size", await road.Ask<string>("select fault ->> 'detail' from deliveries"), StringComparison.Ordinal);
        var after = await Read(road, opened);
        Assert.Equal("RCVD", after.Values["status_there"]);
        Assert.True(after.References.ContainsKey("enquiry"));
    }

    [Fact]
    public async Task A_circle_of_integrations_ends()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Template("Back", TemplateKind.Incoming, RoadFixture.In("EnquiryStatusCode", "status_there"), RoadFixture.In("EnquiryLogNumber", "news"));
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        await road.Rule(TriggerKind.FieldChanged, road.Apply(road.Update));
        var opened = await road.Open();
        await road.Until(DeliveryState.Delivered);
        await Waiting.Until(async () => await road.Ask<long>("select count(*) from deliveries where state in (0, 1)") == 0);
        Assert.Equal(1L, await road.Ask<long>("select count(*) from deliveries"));
        Assert.Equal("1", (await Read(road, opened)).Values["news"]);
    }

    [Fact, Trait("row", "A5")]
    public async Task An_integration_that_is_switched_off_sends_nothing_and_the_case_says_so()
    {
        await using var road = await RoadFixture.Start(postgres);
        await road.Rule(TriggerKind.Created, road.Apply(road.Create));
        await road.Ask<object>("update connections set enabled = false, version = version + 1 returning id");
        road.App.Services.GetRequiredService<Setups>().ForgetAll();
        await road.Open();
        Assert.Equal(0L, await road.Ask<long>("select count(*) from deliveries"));
        Assert.Contains("switched off", await road.Ask<string>("select text from case_history where kind = 'integration'"), StringComparison.Ordinal);
    }

    private static async Task<Case> Read(RoadFixture road, Case subject) =>
        (await road.App.Services.GetRequiredService<CaseStore>().Find(road.Tenant, subject.Id, RoadFixture.Cancel))!;
}
