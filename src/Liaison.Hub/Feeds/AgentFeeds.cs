using Liaison.Core.Deliveries;
using Liaison.Core.Feeds;
using Liaison.Core.Shared;
using Liaison.Hub.Desk;
using Liaison.Hub.Live;
using Liaison.Hub.Road;
using Liaison.Storage.Feeds;
using Liaison.Storage.Road;

namespace Liaison.Hub.Feeds;

/// <summary>
/// Tells connected systems what agents are doing. A change is stored with the desk and told at once; should this process die in between, another one tells it, and what was told already is known by its id.
/// Whoever tells one of an agent tells the earlier ones first, so that the order holds however many processes move the same desk.
/// </summary>
public sealed class AgentFeeds(Setups setups, FeedSetups feeds, AgentChangeStore changes, Intake intake, LiveChanges live, IdSource ids, TimeProvider time)
{
    public const string EventType = "liaison.agent.changed";

    /// <summary>Whether any connection wants to be told.</summary>
    public async Task<bool> IsWatched(Id<Tenant> tenant, CancellationToken cancel) => (await setups.Of(tenant, cancel)).Connections.Values.Any(c => feeds.Of(c).AgentEvents);

    /// <summary>Tells all that is stored of one agent and not told yet.</summary>
    public async Task Tell(Id<Tenant> tenant, string user, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        var untold = await changes.Of(tenant, user, cancel);
        foreach (var change in untold)
        {
            var (now, cause) = (time.GetUtcNow(), ids.Next<Event>());
            var data = Json.Write(new { state = change.Now.State, previousState = change.Before, reason = change.Now.Reason, session = change.Now.Session, queue = change.Now.Queue, at = change.At });
            var deliveries = setup.Connections.Values.Select(c => AgentFeed.Of(c, feeds.Of(c), change, ids.Next<Delivery>(), cause, now)).OfType<Delivery>().ToList();
            await intake.Accept(new Acceptance(new Event(cause, tenant, DeskRoom.Source, change.Id, EventType, user, now, data), true, null, false, [], change.Name, deliveries), cancel);
        }
        if (untold.Count > 0)
        {
            await changes.Told(tenant, user, untold[^1].Sequence, cancel);
            live.Say(tenant, "deliveries");
        }
    }

    /// <summary>Tells what was stored before then and still is: whoever was to tell it is gone.</summary>
    public async Task TellWhatIsLeft(DateTimeOffset before, CancellationToken cancel)
    {
        foreach (var (tenant, user) in await changes.Left(before, cancel))
        {
            await Tell(tenant, user, cancel);
        }
    }
}
