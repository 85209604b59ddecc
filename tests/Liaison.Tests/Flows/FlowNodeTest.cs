using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Flows.Nodes;
using Liaison.Core.Identification;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Flows.Sketch;

namespace Liaison.Tests.Flows;

/// <summary>What each kind of node does, on its own.</summary>
public sealed class FlowNodeTest
{
    private static readonly (string, FlowNode, string) Start = ("s", new StartNode(), "next=n");

    [Fact, Trait("row", "A128"), Trait("row", "A105"), Trait("row", "A123")]
    public async Task A_match_fills_variables_gives_the_record_s_page_and_leaves_by_match()
    {
        var node = new CustomerLookupNode { ConnectionId = Crm, Items = Pairs(("city", "MailingCity"), ("vip", "Vip__c")), OpenRecord = true };
        PersonQuestion? asked = null;
        var state = await Walk(Flow(Start, ("n", node, "match=e noMatch=q"), ("q", new QueueNode { Queue = "Unknown callers" }, ""), ("e", new EndNode(), "")),
            Systems(q => { asked = q; return Known(Found("Contact", "003A", ("MailingCity", "Leeds"))); }), Pairs(("customer.phone", "+442079460777")), Pairs(("vip", "yes"), ("ticket", "7")));
        Assert.Equal("s.next n.match e", Way(state));
        Assert.Equal(Pairs(("city", "Leeds"), ("ticket", "7")), state.Items);
        var record = Assert.Single(state.Records);
        Assert.Equal(("https://crm.example/Contact/003A", true, "Leeds"), (record.Url, record.Open, record.Values["MailingCity"]));
        Assert.Equal(record.Url, state.ScreenPop!.Url);
        Assert.Equal(["MailingCity", "Vip__c"], asked!.Reads);
        Assert.Equal(("+442079460777", "7"), (asked.Facts["customer.phone"], asked.Facts["items.ticket"]));
    }

    [Fact, Trait("row", "A125"), Trait("row", "A126")]
    public async Task A_lookup_by_a_variable_asks_for_that_variable_and_that_field()
    {
        PersonQuestion? asked = null;
        await Walk(Flow(Start, ("n", new CustomerLookupNode { ConnectionId = Crm, By = "item", Item = "ticket", RecordType = "Case", Field = "CaseNumber" }, "")), Systems(q => { asked = q; return Known(Found("Case", "500")); }));
        Assert.Equal(new PersonKey("items.ticket", "Case", "CaseNumber"), asked!.Key);
        var form = CustomerLookupNode.Declared.Form;
        Assert.Equal(["item", "recordType", "field"], form.Where(f => f.When == new NodeFieldWhen("by", "item")).Select(f => f.Name));
    }

    [Fact, Trait("row", "A127")]
    public async Task Each_node_says_itself_whether_its_lookup_is_fresh_and_how_far_back_an_earlier_contact_counts()
    {
        var asked = new List<PersonQuestion>();
        await Walk(Flow(Start, ("n", new CustomerLookupNode { ConnectionId = Crm, Fresh = false, ReuseDays = 14 }, "noMatch=m"), ("m", new CustomerLookupNode { ConnectionId = Crm, Fresh = true }, "noMatch=o"),
            ("o", new CustomerLookupNode { ConnectionId = Crm }, "")), Systems(q => { asked.Add(q); return new PersonAnswer(Identified.Nobody("Nobody."), "live"); }));
        Assert.Equal([(false, 14), (true, null), (null, null)], asked.Select(q => (q.Fresh, q.ReuseDays)));
    }

    [Fact, Trait("row", "A129")]
    public async Task Several_that_fit_equally_well_are_candidates_and_go_on_as_not_found_unless_wired()
    {
        var (one, two) = (Found("Contact", "1"), Found("Contact", "2"));
        var several = Systems(_ => new PersonAnswer(new Identified(IdentifiedVerdict.Several, null, [new(one, "", "", "exact", true, "Fits."), new(two, "", "", "exact", true, "Fits."), new(Found("Lead", "3"), "", "", "none", false, "No.")], "Two fit.", []), "live"));
        var node = new CustomerLookupNode { ConnectionId = Crm };
        var unwired = await Walk(Flow(Start, ("n", node, "match=e noMatch=q"), ("q", new QueueNode { Queue = "Unknown" }, ""), ("e", new EndNode(), "")), several);
        Assert.Equal(("s.next n.noMatch q.next", "Unknown"), (Way(unwired), unwired.Queue));
        Assert.Equal(["https://crm.example/Contact/1", "https://crm.example/Contact/2"], unwired.Candidates.Select(c => c.Url));
        Assert.Empty(unwired.Records);
        Assert.Equal("s.next n.several e", Way(await Walk(Flow(Start, ("n", node, "several=e"), ("e", new EndNode(), "")), several)));
    }

