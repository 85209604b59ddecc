using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Flows.Nodes;
using Liaison.Core.Identification;
using Liaison.Core.Shared;

namespace Liaison.Tests.Flows;

/// <summary>Flows drawn in a line or two, and systems that answer as told.</summary>
internal static class Sketch
{
    public const string Crm = "con_00000000000000000000000000";

    public static readonly FlowSurroundings Around = new(new Dictionary<string, KnownConnection>(StringComparer.Ordinal) { [Crm] = new(Crm, "Salesforce", "salesforce", true, true, true) });

    /// <param name="nodes">Id, node, and its exits as <c>next=n2 match=n3</c>.</param>
    public static CallFlow Flow(params (string Id, FlowNode Node, string Exits)[] nodes) => new()
    {
        Name = "Main number",
        Nodes = [.. nodes.Select(n => new PlacedNode(n.Id, n.Node) { Exits = n.Exits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('=')).ToDictionary(e => e[0], e => e[1], StringComparer.Ordinal) })],
    };

    public static Dictionary<string, string> Pairs(params (string Name, string Value)[] pairs) => pairs.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    public static FoundRecord Found(string type, string id, params (string Field, string Value)[] values) => new(type, id, $"{type} {id}", Pairs(values));

    public static PersonAnswer Known(FoundRecord record) => new(Identified.Of(record, $"{record.Name} it is."), "live");

    public static FlowSystems Systems(Func<PersonQuestion, PersonAnswer>? person = null, Func<RecordsQuestion, RecordsAnswer>? records = null) => new(
        (question, _) => Task.FromResult(person?.Invoke(question) ?? new PersonAnswer(Identified.Nobody("Nobody."), "live")),
        (question, _) => Task.FromResult(records?.Invoke(question) ?? new RecordsAnswer(RecordsFound.None, Pairs(), [], "No record.")),
        (_, found) => $"https://crm.example/{found.RecordType}/{found.Record}");

    public static Task<RunState> Walk(CallFlow flow, FlowSystems? systems = null, Dictionary<string, string>? facts = null, Dictionary<string, string>? items = null, TimeProvider? time = null) =>
        new FlowWalk(flow, systems ?? Systems(), time ?? new JumpingTime()).Begin(facts ?? Pairs(), items ?? Pairs(), CancellationToken.None);

    public static string Way(RunState state) => string.Join(" ", state.Path.Select(v => v.Port is null ? v.NodeId : $"{v.NodeId}.{v.Port}"));
}

/// <summary>A clock on which nobody waits: whoever would, finds that the time has passed.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            Pass(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
        return new Never();
    }

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => GC.SuppressFinalize(this);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
