using System.Diagnostics;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Live;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>Works a claimed delivery step by step; each finished step is saved before the next starts. Weather is returned by connectors; what they throw is caught here.</summary>
internal sealed class Runner(
    DeliveryQueue queue, Setups setups, ConnectorPool connectors, StepWork steps, WakeUp wake, LiveChanges live, RetrySchedule schedule, RunnerGrace grace, TimeProvider time, Random random, ILogger<Runner> log)
{
    public async Task Run(Gate gate, ClaimedDelivery claim)
    {
        var delivery = claim.Delivery;
        using var trace = Telemetry.Source.StartActivity("deliver");
        trace?.SetTag("liaison.delivery", delivery.Id.Value).SetTag("liaison.event", delivery.Event.Value).SetTag("liaison.kind", delivery.Kind.ToString());
        try
        {
            using var pass = await gate.Enter();
            if (pass is null)
            {
                await queue.HandBack([claim], CancellationToken.None);
                return;
            }
            var setup = await setups.Of(delivery.Tenant, grace.Token);
            if (setup.Connections.TryGetValue(delivery.Connection.Value, out var connection))
            {
                using var lease = connectors.Take(connection);
                await Work(gate, new StepContext(claim, connection, lease.Connector, setup));
            }
        }
        catch (Exception away) when (away is Npgsql.NpgsqlException or TimeoutException or OperationCanceledException)
        {
            // The outcome could not be written down: it is taken back, and the step is looked up before it is done again.
            WorkerLog.DatabaseAway(log, away, nameof(Runner), DeliveryQueue.Lease.TotalSeconds);
        }
        queue.LetGo(claim);
        live.Say(delivery.Tenant, "deliveries");
        wake.Work.Set();
    }

    private async Task Work(Gate gate, StepContext context)
    {
        var claim = context.Claim;
        var done = claim.Delivery.Steps.ToList();
        var inDoubt = claim.InDoubt;
        for (var at = done.FindIndex(s => !s.Done); at >= 0; at = done.FindIndex(s => !s.Done))
        {
            var step = done[at];
            var turn = await gate.Call(step.Kind == StepKind.Upload);
            if (turn is null || (step.Writes && !queue.IsSure))
            {
                turn?.Dispose();
                await queue.HandBack([claim], CancellationToken.None);
                return;
            }
            var (calls, began, clock) = (new Calls(), time.GetUtcNow(), Stopwatch.GetTimestamp());
            var outcome = await Try(step, context with { Done = done }, inDoubt && step.Writes, calls);
            turn.Dispose();
            var number = claim.Delivery.Attempts + 1;
            var elapsed = Stopwatch.GetElapsedTime(clock);
            if (outcome is Outcome<StepDone>.Failure { Fault: var fault })
            {
                inDoubt = fault.InDoubt || (inDoubt && step.Writes && calls.Exchanges.Count == 0);
                var transition = Transition.After(fault, number, schedule, time.GetUtcNow(), random.NextDouble());
                await Save(context, done, transition, inDoubt, new Attempt(claim.Delivery.Id, number, step.Kind, began, elapsed.TotalMilliseconds, fault, calls.Exchanges, null), [], finished: true);
                Tell(gate, context, step, number, transition, elapsed);
                return;
            }
            var result = ((Outcome<StepDone>.Success)outcome).Value;
            done[at] = step with { Done = true, Result = result.Note, Record = result.Record, Values = result.Values, Identified = result.Identified };
            inDoubt = false;
            if (calls.Exchanges.Count > 0)
            {
                gate.Proved();
            }
            if (StepWork.NothingToReadBack(context.Setup, claim.Delivery) && done.FindIndex(s => !s.Done) is >= 0 and var next && done[next].Kind == StepKind.ReadBack)
            {
                done[next] = done[next] with { Done = true, Result = "No incoming template asks for anything." };
            }
            var ended = done.TrueForAll(s => s.Done);
            if (ended)
            {
                // The values served reading back; the log keeps what was written into the case.
                done = [.. done.Select(s => s with { Values = null })];
            }
            var goesOn = await Save(context, done, ended ? Transition.After(null, number, schedule, time.GetUtcNow(), 0) : null, false,
                new Attempt(claim.Delivery.Id, number, step.Kind, began, elapsed.TotalMilliseconds, null, calls.Exchanges, result.Note), result.Links ?? [], ended);
            Telemetry.Ended.Add(1, new("outcome", "success"), new("connector", context.Connection.Kind));
            Telemetry.Duration.Record(elapsed.TotalSeconds);
            if (ended)
            {
                Telemetry.Lag.Record((time.GetUtcNow() - claim.Delivery.Draft.TriggeredAt).TotalSeconds);
            }
            if (!goesOn)
            {
                return;
            }
        }
    }

    private async Task<Outcome<StepDone>> Try(Step step, StepContext context, bool inDoubt, Calls calls)
    {
        try
        {
            return await steps.Do(step, context, inDoubt, calls, grace.Token);
        }
        catch (OperationCanceledException) when (grace.Token.IsCancellationRequested)
        {
            return new Fault(FaultKind.TimedOut, "The hub was stopped before the answer came.", InDoubt: step.Writes);
        }
        catch (Exception bug)
        {
            WorkerLog.Threw(log, bug, context.Claim.Delivery.Id.Value, step.Kind);
            return new Fault(FaultKind.Unknown, $"{bug.GetType().Name}: {bug.Message}", InDoubt: step.Writes && calls.Exchanges.Count > 0);
        }
    }

    private async Task<bool> Save(StepContext context, IReadOnlyList<Step> done, Transition? transition, bool inDoubt, Attempt attempt, IReadOnlyList<RecordLink> links, bool finished)
    {
        var holds = await queue.Save(new AttemptResult(context.Claim, done, transition, inDoubt, attempt, links, finished), CancellationToken.None);
        if (!holds)
        {
            WorkerLog.Fenced(log, context.Claim.Delivery.Id.Value);
        }
        return holds;
    }

    private void Tell(Gate gate, StepContext context, Step step, int number, Transition transition, TimeSpan elapsed)
    {
        var fault = transition.Fault!;
        if (transition.State == DeliveryState.Waiting)
        {
            wake.At(transition.DueAt);
        }
        if (fault.Kind is FaultKind.Throttled or FaultKind.Unavailable && fault.RetryAfter is { } wait)
        {
            gate.Pause(wait < schedule.LongestRetryAfter ? wait : schedule.LongestRetryAfter);
        }
        if (transition.ParksConnection)
        {
            gate.Refused();
            setups.Forget(context.Claim.Delivery.Tenant.Value);
            WorkerLog.Parked(log, context.Connection.Id.Value);
        }
        Telemetry.Ended.Add(1, new("outcome", fault.Kind.ToString()), new("connector", context.Connection.Kind));
        Telemetry.Duration.Record(elapsed.TotalSeconds);
        if (fault.WaitFor is null)
        {
            WorkerLog.Faulted(log, context.Claim.Delivery.Id.Value, context.Connection.Id.Value, fault.Kind, step.Kind, number, transition.State);
        }
    }
}

/// <summary>How long work under way may go on after a stop was asked for.</summary>
public sealed class RunnerGrace : IDisposable
{
    private readonly CancellationTokenSource end = new();

    public CancellationToken Token => end.Token;

    /// <summary>From now on so long, then what is under way is broken off (and looked up after the next start).</summary>
    public void EndAfter(TimeSpan grace) => end.CancelAfter(grace);

    public void Dispose() => end.Dispose();
}
