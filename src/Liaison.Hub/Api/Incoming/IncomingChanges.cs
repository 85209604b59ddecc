using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.Cases;
using Liaison.Storage.Road;

namespace Liaison.Hub.Api.Incoming;

/// <summary>What became of a change that another system told of.</summary>
public enum IncomingFate
{
    /// <summary>It is on its way into the cases.</summary>
    Planned,

    /// <summary>It is our own doing come back: only noted.</summary>
    Echo,

    /// <summary>It was told before.</summary>
    Known,

    /// <summary>No case holds the record, and none is about to.</summary>
    Unlinked,
}

/// <summary>Takes changes that another system told of onto the durable road: each once, in the lane of its case, and our own echoes not at all.</summary>
public sealed class IncomingChanges(CaseStore cases, IncomingStore store, Intake intake, IdSource ids, TimeProvider time)
{
    /// <param name="all">Whether the system tells of everybody's records, ours or not.</param>
    public async Task<IReadOnlyList<IncomingFate>> Accept(Connection connection, PushedChanges pushed, bool all, CancellationToken cancel)
    {
        var fates = new List<IncomingFate>(pushed.Changes.Count);
        foreach (var change in pushed.Changes)
        {
            fates.Add(await Accept(connection, change, all, cancel));
        }
        await store.Received(connection, time.GetUtcNow(), cancel);
        return fates;
    }

    private async Task<IncomingFate> Accept(Connection connection, PushedChange change, bool all, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var holders = await cases.HoldersOf(connection.Id.Value, change.RecordType, change.Record, cancel);
        var isEcho = holders.Count > 0 && holders.All(h => IsKnown(h.Version, change.Version));
        var isUnlinked = all && holders.Count == 0 && !await store.IsAwaited(connection, change.RecordType, change.OurReference, cancel);
        var cause = new Event(
            ids.Next<Event>(), connection.Tenant, $"connection/{connection.Id}", change.DeduplicationKey, isEcho ? "record.echoed" : isUnlinked ? "record.unlinked" : "record.changed", holders.Count > 0 ? holders[0].Subject : "", now,
            Json.Write(new { change.RecordType, change.Record, change.Version, fields = change.Values.Keys }));
        var deliveries = isEcho || isUnlinked ? [] : await Plan(connection, change, cause, holders, now, cancel);
        return await intake.Accept(new Acceptance(cause, true, null, false, [], connection.Name, deliveries), cancel) == AcceptanceResult.AlreadyKnown ? IncomingFate.Known
            : isEcho ? IncomingFate.Echo
            : isUnlinked ? IncomingFate.Unlinked
            : IncomingFate.Planned;
    }

    private async Task<IReadOnlyList<Delivery>> Plan(
        Connection connection, PushedChange change, Event cause, IReadOnlyList<(string Subject, string Number, string Reference, string? Version)> holders, DateTimeOffset now, CancellationToken cancel)
    {
        if (holders.Count > 0)
        {
            // One for each case: reading back applies all incoming templates of the references that hold the record there.
            return [.. holders.DistinctBy(h => h.Subject).Select(h => Planner.PlanIncoming(
                ids.Next<Delivery>(), cause.Id, connection.Tenant, connection.Id, h.Subject, h.Number, change.RecordType, h.Reference, change, now, cause.Hops))];
        }
        // Not linked yet: perhaps its create is still under way here, and our own key in it says for which case. Then it waits in that case's lane.
        var ours = change.OurReference is { Length: > 0 } key ? await store.CaseOf(connection.Tenant, key, cancel) : null;
        return [Planner.PlanIncoming(
            ids.Next<Delivery>(), cause.Id, connection.Tenant, connection.Id, ours?.Subject, ours?.Number, change.RecordType, ours?.Reference ?? "", change, now, cause.Hops)];
    }

    /// <summary>Whether the version that was told is one that we have seen or made. Counters are compared as numbers; other marks can only be the same.</summary>
    private static bool IsKnown(string? known, string? told) => known is not null && told is not null
        && (long.TryParse(known, out var ours) && long.TryParse(told, out var theirs) ? ours >= theirs : known == told);
}
