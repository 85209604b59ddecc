using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Workers;
using Liaison.Storage.Configuration;
using Liaison.Storage.Road;

namespace Liaison.Tests.Simulation;

/// <summary>One hub process: it claims, works and writes down as the runner does, until it is killed; it may stand still for a while in between.</summary>
/// <param name="skew">How wrong its clock is.</param>
/// <param name="looks">False for a runner with a fault: it forgets that a write may have been done.</param>
internal sealed class SimHub(VirtualTime time, SimQueue queue, SimSystem system, TenantSetup setup, Connection connection, Random random, TimeSpan skew, bool looks)
{
    private const int AtOnce = 8;
    private readonly StepWork work = new(null!, null!, null!);
    private TaskCompletionSource? standing;
    private int running;

    public bool Dead { get; private set; }

    public bool Stands => standing is not null;

    public void Look()
    {
        if (!Dead && !Stands && running < AtOnce)
        {
            foreach (var claim in queue.ClaimDue(this, AtOnce - running, time.Now + skew))
            {
                running++;
                _ = Run(claim);
            }
        }
    }

    public void Kill() => Dead = true;

    public void StandStill() => standing ??= new TaskCompletionSource();

    public void GoOn()
    {
        var was = standing;
        standing = null;
        was?.SetResult();
    }

    /// <summary>Waits; who is dead never wakes, who stands still wakes later.</summary>
    public async Task Wait(TimeSpan wait)
    {
        await time.Wait(wait);
        await (standing?.Task ?? Task.CompletedTask);
        if (Dead)
        {
            await new TaskCompletionSource().Task;
        }
    }

    private async Task Run(ClaimedDelivery claim)
    {
        await Work(claim);
        running--;
        Look();
    }

    private async Task Work(ClaimedDelivery claim)
    {
        var done = claim.Delivery.Steps.ToList();
        var inDoubt = looks && claim.InDoubt;
        for (var at = done.FindIndex(s => !s.Done); at >= 0; at = done.FindIndex(s => !s.Done))
        {
            var (step, calls, number) = (done[at], new Calls(), claim.Delivery.Attempts + 1);
            var outcome = await work.Do(step, new StepContext(claim, connection, new SimConnector(system, this), setup) { Done = done }, inDoubt && step.Writes, calls, CancellationToken.None);
            if (outcome is Outcome<StepDone>.Failure { Fault: var fault })
            {
                inDoubt = fault.InDoubt || (inDoubt && step.Writes && calls.Exchanges.Count == 0);
                var transition = Transition.After(fault, number, RetrySchedule.Standard, time.Now + skew, random.NextDouble());
                await Save(claim, done, transition, inDoubt, step, fault, [], finished: true);
                if (transition.State == DeliveryState.Waiting)
                {
                    time.At(transition.DueAt - skew, Look);
                }
                return;
            }
            var result = ((Outcome<StepDone>.Success)outcome).Value;
            done[at] = step with { Done = true, Result = result.Note, Record = result.Record };
            inDoubt = false;
            if (StepWork.NothingToReadBack(setup, claim.Delivery) && done.FindIndex(s => !s.Done) is >= 0 and var next && done[next].Kind == StepKind.ReadBack)
            {
                done[next] = done[next] with { Done = true };
            }
            var ended = done.TrueForAll(s => s.Done);
            if (!await Save(claim, done, ended ? Transition.After(null, number, RetrySchedule.Standard, time.Now + skew, 0) : null, false, step, null, result.Links ?? [], ended))
            {
                return;
            }
        }
    }

    /// <summary>Between the answer and the commit lies a moment in which a hub may die, and another in which it has been written down but the hub does not know.</summary>
    private async Task<bool> Save(ClaimedDelivery claim, IReadOnlyList<Step> done, Transition? transition, bool inDoubt, Step step, Fault? fault, IReadOnlyList<RecordLink> links, bool finished)
    {
        await Wait(TimeSpan.FromMilliseconds(random.Next(1, 50)));
        var holds = queue.Save(new AttemptResult(claim, done, transition, inDoubt, new Attempt(claim.Delivery.Id, 1, step.Kind, time.Now, 0, fault, [], null), links, finished));
        await Wait(TimeSpan.FromMilliseconds(random.Next(1, 50)));
        return holds;
    }
}
