using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Flows.Nodes;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Flows.Sketch;

namespace Liaison.Tests.Flows;

/// <summary>What is wrong with a flow is said before a caller finds out, and which flow is for whom.</summary>
public sealed class FlowCheckTest
{
    [Fact, Trait("row", "A134"), Trait("row", "A126"), Trait("row", "A130")]
    public void What_could_not_work_is_named_with_its_place()
    {
        var around = new FlowSurroundings(new Dictionary<string, KnownConnection>(StringComparer.Ordinal)
        {
            [Crm] = new(Crm, "Salesforce", "salesforce", false, true, true), ["con_2"] = new("con_2", "Confirm", "confirm", true, false, false),
        });
        var problems = FlowCheck.Problems(Flow(
            ("s", new StartNode(), "next=a"), ("a", new CustomerLookupNode { ConnectionId = "con_2", By = "item" }, "match=gone"), ("b", new AdvancedLookupNode { ConnectionId = "con_3", Query = new RecordQuery("Case", ["Id"], new QueryCondition.Free(" ")) }, ""),
            ("c", new AdvancedLookupNode { ConnectionId = Crm, Query = new RecordQuery("Case", ["Id"], new QueryCondition.One("", "equals", "{{x")), WithinMs = 50_000 }, ""), ("d", new SetItemsNode { Items = Pairs(("x", "{{ y | nonsense }}")) }, ""),
            ("e", new BranchNode { Cases = [new("case1") { All = [new("{{a}}", "matches", "(?=x)")] }] }, "next=s"), ("f", new EndNode { ScreenPop = "ftp://x" }, "")), around).Select(p => $"{p.At} {p.Code}").ToList();
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal)
        {
            "/nodes/1/node/connectionId wrong-connection", "/nodes/1/node/item required", "/nodes/1/node/recordType required", "/nodes/1/node/field required", "/nodes/1/exits/match unknown-node",
            "/nodes/2/node/connectionId unknown-connection", "/nodes/2/node/query/condition required", "/nodes/3/node/connectionId warning-switched-off", "/nodes/3/node/query/condition required", "/nodes/3/node/withinMs out-of-range",
            "/nodes/4/node/items/x unknown-filter", "/nodes/5/node/cases/0/all/0/against bad-pattern", "/nodes/5/exits/next warning-unknown-port", "/nodes/6/node/screenPop not-a-link", "/nodes/6 warning-unreached",
        }, problems.ToHashSet(StringComparer.Ordinal));
        Assert.Contains(FlowCheck.Problems(Flow(("a", new EndNode(), "")), Around), p => p.Code == "no-start");
        Assert.Contains(FlowCheck.Problems(Flow(("a", new StartNode(), ""), ("a", new EndNode(), "")), Around), p => p.Code == "twice");
        Assert.Empty(FlowCheck.Problems(Flow(("s", new StartNode(), "next=e"), ("e", new EndNode(), "")), Around));
    }

    [Fact, Trait("row", "A137")]
    public void Every_value_that_texts_and_queries_name_is_listed_with_who_needs_and_who_sets_it()
    {
        var values = FlowValues.Of(Flow(
            ("s", new StartNode(), "next=a"), ("a", new CollectCodeNode { Item = "ticket", Prompt = "Your ticket, please" }, ""),
            ("b", new AdvancedLookupNode { Query = new RecordQuery("Case", ["Id"], new QueryCondition.Free("Phone = {{SYSTEM.CallerPhoneNumber}} AND CaseNumber = '{{ticket}}'")) }, ""),
            ("c", new BranchNode { Cases = [new("case1") { All = [new("{{items.ticket}}", "equals", "{{ items['city'] }}")] }] }, "")));
        Assert.Equal(["SYSTEM.CallerPhoneNumber b ", "items.city c ", "items.ticket c a", "ticket b a"], values.Select(v => $"{v.Path} {string.Join(',', v.Nodes)} {string.Join(',', v.SetBy)}"));
    }

    [Fact, Trait("row", "A122")]
    public void What_was_dialled_beats_the_campaign_that_the_queue_that_the_channel_and_then_the_flow_for_all()
    {
        PublishedFlow Of(string name, FlowMatch match) => new(new Id<CallFlow>(name), 1, Flow() with { Name = name, Match = match });
        PublishedFlow[] all =
        [
            Of("all", new()), Of("voice", new() { Channels = [Channel.Voice] }), Of("queue", new() { Queues = ["support"] }), Of("campaign", new() { Campaigns = ["Spring"] }),
            Of("dnis", new() { Dnis = ["022 123 45 67"] }), Of("dnis-chat", new() { Dnis = ["+48221234567"], Channels = [Channel.Chat] }),
        ];
        string? Chosen(CallFacts facts, params string[] without) => FlowChoice.Of(all.Where(f => !without.Contains(f.Flow.Name)), facts, n => n == "022 123 45 67" ? "+48221234567" : n)?.Flow.Name;
        var call = new CallFacts { Dnis = "+48221234567", Campaign = "spring", Queue = "Support", Channel = Channel.Voice };
        Assert.Equal("dnis", Chosen(call));
        Assert.Equal("campaign", Chosen(call, "dnis"));
        Assert.Equal("queue", Chosen(call, "dnis", "campaign"));
        Assert.Equal("voice", Chosen(call, "dnis", "campaign", "queue"));
        Assert.Equal("all", Chosen(call, "dnis", "campaign", "queue", "voice"));
        Assert.Null(Chosen(call, "dnis", "campaign", "queue", "voice", "all"));
        Assert.Equal("dnis-chat", Chosen(call with { Channel = Channel.Chat }));
        Assert.Equal("all", Chosen(new CallFacts()));
    }
}
