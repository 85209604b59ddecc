using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.Road;

namespace Liaison.Hub.Workers;

/// <summary>What a step works with.</summary>
/// <param name="Connector">The opened connector; what it can do is which interfaces it implements.</param>
internal sealed record StepContext(ClaimedDelivery Claim, Connection Connection, object Connector, TenantSetup Setup)
{
    /// <summary>The steps as they stand.</summary>
    public IReadOnlyList<Step> Done { get; init; } = [];

    public Draft Draft => Claim.Delivery.Draft;

    /// <summary>The record that this delivery made or found, else the one that the case held when it was claimed.</summary>
    public string? Record => Done.LastOrDefault(s => s.Record is not null)?.Record ?? Claim.Record;
}

/// <summary>What a finished step came to.</summary>
internal sealed record StepDone(string Note, string? Record = null, IReadOnlyDictionary<string, string>? Values = null, IReadOnlyList<RecordLink>? Links = null, Identified? Identified = null);

/// <summary>Does one step of a delivery with the connector's capabilities.</summary>
internal sealed class StepWork(ReadBack readBack, Memorising memorising, DeliveryLookups lookups)
{
    public static bool NothingToReadBack(TenantSetup setup, Delivery delivery) => delivery.Kind != DeliveryKind.Incoming && !ReadBack.Templates(setup, delivery).Any();

    public async Task<Outcome<StepDone>> Do(Step step, StepContext context, bool inDoubt, Calls calls, CancellationToken cancel)
    {
        if (context.Draft.Fields.FirstOrDefault(f => f.Problem is not null) is { } wrong)
        {
            return new Fault(FaultKind.Validation, wrong.Problem!, wrong.Target);
        }
        return step.Kind switch
        {
            StepKind.Create => await Create(context, inDoubt, calls, cancel),
            StepKind.Update => await Update(context, inDoubt, calls, cancel),
            StepKind.Attach => await Attach(context, inDoubt, calls, cancel),
            StepKind.Upload => await Feeding.Upload(context, inDoubt, calls, cancel),
            StepKind.Send => await Feeding.Send(context, inDoubt, calls, cancel),
            StepKind.Identify when context.Draft.Person is not null => await memorising.Identify(context, calls, cancel),
            StepKind.Identify => await readBack.Identify(context, cancel),
            StepKind.Write => await memorising.Write(context, inDoubt, calls, cancel),
            StepKind.ReadBack => await readBack.Do(context, calls, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "Every step has its work."),
        };
    }

    private static async Task<Outcome<StepDone>> Create(StepContext context, bool inDoubt, Calls calls, CancellationToken cancel)
    {
        if (context.Claim.Record is { } held)
        {
            return new StepDone($"Nothing was raised: the case holds {context.Draft.RecordType} {held} already.", held);
        }
        if (context.Connector is not IWriteRecords writer)
        {
            return CannotDo(context, "create records");
        }
        if (inDoubt && await Reconcile(context, null, calls, cancel) is { } found)
        {
            return found;
        }
        return Done(context, await writer.Create(context.Draft, calls, cancel), "was raised", isNew: true);
    }

    private static async Task<Outcome<StepDone>> Update(StepContext context, bool inDoubt, Calls calls, CancellationToken cancel)
    {
        if (context.Record is not { } record)
        {
            return new Fault(FaultKind.NotFound, $"The case holds no {context.Draft.RecordType} in its reference “{context.Draft.Reference}”, so there is nothing to update.", context.Draft.Reference);
        }
        if (context.Connector is not IWriteRecords writer)
        {
            return CannotDo(context, "update records");
        }
        if (inDoubt && await Reconcile(context, record, calls, cancel) is { } found)
        {
            return found;
        }
        return Done(context, await writer.Update(record, context.Draft, calls, cancel), "was updated", isNew: false);
    }

    private async Task<Outcome<StepDone>> Attach(StepContext context, bool inDoubt, Calls calls, CancellationToken cancel)
    {
        var record = context.Record;
        if (record is null && await lookups.CreateUnderWay(context.Claim.Delivery, cancel) is { } create)
        {
            return new Fault(FaultKind.LockContention, $"The case's {context.Draft.RecordType} is still being raised; the file follows it.", WaitFor: create);
        }
        // It may have been raised after this delivery was claimed: the files' lane is not the create's.
        record ??= await lookups.RecordOf(context.Claim.Delivery, cancel);
        if (record is null)
        {
            return new Fault(FaultKind.NotFound, $"The case holds no {context.Draft.RecordType} in its reference “{context.Draft.Reference}” to attach the file to.", context.Draft.Reference);
        }
        if (context.Connector is not IAttachContent attacher)
        {
            return CannotDo(context, "attach files");
        }
        if (inDoubt && await Reconcile(context, record, calls, cancel) is { } found)
        {
            return found;
        }
        return Done(context, await attacher.Attach(record, context.Draft, calls, cancel), $"has the file {context.Draft.File?.Name}", isNew: false);
    }

    /// <summary>What became of an earlier try: its outcome when it had its effect or nobody can tell; null when it certainly had none.</summary>
    private static async Task<Outcome<StepDone>?> Reconcile(StepContext context, string? record, Calls calls, CancellationToken cancel)
    {
        if (context.Connector is not IReconcile reconciler)
        {
            return new Fault(FaultKind.InDoubt, "An earlier attempt ended without an answer, and this system cannot be asked what became of it.", InDoubt: true);
        }
        return await reconciler.Find(context.Draft, record, context.Claim.RecordVersion, context.Claim.FirstTriedAt, calls, cancel) switch
        {
            Outcome<Written?>.Failure { Fault: var fault } => fault with { InDoubt = true },
            Outcome<Written?>.Success { Value: { } written } => Done(context, written with { Note = "The answer of an earlier attempt had been lost; it was found again, so nothing was sent twice." }, record is null ? "was raised" : "was updated", record is null),
            _ => null,
        };
    }

    private static Outcome<StepDone> Done(StepContext context, Outcome<Written> outcome, string did, bool isNew) => outcome.Match<Outcome<StepDone>>(
        written => new StepDone(
            $"{context.Draft.RecordType} {written.Record} {did}.{(written.Note is null ? "" : " " + written.Note)}", written.Record, written.Values,
            [new RecordLink(context.Claim.Delivery.Tenant, context.Connection.Id, context.Claim.Delivery.Subject, context.Draft.Reference, context.Draft.RecordType, written.Record, written.Version, isNew)]),
        fault => fault);

    internal static Fault CannotDo(StepContext context, string what) => new(FaultKind.Refused, $"The connector “{context.Connection.Kind}” cannot {what}.");
}
