using Liaison.Core.Flows;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Flows;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Flows;

/// <summary>A contact that reaches a flow.</summary>
/// <param name="Flow">Which flow; null: the one that is for it.</param>
/// <param name="Session">Its session, if what the flow finds is to be told of it.</param>
public sealed record FlowCall(Id<CallFlow>? Flow, FlowSession? Session, CallFacts Facts);

/// <summary>A session as its source names it.</summary>
public sealed record FlowSession(string Source, string Subject);

/// <summary>Sends contacts through flows. A caller waits meanwhile, so there is always an answer: what cannot be kept or told is an alarm in the log, not a broken call.</summary>
public sealed class FlowRunner(Setups setups, FlowLookups lookups, FlowStore flows, FlowRunStore runs, FlowTelling telling, SessionStore sessions, ReadPhone phones, IdSource ids, TimeProvider time, ILogger<FlowRunner> log)
{
    /// <summary>How long a run may wait for the caller's digits; a call that lasts longer is no call.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <summary>How long a caller waits for our own books.</summary>
    private static readonly TimeSpan LongestBook = TimeSpan.FromSeconds(2);

    public async Task<FlowRun> Run(Id<Tenant> tenant, string who, string hub, FlowCall call, CancellationToken cancel)
    {
        using var trace = Telemetry.Source.StartActivity("flow");
        var setup = await setups.Of(tenant, cancel);
        string Plain(string number) => phones(setup, number) ?? number.Trim();
        var known = call.Session is null ? null : await Meet(tenant, who, hub, call.Session, call.Facts, cancel);
        var session = known?.Id;
        var facts = WithKnown(call.Facts, known);
        var byPath = known is null ? [] : OfSession(known, hub);
        foreach (var (path, value) in facts.ByPath(Plain))
        {
            byPath[path] = value;
        }
        var flow = call.Flow is { } wanted ? setup.Flows.FirstOrDefault(f => f.Id == wanted) : FlowChoice.Of(setup.Flows, facts, Plain);
        var now = time.GetUtcNow();
        var state = flow is null
            ? new RunState { Facts = byPath, Items = facts.Items, Why = call.Flow is null ? "No published flow is for this contact." : "There is no such flow, or it is not published." }
            : await new FlowWalk(flow.Flow, lookups.For(setup, session?.Value), time).Begin(byPath, facts.Items, cancel);
        var run = new FlowRun(ids.Next<FlowRun>(), flow is null ? null : new FlowUsed(flow.Id, flow.Flow.Name, flow.Version), session, now, time.GetUtcNow(), 0, state);
        var told = telling.Tell(tenant, hub, run, call.Session, new RunState { Items = facts.Items, Queue = facts.Queue });
        await Keep(run, runs.Add(tenant, run, CancellationToken.None));
        await NotForLong(told);
        return run;
    }

    /// <summary>Goes on with what the caller typed.</summary>
    public async Task<FlowContinued> Continue(Id<Tenant> tenant, string hub, Id<FlowRun> id, string code, CancellationToken cancel)
    {
        if (await runs.Find(tenant, id, cancel) is not { } run)
        {
            return new FlowContinued.NotThere();
        }
        if (run.State.Waiting is null || run.Flow is null || time.GetUtcNow() - run.ChangedAt > LongestWait)
        {
            return new FlowContinued.NotWaiting();
        }
        var setup = await setups.Of(tenant, cancel);
        // A run ends as it began: with the version that was at work then.
        var flow = setup.Flows.FirstOrDefault(f => f.Id == run.Flow.Id && f.Version == run.Flow.Version)?.Flow ?? await flows.Version(tenant, run.Flow.Id, run.Flow.Version, cancel);
        var state = flow is null ? run.State with { Waiting = null, At = null, Why = "The flow was deleted meanwhile." }
            : await new FlowWalk(flow, lookups.For(setup, run.Session?.Value), time).Continue(run.State, code, cancel);
        var on = run with { State = state, Leg = run.Leg + 1, ChangedAt = time.GetUtcNow() };
        if (!await runs.GoneOn(tenant, on, cancel))
        {
            return new FlowContinued.NotWaiting();
        }
        await NotForLong(telling.Tell(tenant, hub, on, on.Session is { } session ? Of(await sessions.Find(tenant, session, cancel)) : null, run.State));
        return new FlowContinued.On(on);
    }

