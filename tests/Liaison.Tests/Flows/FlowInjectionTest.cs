using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Flows.Nodes;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Tests.Connectors.Salesforce;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Flows;

/// <summary>Whatever a caller types, says or is named: on its way through a flow it stays a value.</summary>
public sealed class FlowInjectionTest
{
    [Fact, Trait("row", "A136"), Trait("row", "A131")]
    public async Task No_value_that_passes_through_a_flow_changes_a_query_s_shape_a_page_s_host_or_becomes_a_placeholder()
    {
        await using var organisation = await RecordedOrganisation.Start();
        var flow = Sketch.Flow(
            ("s", new StartNode(), "next=copy"), ("copy", new SetItemsNode { Items = Sketch.Pairs(("copy", "{{evil}}"), ("secret", "hidden")) }, "next=q"),
            ("q", new AdvancedLookupNode { ConnectionId = Sketch.Crm, WithinMs = 10_000, Query = new RecordQuery("Contact", ["Email"], new QueryCondition.Free("LastName = '{{ copy }}' OR (Email = {{ items.evil }} AND Phone != null)")) }, "none=one"),
            ("one", new AdvancedLookupNode { ConnectionId = Sketch.Crm, WithinMs = 10_000, Query = new RecordQuery("Contact", ["Email"], new QueryCondition.One("LastName", "contains", "{{copy}}")) }, "none=to"),
            ("to", new QueueNode { Queue = "{{copy}}" }, "next=e"), ("e", new EndNode { ScreenPop = "https://crm.example/find?name={{copy}}#top" }, "")) with { TimeLimitMs = 30_000 };
        var systems = Sketch.Systems() with
        {
            FindRecords = async (question, cancel) =>
            {
                Value(await organisation.Connector.Query(question.Query, question.Facts, new Calls(), cancel));
                return new RecordsAnswer(RecordsFound.None, Sketch.Pairs(), [], "None.");
            },
        };
        foreach (var value in InjectionTest.Values)
        {
            var before = organisation.Asked.Count;
            var kept = FlowNode.LongestValue >= value.Length ? value.Replace("\0", "", StringComparison.Ordinal) : Renderer.CutTo(value, FlowNode.LongestValue);
            var state = await new FlowWalk(flow, systems, TimeProvider.System).Begin(Sketch.Pairs(), Sketch.Pairs(("evil", value)), CancellationToken.None);
            Assert.Equal(2, organisation.Asked.Count - before);
            var (free, texts) = SoqlReading.Soql(organisation.Asked[^2]);
            Assert.Equal("SELECT Id,Name,Email FROM Contact WHERE (LastName = ? OR (Email = ? AND Phone != null)) LIMIT 2000", free);
            Assert.Contains(texts, text => text == kept);
            var (single, _) = SoqlReading.Soql(organisation.Asked[^1]);
            Assert.Equal("SELECT Id,Name,Email FROM Contact WHERE LastName LIKE ? LIMIT 2000", single);
            Assert.DoesNotContain("hidden", organisation.Asked[^1] + organisation.Asked[^2], StringComparison.Ordinal);
            Assert.True(state.Queue is null || state.Queue == Renderer.CutTo(kept.Trim(), 200));
            if (state.ScreenPop?.Url is { } page)
            {
                var address = new Uri(page);
                Assert.Equal(("crm.example", "/find", "#top"), (address.Host, address.AbsolutePath, address.Fragment));
                Assert.DoesNotContain('&', address.Query);
            }
        }
    }
}
