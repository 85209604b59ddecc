using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Liaison.Hub.Workers;
using Liaison.Storage.Log;
using Liaison.Storage.People;

namespace Liaison.Hub.Api.Deliveries;

/// <summary>What came of a person's wish for a delivery.</summary>
public abstract record DeskOutcome
{
    private DeskOutcome() { }

    public sealed record Done : DeskOutcome;

    public sealed record Missing : DeskOutcome;

    /// <summary>As it stands, this cannot be done with it.</summary>
    public sealed record Unfit(string Code, string Why) : DeskOutcome;
}

/// <summary>Where people decide about deliveries: sent again, cancelled, or told which record they mean.</summary>
public sealed class DeliveryDesk(DeliveryLog log, DeliveryChanges changes, CaseStore cases, Setups setups, RecordTypes recordTypes, WakeUp wake)
{
    private static readonly DeskOutcome.Unfit Running = new("under-way", "It is under way just now. Look again in a moment.");

    /// <summary>
    /// Sends a delivery again. Frozen: from the step where it stood. Rendered: with today's template over today's case, unless its record was written already.
    /// Of one that was delivered, only what reads is done again: nothing is ever written twice.
    /// </summary>
    public async Task<DeskOutcome> Replay(Id<Tenant> tenant, Id<Delivery> id, ReplayDraft draft, Actor actor, CancellationToken cancel)
    {
        if (await log.Find(tenant, id, cancel) is not { } story)
        {
            return new DeskOutcome.Missing();
        }
        if (story.Row.State == DeliveryState.Running)
        {
            return Running;
        }
        if (draft == ReplayDraft.Rendered && story.Row.Kind is DeliveryKind.Create or DeliveryKind.Update)
        {
            return await Render(tenant, story, cancel) switch
            {
                (PutBack back, _) => await Tell(changes.Replay(tenant, story, back, "rendered", actor, cancel)),
                (_, var unfit) => unfit!,
            };
        }
        var steps = story.Steps;
        if (steps.All(s => s.Done))
        {
            // What a system was fed with may be sent again: an event has its id, and a file takes the place of the same.
            steps = [.. steps.Select(s => s.Writes && story.Row.Kind != DeliveryKind.Feed ? s : s with { Done = false, Result = null })];
        }
        return steps.All(s => s.Done)
            ? new DeskOutcome.Unfit("nothing-to-do", "All of its steps are done, and what was written is not written twice.")
            : await Tell(changes.Replay(tenant, story, new PutBack(steps), "frozen", actor, cancel));
    }

    public async Task<DeskOutcome> Cancel(Id<Tenant> tenant, Id<Delivery> id, Actor actor, CancellationToken cancel) => await log.Find(tenant, id, cancel) switch
    {
        null => new DeskOutcome.Missing(),
        { Row.State: DeliveryState.Running } => Running,
        { Row.State: DeliveryState.Waiting or DeliveryState.Parked } story => await Tell(changes.Cancel(tenant, story, actor, cancel)),
        _ => new DeskOutcome.Unfit("ended", "It has ended already; only what waits can be cancelled."),
    };

    /// <summary>A person says which record the delivery is about: the case's reference holds it from now on, and the delivery goes on with what is left.</summary>
    public async Task<DeskOutcome> Link(Id<Tenant> tenant, Id<Delivery> id, string record, Actor actor, CancellationToken cancel)
    {
        if (await log.Find(tenant, id, cancel) is not { } story)
        {
            return new DeskOutcome.Missing();
        }
        if (story.Row.State is DeliveryState.Running)
        {
            return Running;
        }
        if (story.Row.Kind == DeliveryKind.Incoming || story.Row.Subject.Length == 0)
        {
            return new DeskOutcome.Unfit("no-case", "This delivery brings a record's change to us; it writes none. Set the case's reference by linking one of the case's own deliveries.");
        }
        if (story.Row.Kind == DeliveryKind.Feed)
        {
            return new DeskOutcome.Unfit("no-record", "What a system is fed with is no record that could be linked.");
        }
        if (story.Steps.Any(s => s.Writes && s.Done))
        {
            return new DeskOutcome.Unfit("already-written", $"Its {story.Row.RecordType} is known already.");
        }
        if (story.Row.Kind == DeliveryKind.Memorialise)
        {
            return await LinkPerson(tenant, story, record, actor, cancel);
        }
        // To raise it is done when it is there; a change or a file still has to go to it.
        var steps = story.Steps.Select(s => s.Kind != StepKind.Create ? s : s with { Done = true, InDoubt = false, Record = record, Result = $"{actor.Name} said that it is {story.Row.RecordType} {record}." });
        return await Tell(changes.Link(tenant, story, new PutBack([.. steps]), new NamedRecord(story.Draft.Reference, story.Draft.RecordType, record), actor, cancel));
    }

    /// <summary>A conversation's records are written by the delivery itself; what a person may have to say is whom it was with.</summary>
    private async Task<DeskOutcome> LinkPerson(Id<Tenant> tenant, DeliveryStory story, string record, Actor actor, CancellationToken cancel)
    {
        var candidate = story.Row.Fault?.Identified?.Candidates.FirstOrDefault(c => c.Record.Record == record)?.Record;
        if (candidate is null)
        {
            return new DeskOutcome.Unfit("not-a-candidate", "That record is not among those that were found. Choose one of the candidates.");
        }
        var named = new NamedRecord(ConversationPlanner.ReferenceOf(candidate.RecordType), candidate.RecordType, record);
        return await Tell(changes.Link(tenant, story, new PutBack(story.Steps), named, actor, cancel));
    }

    private async Task<(PutBack? Back, DeskOutcome? Unfit)> Render(Id<Tenant> tenant, DeliveryStory story, CancellationToken cancel)
    {
        if (story.Steps.Any(s => s.Writes && s.Done))
        {
            return (null, new DeskOutcome.Unfit("already-written", "Its record is written already. Apply the template to the case again to send today's values."));
        }
        var setup = await setups.Of(tenant, cancel);
        if (story.Row.Template is not { } id || !setup.Templates.TryGetValue(id.Value, out var template) || !setup.Connections.TryGetValue(template.Connection.Value, out var connection))
        {
            return (null, new DeskOutcome.Unfit("template-gone", "Its mapping template is no longer there. It can be sent again as it was frozen."));
        }
        if (template.Connection != story.Row.Connection || (template.Kind == TemplateKind.Create) != (story.Row.Kind == DeliveryKind.Create)
            || await cases.Find(tenant, new Id<Case>(story.Row.Subject), cancel) is not { } subject || !setup.CaseTypes.TryGetValue(subject.Type, out var type))
        {
            return (null, new DeskOutcome.Unfit("template-changed", "Its case or its mapping template is no longer what it was. It can be sent again as it was frozen."));
        }
        // The moment at which the rule fired stays: a deadline over there is counted from it.
        var again = Planner.Plan(story.Row.Id, new Id<Event>(story.Event?.Id ?? ""), template, subject, type, recordTypes.Known(connection, template.RecordType), story.Draft.TriggeredAt, story.Draft.Hops);
        return (new PutBack(again.Steps, again.Draft, template.Version), null);
    }

    private async Task<DeskOutcome> Tell(Task<DeliveryChanged> change)
    {
        if (await change == DeliveryChanged.MovedOn)
        {
            return new DeskOutcome.Unfit("moved-on", "It has moved on meanwhile. Look again.");
        }
        wake.Work.Set();
        return new DeskOutcome.Done();
    }
}
