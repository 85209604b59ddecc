using Liaison.Connectors.Dynamics;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;
using static Liaison.Tests.Connectors.Dynamics.DynamicsBench;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsDescribeTest
{
    [Fact]
    public async Task Tables_are_described_with_lengths_choices_and_one_field_for_each_table_that_a_lookup_may_mean()
    {
        await using var bench = await DynamicsBench.Start();
        var types = Value(await bench.Open().Describe(bench.Calls, Cancel)).ToDictionary(type => type.Name);
        Assert.Equal(["contact", "account", "lead", "incident", "phonecall", "task"], types.Keys);
        var call = types["phonecall"].Fields.ToDictionary(field => field.Name);
        Assert.Equal((200, true, "longText", 2000), (call["subject"].MaxLength, call["subject"].RequiredOnCreate, call["description"].Type, call["description"].MaxLength));
        Assert.Equal(("record", "boolean", "phonecall.statuscode"), (call["regardingobjectid_contact_phonecall"].Type, call["directioncode"].Codes, call["statuscode"].Codes));
        Assert.Contains(types["incident"].Fields, field => field.Name == "liaison_CallerId");
        Assert.False(types["contact"].Fields.Single(field => field.Name == "fullname").Creatable);
        Assert.Equal([("1", "Open", "0"), ("2", "Made", "1"), ("4", "Received", "1"), ("3", "Canceled", "2")], Value(await bench.Open().Codes("phonecall.statuscode", false, bench.Calls, Cancel)).Items.Select(code => (code.Value, code.Name, code.Parent!)));
        Assert.Equal(FaultKind.SchemaDrift, Fault(await bench.Open().Codes("contact.shoesize", false, bench.Calls, Cancel)).Kind);
    }

    [Fact]
    public async Task A_description_costs_one_call_and_is_remembered()
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        async Task<int> Cost()
        {
            var before = bench.Calls.Exchanges.Count;
            Value(await connector.Fields("contact", null, bench.Calls, Cancel));
            return bench.Calls.Exchanges.Count - before;
        }

        Assert.Equal((1, 0), (await Cost(), await Cost()));
        Assert.Equal(FaultKind.SchemaDrift, Fault(await connector.Fields("unicorn", null, bench.Calls, Cancel)).Kind);
        Assert.Equal(FaultKind.SchemaDrift, Fault(await connector.Fields("x')/Attributes", null, bench.Calls, Cancel)).Kind);
    }

    [Fact, Trait("row", "A144")]
    public async Task Every_field_that_conversations_are_written_into_at_first_is_there_to_be_written()
    {
        await using var bench = await DynamicsBench.Start();
        var types = Value(await bench.Open().Describe(bench.Calls, Cancel)).ToDictionary(type => type.Name);
        foreach (var mapping in DynamicsDefaults.Conversations.Mappings)
        {
            var fields = types[mapping.RecordType].Fields.ToDictionary(field => field.Name);
            Assert.All(mapping.Rows, row => Assert.True(fields[row.Target.Field!].Creatable, $"{mapping.RecordType}.{row.Target.Field}"));
            Assert.Empty(mapping.Rows.SelectMany(row => Placeholders.Check(row.Source.Text ?? "", "")));
            Assert.Superset(fields.Values.Where(field => field.RequiredOnCreate).Select(field => field.Name).ToHashSet(),
                mapping.Rows.Where(row => row.Default is not null || row.Source.Text is not null).Select(row => row.Target.Field!).ToHashSet());
        }
        Assert.All(DynamicsDefaults.Conversations.Links.Where(link => link.Field.Length > 0), link => Assert.Contains(types[link.Activity].Fields, field => field.Name == link.Field));
        Assert.All(DynamicsDefaults.Conversations.About, about => Assert.Contains(types[about.Activity].Fields, field => field.Name == about.Field));
        Assert.All(DynamicsDefaults.Identification.Rules, rule => Assert.All(rule.By.SelectMany(by => by.Fields), name => Assert.Contains(types[rule.RecordType].Fields, field => field.Name == name)));
    }

    [Fact, Trait("row", "A147")]
    public void Presets_name_actions_that_there_are_and_miss_no_channel()
    {
        var offered = DynamicsDefaults.Conversations;
        Assert.All(offered.Presets, preset => Assert.All(preset.Triggers, trigger => Assert.Contains(trigger.Action, offered.Actions.Select(action => action.Name))));
        Assert.All(offered.Presets, preset => Assert.Contains(preset.Triggers, trigger => trigger is { Channel: Channel.Voice, Moment: Moment.Ended }));
        Assert.All(offered.Actions.Where(action => action is { Person: not null, Activity: not null }), action => Assert.Contains(offered.Links, link => link.Person == action.Person && link.Activity == action.Activity && link.Field.Length > 0));
    }

    [Fact]
    public async Task People_are_listed_with_the_reason_why_records_cannot_be_theirs()
    {
        await using var bench = await DynamicsBench.Start("pageSize=4");
        var users = Value(await bench.Open().Users(bench.Calls, Cancel)).ToDictionary(user => user.Name);
        Assert.Equal(9, users.Count);
        Assert.Equal(("alice.archer@example.com", null), (users["Alice Archer"].Email, users["Alice Archer"].Problem));
        Assert.Equal(("The user is disabled.", "This is an application, not a person."), (users["Dan Dyer"].Problem, users["# Liaison"].Problem));
    }

    [Fact]
    public async Task A_record_is_read_with_what_people_call_its_choices_and_lookups()
    {
        await using var bench = await DynamicsBench.Start();
        var read = Value(await bench.Open().Read("incident", await bench.IdOf("incident", "ticketnumber=CAS-01001-S4B0X1"), bench.Calls, Cancel));
        Assert.Equal(("No hot water in room 12", "1", "Phone", "Hannah Marsh"), (read.Values["title"], read.Values["caseorigincode"], read.Values["caseorigincode.name"], read.Values["customerid.name"]));
        Assert.StartsWith("W/", read.Version, StringComparison.Ordinal);
        Assert.Equal(FaultKind.NotFound, Fault(await bench.Open().Read("contact", Guid.Empty.ToString(), bench.Calls, Cancel)).Kind);
    }

    [Fact]
    public async Task Missing_tables_and_columns_are_told_when_the_connection_is_tested()
    {
        await using var bench = await DynamicsBench.Start("maxUploadFileSize=4000000");
        await bench.Sandbox.Set(new { removedColumns = new[] { "lead.telephone1" }, readOnlyColumns = new[] { "phonecall.description" } });
        var details = Value(await bench.Open().Test(bench.Calls, Cancel)).Details;
        Assert.Contains(details, one => one.StartsWith("Lead: telephone1 cannot be written", StringComparison.Ordinal));
        Assert.Contains(details, one => one.StartsWith("Phone Call: description cannot be written", StringComparison.Ordinal));
        Assert.Contains(details, one => one.Contains("3,000,000 bytes", StringComparison.Ordinal));
    }
}
