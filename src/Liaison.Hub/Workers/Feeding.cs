using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Hub.Workers;

/// <summary>Feeds a system with an event or a file. Nothing of it becomes a record that the session holds.</summary>
internal static class Feeding
{
    public static async Task<Outcome<StepDone>> Send(StepContext context, bool inDoubt, Calls calls, CancellationToken cancel)
    {
        if (context.Connector is not ITakeEvents taker)
        {
            return StepWork.CannotDo(context, "take events");
        }
        // An event may arrive twice, and carries an id by which a receiver knows that; one that is lost nobody can make up for.
        var again = inDoubt ? $" The answer of an earlier attempt had been lost, so it was sent again; its id {context.Draft.Key} is the same." : "";
        return (await taker.Send(context.Draft, calls, cancel)).Match<Outcome<StepDone>>(sent => new StepDone($"{context.Draft.RecordType} {sent.Record} was sent.{Also(sent)}{again}", sent.Record), fault => fault);
    }

    public static async Task<Outcome<StepDone>> Upload(StepContext context, bool inDoubt, Calls calls, CancellationToken cancel)
    {
        if (context.Connector is not ITakeFiles taker)
        {
            return StepWork.CannotDo(context, "take files");
        }
        if (inDoubt && context.Connector is IReconcile reconciler)
        {
            switch (await reconciler.Find(context.Draft, null, null, context.Claim.FirstTriedAt, calls, cancel))
            {
                case Outcome<Written?>.Failure { Fault: var unknown }:
                    return unknown with { InDoubt = true };
                case Outcome<Written?>.Success { Value: { } there }:
                    return new StepDone($"{there.Record} was there already: the answer of an earlier attempt had been lost, and nothing was sent twice.", there.Record);
            }
        }
        return (await taker.Upload(context.Draft, calls, cancel)).Match<Outcome<StepDone>>(stored => new StepDone($"{stored.Record} was uploaded.{Also(stored)}", stored.Record), fault => fault);
    }

    private static string Also(Written written) => written.Note is null ? "" : " " + written.Note;
}
