using System.Text.Json;
using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Feeds;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Desk;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Desk;

/// <summary>Where desks, sessions and routing meet: moves desks, tells the facts that follow, and lets open desks see it.</summary>
public sealed class DeskRoom(
    Setups setups, DeskStore store, AgentFeeds feeds, DeskReads reads, WaitingStore waiting, SessionStore sessions, SessionDesk facts, DeskNews news, DeskPushes pushes, IdSource ids, TimeProvider time, HubOptions options,
    ILogger<DeskRoom> log)
{
    /// <summary>Where the facts come from that desks tell; no source may call itself so.</summary>
    public const string Source = "liaison/desk";

    /// <summary>The clock as the database keeps it.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Moves one desk.</summary>
    /// <param name="hub">By which address people reach the hub; null where a clock moves it.</param>
    public async Task<DeskTurn> Move(Id<Tenant> tenant, Person person, DeskSettings settings, string? hub, Func<AgentState, DeskAgent, DateTimeOffset, DeskTurn> decide, CancellationToken cancel)
    {
        var (agent, now) = (AgentOf(person, settings), Now);
        var change = await store.Change(tenant, agent, now, hub, await feeds.IsWatched(tenant, cancel), state => decide(state, agent, now), cancel);
        if (change.Turn.Refusal is not null)
        {
            return change.Turn;
        }
        pushes.Changed(tenant, person.Id.Value);
        if (change.NewStatus)
        {
            await feeds.Tell(tenant, person.Id.Value, cancel);
        }
        await Tell(tenant, change.Facts, cancel);
        if (change.MayRoute)
        {
            news.Free(tenant);
        }
        return change.Turn;
    }

    /// <summary>Looks at a session that changed, for every desk that it lies on or is told to lie on.</summary>
    public async Task Look(Id<Tenant> tenant, Id<Session> id, CancellationToken cancel)
    {
        if (await sessions.Find(tenant, id, cancel) is not { } session)
        {
            return;
        }
        var setup = await setups.Of(tenant, cancel);
        var concerned = (await reads.AgentsOf(tenant, id, cancel)).Select(setup.People.ById)
            .Concat(session.Interactions.Select(i => setup.People.ByEmail(i.Agent.Email) ?? setup.People.ById(i.Agent.Id) ?? setup.People.ByEmail(i.Agent.Id))).OfType<Person>().DistinctBy(p => p.Id);
        foreach (var person in concerned)
        {
            await Move(tenant, person, setup.Desk, null, (state, agent, now) => DeskSight.See(state, agent, session, now), cancel);
        }
        if (session.EndedAt is not null)
        {
            if (await waiting.Leave(tenant, id, cancel))
            {
                pushes.Changed(tenant, null);
            }
        }
        else if (DeskConcern.Waits(session, setup.Desk) && setup.Desk.Queue(session.Queue) is { } queue
            && await waiting.Wait(tenant, id, queue.Name, PriorityOf(session, queue), SkillsOf(session), session.BeganAt, cancel))
        {
            pushes.Changed(tenant, null);
            news.Free(tenant);
        }
        await reads.Seen(tenant, id, session.Version, cancel);
    }

    /// <summary>Brings waiting contacts and free agents together, until nobody is free or nobody waits.</summary>
    public async Task Route(Id<Tenant> tenant, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        var (contacts, floor) = await waiting.Look(tenant, setup.Desk.DefaultUserEmail, cancel);
        foreach (var chosen in Routing.Choose(contacts, floor, setup.Desk, Now))
        {
            if (setup.People.ById(chosen.User) is { Disabled: false } person && await sessions.Find(tenant, chosen.Session, cancel) is { EndedAt: null } session)
            {
                var contact = contacts.First(c => c.Session == chosen.Session);
                await Move(tenant, person, setup.Desk, null, (state, agent, now) =>
                    DeskMoves.Offer(state, agent, session.Id, ids.Next<DeskOffer>().Value, contact.Queue ?? session.Queue, session.Campaign, chosen.Emergency, now), cancel);
            }
        }
    }

    /// <summary>What the clock does to one desk.</summary>
    public async Task Tick(Id<Tenant> tenant, string user, CancellationToken cancel)
    {
        var setup = await setups.Of(tenant, cancel);
        if (setup.People.ById(user) is { } person)
        {
            await Move(tenant, person, setup.Desk, null, DeskMoves.Tick, cancel);
        }
    }

    /// <summary>Tells facts that were to be told, and forgets them; what was told before changes nothing.</summary>
    public async Task Tell(Id<Tenant> tenant, IReadOnlyList<DeskFact> untold, CancellationToken cancel)
    {
        if (untold.Count == 0)
        {
            return;
        }
        foreach (var group in untold.GroupBy(f => f.Session, StringComparer.Ordinal))
        {
            if (await sessions.Find(tenant, new Id<Session>(group.Key), cancel) is not { } session)
            {
                continue;
            }
            // Told together, so that nobody sees a contact that has ended without knowing who left it.
            var outcomes = await Task.WhenAll(group.Select(f => facts.TellOf(session, f.Who,
                new ToldFact(Source, f.Id, f.Type, session.ExternalId, f.At, JsonDocument.Parse(f.Data).RootElement), f.Hub ?? options.PublicUrl ?? options.Urls.Split(';')[0], cancel)));
            foreach (var full in outcomes.OfType<SessionOutcome.Full>())
            {
                DeskLog.SessionFull(log, group.Key, full.Why);
            }
        }
        await reads.Told(tenant, [.. untold.Select(f => f.Seq)], cancel);
    }

    /// <summary>After new settings: everybody sees them, and somebody may serve a queue who did not.</summary>
    public async Task SettingsChanged(Id<Tenant> tenant, CancellationToken cancel)
    {
        foreach (var person in (await setups.Of(tenant, cancel)).People.All)
        {
            pushes.Changed(tenant, person.Id.Value);
        }
        news.Free(tenant);
    }

    private static DeskAgent AgentOf(Person person, DeskSettings settings) => new(person.Id.Value, person.Name, person.Email, settings);

    /// <summary>A call flow says in these two items how a contact is to be routed.</summary>
    private static int PriorityOf(Session session, DeskQueue queue) => session.Items.GetValueOrDefault("priority") is [>= '0' and <= '9' and var told] ? told - '0' : queue.Priority;

    private static IReadOnlyList<string> SkillsOf(Session session) =>
        session.Items.GetValueOrDefault("skills")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(20).ToArray() ?? [];
}

/// <summary>An offer of our own; its id is the leg's key.</summary>
internal sealed record DeskOffer : IIdentified
{
    public static string Prefix => "ofr";
}
