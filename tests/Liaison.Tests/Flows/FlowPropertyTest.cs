using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Flows.Nodes;
using Liaison.Core.Identification;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Flows;

/// <summary>Whatever somebody draws, and whatever the systems do: a caller is never left hanging.</summary>
public sealed class FlowPropertyTest
{
    private static readonly string[] Texts = ["", "x", "{{items.a}}", "{{SYSTEM.Now}} {{ b | upper }}", "{{ open", "(a+)+$", "[", "{{session.ani}}", "a,b,\"c\"\"d\"", "\"", "\ud83d", "https://x.example/{{items.a}}", "javascript:alert(1)"];

    private static readonly Gen<string> Text = Gen.Elements(Texts);
    private static readonly Gen<string> Name = Gen.Elements("a", "b", "c", "");
    private static readonly Gen<Dictionary<string, string>> Items = from names in Name.ListOf(3) from text in Text select names.Distinct(StringComparer.Ordinal).ToDictionary(n => n, _ => text, StringComparer.Ordinal);

    private static readonly Gen<FlowNode> Node = Gen.OneOf<FlowNode>(
        Gen.Constant<FlowNode>(new StartNode()),
        from items in Items select (FlowNode)new SetItemsNode { Items = items },
        from value in Text from against in Text from op in Gen.Elements([.. FlowCondition.Operators.Select(o => o.Name), "nonsense"]) from port in Gen.Elements("case1", "otherwise", "")
            select (FlowNode)new BranchNode { Cases = [new BranchCase(port) { All = [new FlowCondition(value, op, against)] }, new BranchCase("case2")] },
        from items in Items from within in Gen.Choose(-5, 20_000) from way in Gen.Elements("automatic", "item", "?") from name in Gen.Elements<string?>("a", null)
            select (FlowNode)new CustomerLookupNode { ConnectionId = "con_x", Items = items, WithinMs = within, By = way, Item = name, OpenRecord = within % 2 == 0 },
        from items in Items from text in Text from within in Gen.Choose(-5, 20_000) from take in Gen.Elements("first", "all", "?")
            select (FlowNode)new AdvancedLookupNode { ConnectionId = "con_x", Items = items, WithinMs = within, Take = take, Query = text.Length == 0 ? null : new RecordQuery("Contact", ["Name"], new QueryCondition.Free(text)) },
        from text in Text from name in Name select (FlowNode)new CoalesceNode { From = text, Items = [name, "b"], Rest = name },
        from name in Name from text in Text from least in Gen.Choose(-1, 5) from tries in Gen.Choose(-1, 5) select (FlowNode)new CollectCodeNode { Item = name, Prompt = text, MinDigits = least, MaxDigits = 5, Tries = tries },
        from text in Text select (FlowNode)new QueueNode { Queue = text },
        from priority in Gen.Choose(-9, 99) select (FlowNode)new PriorityNode { Priority = priority },
        from text in Gen.OneOf(Text, Gen.Elements("records", "none")) select (FlowNode)new EndNode { ScreenPop = text });

    private static readonly Gen<string> To = Gen.Choose(0, 13).Select(n => n > 11 ? "gone" : $"n{n}");

    private static readonly Gen<PlacedNode> Placed =
        from id in To from node in Node
        from exits in Gen.Elements("next", "match", "several", "noMatch", "single", "multiple", "none", "case1", "case2", "otherwise", "empty", "collected", "nothing").ListOf(9)
        from to in To.ListOf(9)
        select new PlacedNode(id, node) { Exits = exits.Zip(to).DistinctBy(e => e.First).ToDictionary(e => e.First, e => e.Second, StringComparer.Ordinal) };

    private static readonly Arbitrary<(CallFlow Flow, int Weather)> Flows =
        (from nodes in Placed.ListOf(12) from limit in Gen.Choose(0, 9_000) from weather in Gen.Choose(0, 1_000_000)
            select (new CallFlow { Name = "x", TimeLimitMs = limit, Nodes = [new PlacedNode("start", new StartNode()) { Exits = new Dictionary<string, string>(StringComparer.Ordinal) { ["next"] = "n0" } }, .. nodes] }, weather)).ToArbitrary();