    [Fact, Trait("row", "A139"), Trait("row", "A140"), Trait("row", "A131")]
    public async Task A_query_leaves_by_one_by_several_or_by_none_and_fills_variables()
    {
        async Task<RunState> Take(RecordsFound path, string take, string value, params FoundRecord[] found)
        {
            var node = new AdvancedLookupNode { ConnectionId = Crm, Query = new RecordQuery("Case", ["Subject"], new QueryCondition.Free("Id != null")), Take = take, Items = Pairs(("numbers", "CaseNumber")), OpenRecord = true };
            return await Walk(Flow(Start, ("n", node, "single=a multiple=b none=c"), ("a", new PriorityNode { Priority = 1 }, ""), ("b", new PriorityNode { Priority = 2 }, ""), ("c", new PriorityNode { Priority = 3 }, "")), Systems(records: q =>
            {
                Assert.Equal((take == "all", "Subject CaseNumber"), (q.All, string.Join(' ', q.Query.Fields)));
                return new RecordsAnswer(path, Pairs(("CaseNumber", value)), found, "So it is.");
            }), items: Pairs(("numbers", "old")));
        }
        var (one, two) = (Found("Case", "1", ("CaseNumber", "00001")), Found("Case", "2", ("CaseNumber", "00002")));
        var single = await Take(RecordsFound.Single, "first", "00001", one);
        Assert.Equal((1, "00001", true), (single.Priority, single.Items["numbers"], single.Records.Single().Open));
        var multiple = await Take(RecordsFound.Multiple, "all", "00001,00002", one, two);
        Assert.Equal((2, "00001,00002"), (multiple.Priority, multiple.Items["numbers"]));
        Assert.Equal([("https://crm.example/Case/1", false), ("https://crm.example/Case/2", false)], multiple.Records.Select(r => (r.Url, r.Open)));
        Assert.Equal(3, (await Take(RecordsFound.None, "all", "")).Priority);
    }

    [Fact, Trait("row", "A141")]
    public async Task Several_values_in_one_line_are_split_into_variables_and_a_rest()
    {
        async Task<RunState> Split(string line) => await Walk(Flow(Start, ("n", new CoalesceNode { From = "items.names", Items = ["first", "second"], Rest = "others" }, "next=a empty=b"),
            ("a", new PriorityNode { Priority = 1 }, ""), ("b", new PriorityNode { Priority = 2 }, "")), items: Pairs(("names", line), ("second", "old")));
        var four = await Split(Csv.Line(["Ann", "Bo, \"the\" second", "C", "D"]));
        Assert.Equal((1, "Ann", "Bo, \"the\" second", "C,D"), (four.Priority, four.Items["first"], four.Items["second"], four.Items["others"]));
        var one = await Split("Ann");
        Assert.Equal((1, "Ann", false, false), (one.Priority, one.Items["first"], one.Items.ContainsKey("second"), one.Items.ContainsKey("others")));
        Assert.Equal(2, (await Split("")).Priority);
    }

    [Theory, Trait("row", "A122")]
    [InlineData("items.city", "equals", "LEEDS", true), InlineData("items.city", "notEquals", "leeds", false), InlineData("items.city", "contains", "eed", true), InlineData("items.city", "startsWith", "Le", true)]
    [InlineData("items.city", "endsWith", "x", false), InlineData("items.count", "greater", "9", true), InlineData("items.count", "less", "9", false), InlineData("items.none", "less", "9", false)]
    [InlineData("items.none", "isEmpty", "", true), InlineData("items.city", "isNotEmpty", "", true), InlineData("items.city", "matches", "^l.+s$", true), InlineData("SYSTEM.Now", "greater", "2026-03-02T08:59:59Z", true)]
    [InlineData("items.city", "matches", "(?=x)", false), InlineData("city", "equals", "{{ items.city | upper }}", true)]
    public async Task A_branch_takes_the_first_case_that_fits(string value, string op, string against, bool fits)
    {
        var branch = new BranchNode { Cases = [new("never") { All = [new("x", "equals", "y")] }, new("case1") { All = [new($"{{{{{value}}}}}", op, against), new("{{items.city}}", "isNotEmpty")] }] };
        var state = await Walk(Flow(Start, ("n", branch, "never=a case1=a otherwise=b"), ("a", new PriorityNode { Priority = 1 }, ""), ("b", new PriorityNode { Priority = 2 }, "")), items: Pairs(("city", "Leeds"), ("count", "10")));
        Assert.Equal(fits ? 1 : 2, state.Priority);
    }

