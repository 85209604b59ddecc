using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Desk;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Desk;

namespace Liaison.Hub.Desk;

/// <summary>Makes an agent's desk into what their console shows.</summary>
public sealed class DeskViews(Setups setups, DeskReads reads, TimeProvider time)
{
    /// <summary>Null when there is no such person any more.</summary>
    public async Task<DeskView?> Of(Id<Tenant> tenant, string user, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        if (setup.People.ById(user) is not { } person)
        {
            return null;
        }
        var now = time.GetUtcNow();
        var (known, sessions) = await reads.Desk(tenant, user, cancel);
        var (state, settings) = (known ?? AgentState.New(now), setup.Desk);
        var legs = state.Legs.Select(leg => (Leg: leg, Session: sessions.FirstOrDefault(s => s.Id == leg.Session))).Where(l => l.Session is not null).ToList();
        var offer = legs.FirstOrDefault(l => l.Leg.Stage == LegStage.Offered);
        var seatWhy = Seats.WhyNot(settings, person.Email);
        return new DeskView(
            state.Version, now, UserOf(person), state.Presence, state.Afterwards, state.Reason, state.Since, state.WrapUntil, seatWhy is null, seatWhy, settings.QueuesOf(person.Email),
            offer.Session is null ? null : SessionCards.Offer(offer.Session, offer.Leg, settings),
            [.. legs.Where(l => l.Leg.Stage != LegStage.Offered).OrderByDescending(l => l.Leg.Round).Select(l => SessionCards.Of(l.Session!, l.Leg, settings))],
            state.MissedToday(now), new DeskChoices(settings.Reasons, settings.AutoOpenRecords));
    }

    internal static DeskUser UserOf(Person person) => new(person.Id, person.Name, person.Email);
}