    [Fact, Trait("row", "A129"), Trait("row", "A142"), Trait("row", "A122")]
    public void A_run_always_ends_or_waits_within_its_time_and_its_nodes_and_never_throws() => Prop.ForAll(Flows, given =>
    {
        var (flow, weather) = given;
        var (time, random) = (new JumpingTime(), new Random(weather));
        var walk = new FlowWalk(flow, Weather(time, random), time);
        var state = walk.Begin(Sketch.Pairs(("session.ani", "+442079460777")), Sketch.Pairs(("a", Texts[weather % Texts.Length])), CancellationToken.None).GetAwaiter().GetResult();
        for (var codes = 0; state.Waiting is not null; codes++)
        {
            Assert.True(codes <= FlowWalk.MostVisits, "It waits for ever.");
            Assert.Null(state.ScreenPop);
            // Another process goes on with it.
            state = walk.Continue(Json.Read<RunState>(Json.Write(state)), random.Next(3) switch { 0 => "", 1 => "1234#", _ => "x" }, CancellationToken.None).GetAwaiter().GetResult();
        }
        Assert.True(state.IsOver);
        Assert.NotEmpty(state.Why);
        Assert.InRange(state.Visits, 1, FlowWalk.MostVisits);
        Assert.InRange(state.ElapsedMs, 0, flow.TimeLimitMs + 0.001);
        Assert.All(state.Path, v => Assert.NotEmpty(v.Why));
        Assert.True(state.Priority is null or (>= 0 and <= 9));
        Assert.True(state.ScreenPop?.Url is null || state.ScreenPop.Url.StartsWith("https://", StringComparison.Ordinal));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));

    [Fact, Trait("row", "A122")]
    public void Any_drawing_can_be_checked_and_is_read_as_it_was_written() => Prop.ForAll(Flows, given =>
    {
        Assert.All(FlowCheck.Problems(given.Flow, Sketch.Around), p => Assert.NotEmpty(p.Message));
        Assert.NotNull(FlowValues.Of(given.Flow));
        if (!Json.Write(given.Flow).Contains("\\ufffd", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Equal(Json.Write(given.Flow), Json.Write(Json.Read<CallFlow>(Json.Write(given.Flow))));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>Systems as bad as they come: they find, find several, find nothing, fail, break at once, break later, never answer, and take as long as they like.</summary>
    private static FlowSystems Weather(JumpingTime time, Random random)
    {
        var record = Sketch.Found("Contact", "003", ("x", "1"), ("", "2"));
        Task<T> Any<T>(params Func<T>[] answers)
        {
            var kind = random.Next(answers.Length + 3);
            return kind < answers.Length ? Task.FromResult(answers[kind]()) : (kind - answers.Length) switch
            {
                0 => throw new InvalidOperationException("Broken at once."),
                1 => Task.FromException<T>(new HttpRequestException("Broken later.")),
                _ => new TaskCompletionSource<T>().Task,
            };
        }
        return new FlowSystems(
            (_, _) => Any(
                () => Sketch.Known(record), () => new PersonAnswer(Identified.Nobody("Nobody."), "nowhere"), () => null!,
                () => new PersonAnswer(new Identified(IdentifiedVerdict.Several, null, [new Candidate(record, "f", "g", "exact", true, "It fits.")], "Several.", []), "live")),
            (_, _) => Any(
                () => new RecordsAnswer(RecordsFound.Single, Sketch.Pairs(("x", "1")), [record], "One."), () => new RecordsAnswer(RecordsFound.Multiple, Sketch.Pairs(("x", "1,2")), [record, record], "Two."),
                () => new RecordsAnswer(RecordsFound.None, Sketch.Pairs(), [], "None."), () => null!),
            (_, _) => random.Next(4) == 0 ? throw new InvalidOperationException("No address.") : "https://crm.example/1");
    }
}
