using Liaison.Core.Cases;
using Liaison.Core.Deliveries;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Hub.Live;
using Liaison.Storage.Cases;
using Liaison.Storage.Configuration;
using Liaison.Storage.Road;

namespace Liaison.Hub.Road;

/// <summary>Opens and changes cases: the rules run over each change, and what they ask for is planned and stored with it in one transaction.</summary>
public sealed class CaseDesk(Setups setups, CaseStore cases, CaseNumbers numbers, RecordTypes recordTypes, Intake intake, LiveChanges live, IdSource ids, TimeProvider time)
{
    /// <summary>So often a change is decided anew when somebody else changed the same case in between.</summary>
    private const int MostTries = 20;

    public async Task<CaseOutcome> Open(Id<Tenant> tenant, Origin origin, NewCase given, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        if (!setup.CaseTypes.TryGetValue(given.Type, out var type))
        {
            return new CaseOutcome.Invalid([new Problem("/type", "unknown-case-type", $"There is no case type “{given.Type}”; there are {string.Join(", ", setup.CaseTypes.Keys)}.")]);
        }
        if (given.ExternalId is { Length: > 0 } external && await cases.FindExternal(tenant, external, cancel) is { } known)
        {
            return new CaseOutcome.Known(known);
        }
        var now = time.GetUtcNow();
        var (change, problems) = CaseEditor.Open(ids.Next<Case>(), tenant, "?", type, given, now);
        if (change is null)
        {
            return new CaseOutcome.Invalid(problems);
        }
        var number = await numbers.Next(tenant, cancel);
        (change, _) = CaseEditor.Open(change!.After.Id, tenant, number, type, given, now);
        var (result, acceptance) = await Accept(setup, type, origin, change!, "case.created", now, cancel);
        return result == AcceptanceResult.Accepted
            ? new CaseOutcome.Saved(acceptance.Case!, acceptance.Deliveries)
            : await cases.FindExternal(tenant, given.ExternalId ?? "", cancel) is { } twin ? new CaseOutcome.Known(twin)
            : throw new InvalidOperationException($"The case number {number} is taken already.");
    }

    /// <param name="expected">The version that the caller saw; null to change whatever stands.</param>
    public async Task<CaseOutcome> Change(Id<Tenant> tenant, Origin origin, Id<Case> id, Func<Case, CaseEdit> edit, int? expected, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await cases.Find(tenant, id, cancel) is not { } current)
            {
                return new CaseOutcome.Missing();
            }
            if (expected is { } version && version != current.Version)
            {
                return new CaseOutcome.Conflict(current.Version);
            }
            var setup = await setups.Of(tenant, cancel);
            var type = setup.CaseTypes[current.Type];
            var now = time.GetUtcNow();
            var (change, problems) = CaseEditor.Edit(current, type, edit(current), now);
            if (change is null)
            {
                return new CaseOutcome.Invalid(problems);
            }
            if (change.IsEmpty)
            {
                return new CaseOutcome.Saved(current, [], Changed: false);
            }
            var (result, acceptance) = await Accept(setup, type, origin, change, "case.changed", now, cancel);
            if (result == AcceptanceResult.Accepted)
            {
                return new CaseOutcome.Saved(acceptance.Case!, acceptance.Deliveries);
            }
        }
        return new CaseOutcome.Conflict(0);
    }

    /// <summary>Adds a file whose bytes are stored already; it goes to every record that the case holds or is about to.</summary>
    /// <param name="link">Where a signed-in person downloads it.</param>
    public async Task<CaseOutcome> Attach(Id<Tenant> tenant, Origin origin, Id<Case> id, Attachment attachment, string link, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await cases.Find(tenant, id, cancel) is not { } current)
            {
                return new CaseOutcome.Missing();
            }
            var setup = await setups.Of(tenant, cancel);
            var now = time.GetUtcNow();
            var change = new CaseChange(current, current with { UpdatedAt = now, Version = current.Version + 1 },
                [new HistoryEntry("attachment", $"{attachment.Name} was added.", To: attachment.Description)], new HashSet<string>(StringComparer.Ordinal),
                new HashSet<TriggerKind> { TriggerKind.AttachmentAdded });
            var (result, acceptance) = await Accept(setup, setup.CaseTypes[current.Type], origin, change, "case.attachment-added", now, cancel, attachment, link);
            if (result == AcceptanceResult.Accepted)
            {
                return new CaseOutcome.Saved(acceptance.Case!, acceptance.Deliveries);
            }
        }
        return new CaseOutcome.Conflict(0);
    }

    /// <summary>Applies one template to a case because a person asked for it.</summary>
    public async Task<CaseOutcome> Apply(Id<Tenant> tenant, Origin origin, Case subject, string template, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        if (!setup.Templates.TryGetValue(template, out var found))
        {
            return new CaseOutcome.Missing();
        }
        var now = time.GetUtcNow();
        var cause = EventOf(tenant, origin, "case.integration-asked", subject, now, []);
        var delivery = Planner.Plan(ids.Next<Delivery>(), cause.Id, found, subject, setup.CaseTypes[subject.Type], recordTypes.Known(setup.Connections[found.Connection.Value], found.RecordType), now, origin.Hops);
        await intake.Accept(new Acceptance(cause, false, null, false, [], origin.Who, [delivery]), cancel);
        return new CaseOutcome.Saved(subject, [delivery]);
    }

    private async Task<(AcceptanceResult Result, Acceptance Acceptance)> Accept(
        TenantSetup setup, CaseType type, Origin origin, CaseChange given, string what, DateTimeOffset now, CancellationToken cancel, Attachment? attachment = null, string link = "")
    {
        var (change, firings) = RuleRun.Run(given, type, setup.Rules.GetValueOrDefault(type.Name) ?? [], now);
        if (change.Before is { } before && change.After.Version == before.Version)
        {
            change = change with { After = change.After with { Version = before.Version + 1, UpdatedAt = now } };
        }
        var cause = EventOf(setup.Tenant, origin, what, change.After, now, change.ChangedFields);
        var plan = new CasePlan(setup, type, recordTypes, ids, origin, now);
        var deliveries = plan.Templates(cause.Id, change.After, firings);
        if (attachment is not null)
        {
            deliveries.AddRange(plan.Files(cause.Id, change.After, attachment, link));
        }
        var acceptance = new Acceptance(cause, false, change.After, change.Before is null, [.. change.History, .. plan.Remarks], origin.Who, deliveries, attachment);
        var result = await intake.Accept(acceptance, cancel);
        live.Say(setup.Tenant, "cases");
        Telemetry.Accepted.Add(deliveries.Count);
        return (result, acceptance);
    }

    private Event EventOf(Id<Tenant> tenant, Origin origin, string type, Case subject, DateTimeOffset now, IReadOnlyCollection<string> fields)
    {
        var id = ids.Next<Event>();
        var data = Json.Write(new { number = subject.Number, version = subject.Version, status = subject.Status, fields });
        return new Event(id, tenant, origin.Connection is null ? "liaison/cases" : $"liaison/connections/{origin.Connection}", id.Value, type, subject.Id.Value, now, data, origin.Hops);
    }
}
