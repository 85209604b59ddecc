using Liaison.Core.Deliveries;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Storage.Configuration;
using Liaison.Storage.Log;

namespace Liaison.Hub.Api.Deliveries;

/// <summary>Shows deliveries with the names of their connections and templates, and a sentence each.</summary>
public sealed class DeliveryView(RecordUrls urls)
{
    public DeliveryRow Row(TenantSetup setup, LoggedDelivery delivery, Caller caller)
    {
        var connection = setup.Connections.GetValueOrDefault(delivery.Connection.Value);
        var template = delivery.Template is { } id ? setup.Templates.GetValueOrDefault(id.Value) : null;
        return new DeliveryRow(
            delivery.Id, delivery.At, delivery.Connection, connection?.Name ?? "", delivery.Kind, delivery.Subject, delivery.SubjectNumber, delivery.Template, template?.Name, delivery.State,
            delivery.Attempts, delivery.State == DeliveryState.Waiting ? delivery.DueAt : null, delivery.Fault, delivery.Record, urls.Of(connection, delivery.RecordType, delivery.Record),
            DeliverySummary.Of(delivery, connection?.Parked is not null, ZoneOf(caller)));
    }

    private static TimeZoneInfo ZoneOf(Caller caller) =>
        caller is PersonCaller person && TimeZoneInfo.TryFindSystemTimeZoneById(person.User.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
