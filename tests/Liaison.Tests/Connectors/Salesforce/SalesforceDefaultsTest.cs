using Liaison.Connectors.Salesforce;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceDefaultsTest
{
    [Fact, Trait("row", "A205"), Trait("row", "A206"), Trait("row", "A207"), Trait("row", "A214")]
    public async Task Every_field_that_conversations_are_written_into_at_first_is_there_to_be_written()
    {
        await using var bench = await SalesforceBench.Start();
        var types = Value(await bench.Open().Describe(bench.Calls, Cancel)).ToDictionary(type => type.Name);
        foreach (var mapping in SalesforceDefaults.Conversations.Mappings)
        {
            var fields = types[mapping.RecordType].Fields.ToDictionary(field => field.Name);
            Assert.All(mapping.Rows, row => Assert.True(fields[row.Target.Field!].Creatable, $"{mapping.RecordType}.{row.Target.Field}"));
            Assert.Empty(mapping.Rows.SelectMany(row => Placeholders.Check(row.Source.Text ?? "", "")));
            Assert.Superset(fields.Values.Where(field => field.RequiredOnCreate).Select(field => field.Name).ToHashSet(), mapping.Rows.Where(row => row.Default is not null || row.Source.Text is not null).Select(row => row.Target.Field!)
                .ToHashSet());
        }
    }

    [Fact, Trait("row", "A190"), Trait("row", "A196")]
    public void Four_actions_and_two_presets_are_offered()
    {
        var offered = SalesforceDefaults.Conversations;
        Assert.Equal(["contactAndCase", "leadAndTask", "case", "contactAndTask"], offered.Actions.Select(action => action.Name));
        Assert.All(offered.Presets, preset => Assert.All(preset.Triggers, trigger => Assert.Contains(trigger.Action, offered.Actions.Select(action => action.Name))));
        Assert.All(offered.Presets, preset => Assert.Contains(preset.Triggers, trigger => trigger is { Channel: Channel.Offline, Moment: Liaison.Core.Memorialisation.Moment.OfflineMessageReceived }));
        Assert.All(offered.Actions.Where(action => action is { Person: not null, Activity: not null }), action => Assert.Contains(offered.Links, link => link.Person == action.Person && link.Activity == action.Activity && link.Field.Length > 0));
    }

    [Fact, Trait("row", "A194"), Trait("row", "A243")]
    public async Task The_identification_rules_to_begin_with_search_with_one_call()
    {
        await using var bench = await SalesforceBench.Start("personAccounts=true");
        var connector = bench.Open();
        var facts = new Facts(path => path switch { "customer.email" => "sam.loner@example.com", _ => null });
        var (search, _) = new Liaison.Core.Identification.Identifier(SalesforceDefaults.Identification).Search(facts);
        Assert.Equal("Sam Loner", Assert.Single(Value(await connector.Find(search!, bench.Calls, Cancel))).Name);
        var before = bench.Calls.Exchanges.Count;
        var found = Value(await connector.Find(search!, bench.Calls, Cancel));
        Assert.Equal(1, bench.Calls.Exchanges.Count - before);
        Assert.Equal("Sam Loner", new Liaison.Core.Identification.Identifier(SalesforceDefaults.Identification).Judge(facts, found, []).Chosen?.Name);
    }
}
