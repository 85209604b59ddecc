using Liaison.Core.Deliveries;
using Liaison.Core.Desk;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Road;

namespace Liaison.Storage.Sessions;

/// <summary>One session with the facts that one pass adds to it.</summary>
internal sealed class MergedSession(LockedSession locked)
{
    private readonly SessionLedger ledger = LedgerText.Read(locked.Document);

    public bool HasFacts { get; private set; }

    public Session? Before { get; private set; }

    public Session After { get; private set; } = null!;

    public PastMoments Past { get; private set; } = locked.Past;

    public SessionLedger Ledger => ledger;

    public DateTimeOffset At { get; private set; }

    /// <summary>Whether agents' desks are to look at it.</summary>
    public bool ForDesks { get; private set; }

    /// <summary>Takes the facts in and plans what follows; the deliveries go with the last fact.</summary>
    public (List<(Acceptance Row, Acceptance With)> Taken, List<Acceptance> Full) Add(IReadOnlyList<Acceptance> rows)
    {
        Before = locked.Version == 0 ? null : Read(rows[0], locked.Version);
        var (taken, full, changed) = (new List<Acceptance>(rows.Count), new List<Acceptance>(), false);
        foreach (var row in rows)
        {
            switch (ledger.Add(row.Session!.Fact))
            {
                case LedgerChange.Full(var why):
                    row.Session.Fate = new SessionFate(locked.Id, why, 0);
                    full.Add(row);
                    break;
                case LedgerChange.Taken(var news):
                    changed |= news;
                    taken.Add(row);
                    break;
            }
        }
        HasFacts = taken.Count > 0;
        After = Read(rows[0], locked.Version + (changed || locked.Version == 0 ? 1 : 0));
        if (!HasFacts)
        {
            return ([], full);
        }
        At = taken.Max(r => r.Event.At);
        var last = taken[^1];
        var deliveries = changed ? Plan(last) : [];
        ForDesks = changed && DeskConcern.Is(After, last.Session!.Setup.Desk, At);
        taken.ForEach(r => r.Session!.Fate = new SessionFate(locked.Id, null, deliveries.Count, ForDesks));
        return ([.. taken.Select(r => (r, r with { Event = r.Event with { Subject = locked.Id.Value }, Deliveries = ReferenceEquals(r, last) ? deliveries : [] }))], full);
    }

    private IReadOnlyList<Delivery> Plan(Acceptance last)
    {
        var afterEnd = Past.IsOver();
        (var moments, Past) = SessionMoments.Of(After, Past);
        var entry = last.Session!;
        return entry.Plan(entry.Setup, new SessionChange(Before, After, moments, afterEnd), new SessionCause(
            last.Event.Id, entry.Hub + SessionLight.Path(locked.Id), last.Event.At, entry.Connection, last.Event.Hops, entry.Hub));
    }

    private Session Read(Acceptance row, int version) => LedgerReading.Read(ledger, locked.Id, row.Event.Tenant, row.Session!.Source, row.Session.ExternalId, version);
}
