using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Liaison.Storage.Configuration;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>Brings a record's values into the case by ALL incoming templates of its reference: after our own writes, and after changes made over there.</summary>
internal sealed class ReadBack(CaseDesk desk, CaseStore cases)
{
    /// <summary>The incoming templates that concern a delivery.</summary>
    public static IEnumerable<Template> Templates(TenantSetup setup, Delivery delivery) => setup.Templates.Values.Where(t =>
        t.Kind == TemplateKind.Incoming && t.Active && t.Connection == delivery.Connection && (t.Reference == delivery.Draft.Reference || delivery.Draft.Reference.Length == 0));

    /// <summary>Finds the case that a change over there concerns.</summary>
    public async Task<Outcome<StepDone>> Identify(StepContext context, CancellationToken cancel)
    {
        var change = context.Draft.Incoming!;
        var holders = await cases.HoldersOf(context.Connection.Id.Value, context.Draft.RecordType, change.Record, cancel);
        return holders.Count == 0
            ? new Fault(FaultKind.NotFound, $"{context.Draft.RecordType} {change.Record} was changed over there, but no case holds that number in a reference.")
            : new StepDone($"{context.Draft.RecordType} {change.Record} belongs to {string.Join(", ", holders.Select(h => h.Number))}.", change.Record);
    }

    public async Task<Outcome<StepDone>> Do(StepContext context, Calls calls, CancellationToken cancel)
    {
        var draft = context.Draft;
        if (context.Record is not { } record)
        {
            return new Fault(FaultKind.NotFound, $"There is no {draft.RecordType} to read.");
        }
        var values = context.Done.LastOrDefault(s => s.Values is not null)?.Values;
        string? version = null;
        if (values is null)
        {
            if (context.Connector is not IReadRecords reader)
            {
                return new StepDone("This system's records cannot be read.", record);
            }
            var outcome = await reader.Read(draft.RecordType, record, calls, cancel);
            if (outcome is Outcome<RecordValues>.Failure { Fault: var fault })
            {
                return fault;
            }
            var read = ((Outcome<RecordValues>.Success)outcome).Value;
            (values, version) = (Merged(draft.Incoming?.Values, read.Values), read.Version);
        }
        var holders = (await cases.HoldersOf(context.Connection.Id.Value, draft.RecordType, record, cancel)).Where(h => draft.Incoming is not null || h.Subject == context.Claim.Delivery.Subject).ToList();
        var (changed, problems) = (new List<string>(), new List<Problem>());
        foreach (var (subject, number, reference, _) in holders)
        {
            foreach (var template in Templates(context.Setup, context.Claim.Delivery).Where(t => t.Reference == reference))
            {
                if (await Apply(context, template, subject, number, values, problems, cancel))
                {
                    changed.Add($"“{template.Name}” changed {number}");
                }
            }
        }
        if (problems.Count > 0)
        {
            return new Fault(FaultKind.Validation, $"{draft.RecordType} {record} could not be written into the case whole: {string.Join(' ', problems.Select(p => p.Message))}", problems[0].At);
        }
        IReadOnlyList<RecordLink> links = version is null || holders.Count == 0 ? []
            : [new RecordLink(context.Claim.Delivery.Tenant, context.Connection.Id, holders[0].Subject, holders[0].Reference, draft.RecordType, record, version, false)];
        return new StepDone(changed.Count == 0 ? "Nothing in the case had to change." : string.Join("; ", changed) + ".", record, null, links);
    }

    private async Task<bool> Apply(
        StepContext context, Template template, string subject, string number, IReadOnlyDictionary<string, string> values, List<Problem> problems, CancellationToken cancel)
    {
        var tenant = context.Claim.Delivery.Tenant;
        var origin = new Origin(context.Connection.Name, context.Connection.Id.Value, context.Draft.Hops + 1);
        var found = new List<Problem>();
        var notes = template.Rows.Any(r => r.Target.Note) ? await cases.NotesOf(new Id<Case>(subject), cancel) : [];
        var outcome = await desk.Change(tenant, origin, new Id<Case>(subject), current =>
        {
            found.Clear();
            var rendered = IncomingRenderer.Render(template, values, current, context.Setup.CaseTypes[current.Type], notes);
            found.AddRange(rendered.Problems);
            return rendered.Edit;
        }, null, cancel);
        problems.AddRange(found);
        switch (outcome)
        {
            case CaseOutcome.Saved saved:
                return saved.Changed;
            case CaseOutcome.Invalid invalid:
                problems.AddRange(invalid.Problems);
                return false;
            default:
                problems.Add(new Problem("", "case-not-writable", $"Case {number} could not be written: it was changed again and again by others, or is gone."));
                return false;
        }
    }

    private static IReadOnlyDictionary<string, string> Merged(IReadOnlyDictionary<string, string>? pushed, IReadOnlyDictionary<string, string> read)
    {
        if (pushed is null || pushed.Count == 0)
        {
            return read;
        }
        var merged = new Dictionary<string, string>(pushed, StringComparer.Ordinal);
        foreach (var (name, value) in read)
        {
            merged[name] = value;
        }
        return merged;
    }
}
