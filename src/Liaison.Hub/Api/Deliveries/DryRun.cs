using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Api.Templates;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.Deliveries;

/// <summary>What a template would do with a real case, without doing it.</summary>
/// <param name="Draft">As it would be frozen, with the trace that explains each field.</param>
/// <param name="WouldSend">For an outgoing template: the request as the connector would write it, its secrets taken out; null when it can show none, or would send none.</param>
/// <param name="WouldWriteToCase">For an incoming template: what in the case would change.</param>
public sealed record DryRunAnswer(Draft Draft, IReadOnlyList<ProblemLine> Problems, IReadOnlyList<WouldWrite>? WouldWriteToCase = null, string? WouldSend = null);

/// <param name="Target">A field's name, <c>case.status</c> or <c>case.note</c>.</param>
public sealed record WouldWrite(string Target, string? From, string? To);

/// <summary>Runs templates over real cases for somebody who looks: nothing is stored, and nothing written anywhere.</summary>
public sealed class DryRun(Setups setups, CaseStore cases, TemplateDesk templates, Inquiry inquiry, TimeProvider time)
{
    public async Task<DryRunAnswer> Of(Template template, Connection connection, Case subject, CancellationToken cancel)
    {
        var setup = await setups.Of(subject.Tenant, cancel);
        var type = setup.CaseTypes[subject.Type];
        var problems = (await templates.Check(subject.Tenant, template, cancel) ?? []).ToList();
        return template.Kind == TemplateKind.Incoming
            ? await Incoming(template, connection, subject, type, problems, cancel)
            : await Outgoing(template, connection, subject, type, problems, cancel);
    }

    private async Task<DryRunAnswer> Outgoing(Template template, Connection connection, Case subject, CaseType type, List<Problem> problems, CancellationToken cancel)
    {
        var described = await inquiry.Ask<IDescribe, IReadOnlyList<RecordType>>(connection, (system, token) => system.Describe(new Calls(), token), cancel);
        var recordType = (described as Outcome<IReadOnlyList<RecordType>>.Success)?.Value.FirstOrDefault(t => t.Name == template.RecordType);
        var draft = Planner.Plan(default, default, template, subject, type, recordType, time.GetUtcNow(), 0).Draft;
        problems.AddRange(draft.Fields.Where(f => f.Problem is not null).Select(f => new Problem("/rows", "invalid-value", $"{f.Target}: {f.Problem}")));
        if (template.Kind == TemplateKind.Create)
        {
            var sent = draft.Fields.Where(f => !f.Attribute && !string.IsNullOrEmpty(f.Value)).Select(f => f.Target).ToHashSet(StringComparer.Ordinal);
            problems.AddRange((recordType?.Fields ?? []).Where(f => f.RequiredOnCreate && !sent.Contains(f.Name) && template.Rows.Any(r => r.Target.Field == f.Name))
                .Select(f => new Problem("/rows", "empty-for-this-case", $"{f.Label} is needed, but comes out empty for {subject.Number}.")));
        }
        else if (!subject.References.ContainsKey(template.Reference))
        {
            problems.Add(HoldsNothing(template, subject));
        }
        var wouldSend = await Preview(template, connection, subject, draft, problems, cancel);
        return new DryRunAnswer(draft, Lines(problems), WouldSend: wouldSend);
    }

    private async Task<string?> Preview(Template template, Connection connection, Case subject, Draft draft, List<Problem> problems, CancellationToken cancel)
    {
        var record = template.Kind == TemplateKind.Update ? subject.References.GetValueOrDefault(template.Reference) : null;
        if (template.Kind == TemplateKind.Update && record is null)
        {
            return null;
        }
        switch (await inquiry.Ask<IPreview, string>(connection, (system, _) => Task.FromResult(system.Preview(draft, record)), cancel))
        {
            case Outcome<string>.Success { Value.Length: > 0 } request:
                return request.Value;
            case Outcome<string>.Success:
                problems.Add(new Problem("/rows", "warning-nothing-to-send", $"Nothing would be sent for {subject.Number}: all mapped values are empty."));
                return null;
            case Outcome<string>.Failure { Fault: var fault }:
                problems.Add(new Problem("/rows", "would-fail", fault.Detail));
                return null;
            default:
                return null;
        }
    }

    private async Task<DryRunAnswer> Incoming(Template template, Connection connection, Case subject, CaseType type, List<Problem> problems, CancellationToken cancel)
    {
        var draft = new Draft
        {
            RecordType = template.RecordType,
            Reference = template.Reference,
            Key = Planner.KeyOf(subject, template.Reference),
            SubjectNumber = subject.Number,
            TriggeredAt = time.GetUtcNow(),
        };
        if (!subject.References.TryGetValue(template.Reference, out var record))
        {
            return new DryRunAnswer(draft, Lines([.. problems, HoldsNothing(template, subject)]), []);
        }
        var read = await inquiry.Ask<IReadRecords, RecordValues>(connection, (system, token) => system.Read(template.RecordType, record, new Calls(), token), cancel);
        if (read is not Outcome<RecordValues>.Success(var values))
        {
            var why = read is Outcome<RecordValues>.Failure(var fault) ? fault.Detail : "This system's records cannot be read.";
            return new DryRunAnswer(draft, Lines([.. problems, new Problem("", "not-read", $"{template.RecordType} {record} could not be read: {why}")]), []);
        }
        var result = IncomingRenderer.Render(template, values.Values, subject, type, await cases.NotesOf(subject.Id, cancel));
        return new DryRunAnswer(
            draft with { Fields = result.Trace, Incoming = new IncomingChange(record, values.Version, values.Values) }, Lines([.. problems, .. result.Problems]), Writes(result.Edit, subject));
    }

    private static List<WouldWrite> Writes(CaseEdit edit, Case subject) =>
    [
        .. edit.Status is null ? Array.Empty<WouldWrite>() : [new WouldWrite(IncomingRenderer.StatusTarget, subject.Status, edit.Status)],
        .. (edit.Values ?? new Dictionary<string, string?>(StringComparer.Ordinal)).Select(v => new WouldWrite(v.Key, subject.Values.GetValueOrDefault(v.Key), v.Value)),
        .. (edit.Notes ?? []).Select(n => new WouldWrite(IncomingRenderer.NoteTarget, null, n)),
    ];

    private static Problem HoldsNothing(Template template, Case subject) =>
        new("/reference", "warning-no-record", $"{subject.Number} holds no {template.RecordType} in its reference “{template.Reference}” yet.");

    private static List<ProblemLine> Lines(IEnumerable<Problem> problems) => [.. problems.Select(ProblemLine.Of)];
}
