using Liaison.Core.Sessions;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Deliveries;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Liaison.Storage.Configuration;
using Liaison.Storage.Log;
using Liaison.Storage.People;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Shows sessions with the records that they hold, their deliveries, and why those went where they went.</summary>
public sealed class ContactView(Setups setups, SessionStore sessions, DeliveryLog log, DeliveryView deliveries, RecordUrls urls)
{
    private const int MostDeliveries = 50;

    public async Task<ContactAnswer> Whole(Session session, Caller caller, string hub, CancellationToken cancel)
    {
        var setup = await setups.Of(session.Tenant, cancel);
        var held = await sessions.Held(session.Tenant, session.Id, cancel);
        var sent = await log.Page(session.Tenant, new DeliveryFilter(Subject: session.Id.Value), null, MostDeliveries, cancel);
        var decisions = await sessions.Decisions(session.Tenant, session.Id, cancel);
        return new ContactAnswer(
            session.Id, hub + SessionLight.Path(session.Id), session.Source, session.ExternalId, session.Channel, session.Direction, session.Status, session.BeganAt, session.AnsweredAt, session.EndedAt,
            session.WrapUpEndedAt, session.Duration?.TotalSeconds, session.Customer, session.Ani, session.AniAsTold, session.Dnis, session.DnisAsTold, session.Queue, session.Campaign, session.RequestPage,
            session.Disposition, session.SubDisposition, session.RelatedTo, session.Items, session.Agent, session.Interactions, session.States, session.Notes, session.Tags, session.Transcript,
            [.. session.Files.Select(f => FileOf(session, f))], Records(setup, held), session.Records, session.Candidates, [.. sent.Select(d => deliveries.Row(setup, d, caller))],
            [.. decisions.Select(d => new DecisionAnswer(d.Delivery, d.Connection, setup.Connections.GetValueOrDefault(d.Connection.Value)?.Name ?? "", d.Identified))],
            MayChange(session, caller), session.Version);
    }

    public ContactRow Row(TenantSetup setup, ListedSession row) => new(
        row.Id, row.Source, row.ExternalId, row.Channel, row.Direction, row.Status, row.BeganAt, row.AnsweredAt, row.EndedAt, row.EndedAt is { } end && end >= row.BeganAt ? (end - row.BeganAt).TotalSeconds : null,
        row.Queue, row.Campaign, row.AgentName is null ? null : new AgentName(row.AgentName, row.AgentEmail), row.CustomerName, row.Company, row.Email, row.Phone, row.Disposition, row.SubDisposition,
        [.. row.Recordings.Select(r => LinkOf(row, r))], Records(setup, row.Records), row.Deliveries);

    /// <summary>Agents change what is theirs: sessions of which they had a leg. Everybody else who may write may change all.</summary>
    public static bool MayChange(Session session, Caller caller) => caller switch
    {
        PersonCaller { User.Role: Role.Agent } agent => session.Interactions.Any(i => string.Equals(i.Agent.Email, agent.User.Email, StringComparison.OrdinalIgnoreCase)),
        _ => Permission.SessionsWrite.Allows(caller),
    };

    /// <summary>A recording's place: in this hub, or where the source keeps it.</summary>
    public static string LinkOf(ListedSession row, string recording) => recording.StartsWith("att_", StringComparison.Ordinal) ? SessionLight.FilePath(row.Id, recording) : recording;

    public static ContactFile FileOf(Session session, SessionFile file) => new(
        file.Key, file.Kind, file.Name, file.ContentType, file.Size, file.Part, file.StartedAt, file.Seconds, file.Stored is { } stored ? SessionLight.FilePath(session.Id, stored) : file.Url, file.Stored is not null);

    private List<RecordAnswer> Records(TenantSetup setup, IReadOnlyList<HeldRecord> held) => [.. held.Select(h =>
    {
        var connection = setup.Connections.GetValueOrDefault(h.Connection.Value);
        return new RecordAnswer(h.Reference, h.Connection, connection?.Name ?? "", h.RecordType, h.Record, urls.Of(connection, h.RecordType, h.Record), h.LinkedAt);
    })];
}