    [Fact, Trait("row", "A136")]
    public async Task Placeholders_know_the_call_the_clock_and_every_variable()
    {
        var set = new SetItemsNode { Items = Pairs(("all", "{{SYSTEM.CallerPhoneNumber}}|{{SYSTEM.DialledNumber}}|{{SYSTEM.Channel}}|{{SYSTEM.Queue}}|{{SYSTEM.Now}}|{{Ticket}}|{{items.Ticket}}|{{customer.email}}|{{no.such}}")) };
        var state = await Walk(Flow(Start, ("n", new QueueNode { Queue = "Support {{Ticket}}" }, "next=m"), ("m", set, "")),
            facts: Pairs(("session.ani", "+442079460777"), ("session.dnis", "+48221234567"), ("session.channel", "voice"), ("session.queue", "Old"), ("customer.email", "a@b.example")), items: Pairs(("Ticket", "7")));
        Assert.Equal("+442079460777|+48221234567|voice|Support 7|2026-03-02T09:00:00Z|7|7|a@b.example|", state.Items["all"]);
    }

    [Fact, Trait("row", "A122")]
    public async Task A_caller_types_digits_with_so_many_tries_and_only_digits_count()
    {
        var flow = Flow(Start, ("n", new CollectCodeNode { Item = "pin", Prompt = "Hello {{name}}", MinDigits = 4, MaxDigits = 4, Tries = 2 }, "collected=a none=b"), ("a", new PriorityNode { Priority = 1 }, ""), ("b", new PriorityNode { Priority = 2 }, ""));
        var walk = new FlowWalk(flow, Systems(), new JumpingTime());
        var waits = await walk.Begin(Pairs(), Pairs(("name", "Ann")), CancellationToken.None);
        Assert.Equal(new CodeWanted("n", "pin", "Hello Ann", 4, 4, "#", 10), waits.Waiting);
        var again = await walk.Continue(waits, "12#", CancellationToken.None);
        Assert.Equal((1, "n"), (again.Tries, again.Waiting!.NodeId));
        var good = await walk.Continue(again, "1234#", CancellationToken.None);
        Assert.Equal((1, "1234", true), (good.Priority, good.Items["pin"], good.IsOver));
        var bad = await walk.Continue(again, "", CancellationToken.None);
        Assert.Equal((2, false, true), (bad.Priority, bad.Items.ContainsKey("pin"), bad.IsOver));
    }

    [Theory, Trait("row", "A123")]
    [InlineData("none", null), InlineData("records", "https://crm.example/Contact/1"), InlineData("https://x.example/?q={{evil}}", "https://x.example/?q=a%26b%3D1%2F..%2F"), InlineData("{{evil}}", "https://crm.example/Contact/1"), InlineData("{{page}}", "https://y.example/p")]
    public async Task What_opens_is_the_record_nothing_or_a_page_into_which_values_cannot_break(string pop, string? url)
    {
        var state = await Walk(Flow(Start, ("n", new CustomerLookupNode { ConnectionId = Crm }, "match=e"), ("e", new EndNode { ScreenPop = pop }, "")), Systems(_ => Known(Found("Contact", "1"))),
            items: Pairs(("evil", "a&b=1/../"), ("page", "https://y.example/p")));
        Assert.Equal(url, state.ScreenPop?.Url);
    }

    [Fact, Trait("row", "A129"), Trait("row", "A142")]
    public async Task When_the_time_is_used_up_nobody_is_asked_any_more_and_the_caller_still_gets_a_queue()
    {
        var time = new JumpingTime();
        var asked = 0;
        var silent = Systems() with { FindPerson = (_, _) => { asked++; return new TaskCompletionSource<PersonAnswer>().Task; } };
        var flow = Flow(Start, ("n", new CustomerLookupNode { ConnectionId = Crm, WithinMs = 5_000 }, "noMatch=m"), ("m", new CustomerLookupNode { ConnectionId = Crm, WithinMs = 5_000 }, "noMatch=o"),
            ("o", new AdvancedLookupNode { ConnectionId = Crm, Query = new RecordQuery("Case", ["Id"], new QueryCondition.Free("Id != null")) }, "none=q"), ("q", new QueueNode { Queue = "Support" }, "next=e"), ("e", new EndNode(), ""));
        var state = await Walk(flow, silent, time: time);
        Assert.Equal("s.next n.noMatch m.noMatch o.none q.next e", Way(state));
        Assert.Equal(("Support", 2, 8_000), (state.Queue, asked, state.ElapsedMs));
        Assert.Equal(3_000, state.Path[2].ElapsedMs);
    }

    [Fact, Trait("row", "A122")]
    public async Task A_circle_is_ended_and_says_so()
    {
        var state = await Walk(Flow(Start, ("n", new SetItemsNode { Items = Pairs(("a", "{{a}}{{a}}x")) }, "next=s")));
        Assert.Equal(FlowWalk.MostVisits, state.Visits);
        Assert.Contains("circles", state.Why, StringComparison.Ordinal);
        Assert.Equal(FlowNode.LongestValue, state.Items["a"].Length);
    }
}
