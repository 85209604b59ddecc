using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>Writes a conversation into records: finds whom it was with, then writes the person and the activity together.</summary>
internal sealed class Memorising(ConnectorCatalog connectors, DeliveryLookups lookups)
{
    private const string Type = "recordType";

    public async Task<Outcome<StepDone>> Identify(StepContext context, Calls calls, CancellationToken cancel)
    {
        var draft = context.Draft.Person!;
        var held = await lookups.LinksOf(context.Claim.Delivery, cancel);
        var rules = ConversationRules.Of(context.Setup, context.Connection, connectors);
        if (held.LastOrDefault(l => rules.IsPerson(l.RecordType) && ConversationPlanner.IsOwn(l.Reference) && (draft.Only is null || draft.Only == l.RecordType)) is { } known)
        {
            return (await Held(context, known, calls, cancel)).Match(
                person => Found(context, Identified.Of(person, $"The conversation belongs to {known.RecordType} {known.Record} already.")), fault => fault);
        }
        var (identifier, facts) = (new Identifier(rules.Identification.For(draft.Only)), new Facts(draft.Facts.GetValueOrDefault));
        var (search, remarks) = identifier.Search(facts);
        if (search is null || context.Connector is not IFindRecords finder)
        {
            return Found(context, Identified.Nobody("Nothing is known of the person that could be searched by.", remarks));
        }
        return await finder.Find(search, calls, cancel) switch
        {
            Outcome<IReadOnlyList<FoundRecord>>.Success(var found) => Found(context, identifier.Judge(facts, found, remarks)),
            Outcome<IReadOnlyList<FoundRecord>>.Failure(var fault) => fault,
            _ => throw new InvalidOperationException("An outcome is one of two."),
        };
    }

    public async Task<Outcome<StepDone>> Write(StepContext context, bool inDoubt, Calls calls, CancellationToken cancel)
    {
        if (context.Connector is not IWriteTogether writer)
        {
            return new Fault(FaultKind.Refused, $"The connector “{context.Connection.Kind}” cannot write conversations.");
        }
        var held = (await lookups.LinksOf(context.Claim.Delivery, cancel)).GroupBy(l => l.Reference, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Record, StringComparer.Ordinal);
        var writes = ConversationWrites.Resolve(context.Draft, PersonOf(context), held);
        if (!context.Draft.ByHand && writes.Any(w => w.Record is not null))
        {
            writes = ByHand.Respect(writes, await lookups.ByHand(context.Claim.Delivery, cancel));
        }
        if (writes.Count == 0)
        {
            return new StepDone("There was nothing to write: whom it was with is known, and that record is to stay as it is.");
        }
        if (inDoubt)
        {
            switch (await writer.FindTogether(writes, context.Claim.FirstTriedAt, calls, cancel))
            {
                case Outcome<IReadOnlyList<Written>?>.Failure(var fault):
                    return fault with { InDoubt = true };
                case Outcome<IReadOnlyList<Written>?>.Success { Value: { } earlier }:
                    return Done(context, writes, earlier, "The answer of an earlier attempt had been lost; it was found again, so nothing was sent twice. ");
            }
        }
        return await writer.WriteTogether(writes, calls, cancel) switch
        {
            Outcome<IReadOnlyList<Written>>.Success(var written) => Done(context, writes, written, ""),
            Outcome<IReadOnlyList<Written>>.Failure(var fault) => fault,
            _ => throw new InvalidOperationException("An outcome is one of two."),
        };
    }

    /// <summary>The person whom the session holds; where links ask for another id than the record's own (a person account's contact), the record is read.</summary>
    private static async Task<Outcome<FoundRecord>> Held(StepContext context, RecordLink known, Calls calls, CancellationToken cancel)
    {
        var person = new FoundRecord(known.RecordType, known.Record, known.Record, new Dictionary<string, string>(StringComparer.Ordinal));
        if (context.Draft.Person!.Links.GetValueOrDefault(known.RecordType)?.PersonField is not { } field || context.Connector is not IReadRecords reader)
        {
            return person;
        }
        return (await reader.Read(known.RecordType, known.Record, calls, cancel)).Match<Outcome<FoundRecord>>(
            read => read.Values.TryGetValue(field, out var other) ? person with { Values = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = other } } : person, fault => fault.Kind == FaultKind.NotFound ? person : fault);
    }

    private static Outcome<StepDone> Found(StepContext context, Identified identified) => identified switch
    {
        { Verdict: IdentifiedVerdict.Several } => new Fault(FaultKind.Ambiguous, identified.Why, Identified: identified),
        { Chosen: { } person } => new StepDone(
            identified.Why, person.Record, new Dictionary<string, string>(person.Values) { [Type] = person.RecordType }, [LinkOf(context, ConversationPlanner.ReferenceOf(person.RecordType), person.RecordType, person.Record, false)], identified),
        _ => new StepDone(identified.Why, Identified: identified),
    };

    private static FoundRecord? PersonOf(StepContext context) => context.Done.FirstOrDefault(s => s.Kind == StepKind.Identify) is { Record: { } record, Values: { } values }
        ? new FoundRecord(values[Type], record, record, values)
        : null;

    private static StepDone Done(StepContext context, IReadOnlyList<RecordWrite> writes, IReadOnlyList<Written> written, string before)
    {
        var pairs = writes.Zip(written).ToList();
        var said = pairs.Select(p => $"{p.First.RecordType} {p.Second.Record} was {(p.First.Record is null ? "created" : "updated")}.{(p.Second.Note is null ? "" : " " + p.Second.Note)}");
        return new StepDone(before + string.Join(' ', said), pairs[^1].Second.Record, null,
            [.. pairs.Select(p => LinkOf(context, p.First.Reference, p.First.RecordType, p.Second.Record, p.First.Record is null))]);
    }

    private static RecordLink LinkOf(StepContext context, string reference, string recordType, string record, bool isNew) =>
        new(context.Claim.Delivery.Tenant, context.Connection.Id, context.Claim.Delivery.Subject, reference, recordType, record, null, isNew);
}
