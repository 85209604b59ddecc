using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Deliveries;
using Liaison.Hub.Connecting;
using Liaison.Hub.Live;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Log;
using Liaison.Storage.People;
using Liaison.Storage.Road;
using Liaison.Storage.Sessions;
using Connection = Liaison.Core.Connecting.Connection;

namespace Liaison.Hub.Api.Contacts;

/// <summary>What people do by hand about a session's records: create one, choose the person.</summary>
public sealed class RecordDesk(
    ConnectorCatalog connectors, RecordTypes recordTypes, Intake intake, EarlierSessions links, SessionStore sessions, DeliveryLog log, DeliveryDesk deliveries, RecordUrls urls, LiveChanges live, IdSource ids, TimeProvider time)
{
    /// <summary>Plans a record with the values that somebody typed; it is durable when this returns.</summary>
    /// <param name="owner">Whose it shall be, by e-mail; null leaves it to the session.</param>
    public async Task<Id<Delivery>> Create(
        TenantSetup setup, Connection connection, Session session, string recordType, IReadOnlyDictionary<string, string> values, bool another, string? owner, Actor who, string hub, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var cause = EventOf(session, "session.record-asked", new { connectionId = connection.Id, recordType }, now);
        var delivery = PlannerOf(setup, connection).PlanByHand(ids.Next<Delivery>(), cause.Id, session, recordType, values, another, owner, FactsOf(session, hub), now);
        await Accept(session, cause, [delivery], who, cancel);
        return delivery.Id;
    }

    /// <summary>The session is with this person from now on: what it holds already points there, what waited for the choice goes on.</summary>
    public async Task Choose(TenantSetup setup, Connection connection, Session session, FoundRecord person, Actor who, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await links.Choose(session.Tenant, connection.Id, session.Id, ConversationPlanner.ReferenceOf(person.RecordType), person, now, cancel);
        var held = (await sessions.Held(session.Tenant, session.Id, cancel)).Where(h => h.Connection == connection.Id).Select(h => (h.Reference, h.RecordType));
        var cause = EventOf(session, "session.person-chosen", new { connectionId = connection.Id, person.RecordType, person.Record }, now);
        await Accept(session, cause, [.. PlannerOf(setup, connection).PlanLinks(ids.Next<Delivery>, cause.Id, session, held, now)], who, cancel);
        var parked = await log.Page(session.Tenant, new DeliveryFilter(connection.Id.Value, [DeliveryState.Parked], Subject: session.Id.Value), null, 50, cancel);
        foreach (var waiting in parked.Where(d => d.Fault?.Kind == FaultKind.Ambiguous))
        {
            await deliveries.Replay(session.Tenant, waiting.Id, ReplayDraft.Frozen, who, cancel);
        }
    }

    /// <summary>The record as those who look at the session see it: with what was known of it already.</summary>
    public RecognisedRecord Recognised(TenantSetup setup, RecordPointer chosen, Session session, Actor who)
    {
        var bare = new RecognisedRecord(chosen.ConnectionId.Value, chosen.RecordType, chosen.Record);
        var known = session.Candidates.Concat(session.Records).FirstOrDefault(r => r.IsSame(bare)) ?? bare;
        return known with
        {
            Name = chosen.Name ?? known.Name, Url = known.Url ?? urls.Of(setup.Connections.GetValueOrDefault(chosen.ConnectionId.Value), chosen.RecordType, chosen.Record), Why = $"{who.Name} chose this record.", Open = false,
        };
    }

    /// <summary>The session's facts, as mappings read them.</summary>
    public static Facts FactsOf(Session session, string hub) => SessionFacts.Of(session, new SessionLight(hub, TimeZoneInfo.Utc));

    private ConversationPlanner PlannerOf(TenantSetup setup, Connection connection)
    {
        var rules = ConversationRules.Of(setup, connection, connectors);
        return new ConversationPlanner(connection, rules.Policy ?? ConversationPolicy.Nothing with { Mappings = rules.Mappings }, rules.Vocabulary!, rules.Identification, name => recordTypes.Known(connection, name));
    }

    private async Task Accept(Session session, Event cause, IReadOnlyList<Delivery> planned, Actor who, CancellationToken cancel)
    {
        await intake.Accept(new Acceptance(cause, false, null, false, [], who.Name, planned), cancel);
        live.Say(session.Tenant, "sessions");
        live.Say(session.Tenant, "deliveries");
    }

    private Event EventOf(Session session, string type, object data, DateTimeOffset now)
    {
        var id = ids.Next<Event>();
        return new Event(id, session.Tenant, SessionDesk.Ourselves, id.Value, type, session.Id.Value, now, Json.Write(data));
    }
}