    /// <summary>The session as it stands; null when it cannot be had in time. Then the flow goes on without it.</summary>
    private async Task<Session?> Meet(Id<Tenant> tenant, string who, string hub, FlowSession session, CallFacts facts, CancellationToken cancel)
    {
        try
        {
            return await telling.Meet(tenant, who, hub, session, facts, cancel).WaitAsync(LongestBook, time, cancel);
        }
        catch (Exception broke) when (!cancel.IsCancellationRequested)
        {
            FlowLog.NotMet(log, broke, session.Subject);
            return null;
        }
    }

    /// <summary>A run that waits must be kept, or nobody could go on with it; one that is over is answered all the same.</summary>
    private async Task Keep(FlowRun run, Task kept)
    {
        try
        {
            await (run.State.Waiting is null ? kept.WaitAsync(LongestBook, time) : kept);
        }
        catch (Exception broke) when (run.State.Waiting is null)
        {
            FlowLog.NotKept(log, broke, run.Id.Value);
        }
    }

    /// <summary>Facts are told in any case; a caller waits for that only so long.</summary>
    private Task NotForLong(Task told) => Task.WhenAny(told, Task.Delay(LongestBook, time));

    private static FlowSession? Of(Session? session) => session is null ? null : new FlowSession(session.Source, session.ExternalId);

    /// <summary>What is told with the run goes before what the session knew.</summary>
    private static CallFacts WithKnown(CallFacts told, Session? known) => known is null ? told : told with
    {
        Dnis = told.Dnis ?? known.Dnis, Ani = told.Ani ?? known.Ani, Queue = told.Queue ?? known.Queue, Channel = told.Channel ?? (known.ChannelKnown ? known.Channel : null),
        Campaign = told.Campaign ?? known.Campaign, CallerIdName = told.CallerIdName ?? known.Customer.CallerIdName, SipAddress = told.SipAddress ?? known.Customer.SipAddress,
        Email = told.Email ?? known.Customer.Email, Items = Merged(known.Items, told.Items),
    };

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> told)
    {
        var items = new Dictionary<string, string>(known, StringComparer.Ordinal);
        foreach (var (name, value) in told)
        {
            items[name] = value;
        }
        return items;
    }

    private static Dictionary<string, string> OfSession(Session session, string hub)
    {
        var light = new SessionLight(hub, TimeZoneInfo.Utc);
        return SessionFacts.Catalogue([]).Where(f => f.Path is not ("session.transcript" or "session.items" or "session.notes")).Select(f => (f.Path, Value: SessionFacts.Find(session, light, f.Path)))
            .Where(f => f.Value is not null).ToDictionary(f => f.Path, f => f.Value!, StringComparer.Ordinal);
    }
}

/// <summary>What came of going on with a run.</summary>
public abstract record FlowContinued
{
    private FlowContinued() { }

    public sealed record On(FlowRun Run) : FlowContinued;

    public sealed record NotThere : FlowContinued;

    /// <summary>It is over, or somebody else went on with it.</summary>
    public sealed record NotWaiting : FlowContinued;
}

/// <summary>What flows tell the log: 2200 to 2299.</summary>
internal static partial class FlowLog
{
    [LoggerMessage(2201, LogLevel.Error, "The run {Run} through a flow was answered, but could not be kept.")]
    public static partial void NotKept(ILogger log, Exception broke, string run);

    [LoggerMessage(2203, LogLevel.Error, "A flow runs without its session {Subject}, which could not be had.")]
    public static partial void NotMet(ILogger log, Exception broke, string subject);

    [LoggerMessage(2202, LogLevel.Error, "What the run {Run} through a flow found could not be told of its session: {Why}")]
    public static partial void NotTold(ILogger log, Exception? broke, string run, string why);
}
