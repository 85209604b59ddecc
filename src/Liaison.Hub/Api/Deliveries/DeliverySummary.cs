using System.Globalization;
using Liaison.Core.Deliveries;
using Liaison.Storage.Log;

namespace Liaison.Hub.Api.Deliveries;

/// <summary>Says in one plain sentence what happened to a delivery, or what it waits for.</summary>
internal static class DeliverySummary
{
    /// <param name="parked">Whether its whole connection stands still.</param>
    /// <param name="zone">In which the reader thinks of times.</param>
    public static string Of(LoggedDelivery delivery, bool parked, TimeZoneInfo zone)
    {
        var why = delivery.Fault?.Detail;
        return delivery.State switch
        {
            DeliveryState.Delivered => Delivered(delivery),
            DeliveryState.Running => $"Under way: {Aim(delivery)}.",
            DeliveryState.Parked => $"A person must decide: {why ?? Aim(delivery) + "."}",
            DeliveryState.Failed => $"Failed to {Aim(delivery)}: {why}",
            DeliveryState.Dead => $"Given up after {delivery.Attempts} attempts to {Aim(delivery)}: {why}",
            DeliveryState.Cancelled => $"Cancelled; it was to {Aim(delivery)}.",
            _ when parked => $"Waiting to {Aim(delivery)}: the connection is parked.",
            _ when delivery.Attempts == 0 => $"Waiting to {Aim(delivery)}.",
            _ => $"Waiting for attempt {delivery.Attempts + 1} at {TimeZoneInfo.ConvertTime(delivery.DueAt, zone).ToString("HH:mm", CultureInfo.InvariantCulture)}: {why}",
        };
    }

    private static string Delivered(LoggedDelivery delivery) => delivery.Kind switch
    {
        DeliveryKind.Create => $"{Record(delivery)} was raised for {Subject(delivery)}.",
        DeliveryKind.Update => $"{Record(delivery)} was updated from {Subject(delivery)}.",
        DeliveryKind.Attach => $"{delivery.FileName ?? "A file"} was attached to {Record(delivery)}.",
        DeliveryKind.Memorialise => $"{Subject(delivery)} was written into {Record(delivery)}.",
        DeliveryKind.Feed => $"{Fed(delivery)} was sent.",
        _ => $"A change of {Record(delivery)} was taken into {Subject(delivery)}.",
    };

    /// <summary>What it is to do, after “to”.</summary>
    private static string Aim(LoggedDelivery delivery) => delivery.Kind switch
    {
        DeliveryKind.Create => $"raise {Article(delivery.RecordType)} for {Subject(delivery)}",
        DeliveryKind.Update => $"update {Record(delivery)} from {Subject(delivery)}",
        DeliveryKind.Attach => $"attach {delivery.FileName ?? "a file"} to the {delivery.RecordType} of {Subject(delivery)}",
        DeliveryKind.Memorialise => $"write {Subject(delivery)} into {Article(delivery.RecordType)}",
        DeliveryKind.Feed => $"send {char.ToLowerInvariant(Fed(delivery)[0])}{Fed(delivery)[1..]}",
        _ => $"take a change of {Record(delivery)} into {Subject(delivery)}",
    };

    /// <summary>Statistics are of nobody.</summary>
    private static string Fed(LoggedDelivery delivery) =>
        delivery.RecordType + (delivery.FileName is { } file ? $" {file}" : delivery.Record is { } state ? $" “{state}”" : "") + (delivery.SubjectNumber is { } number ? $" of {number}" : "");

    private static string Record(LoggedDelivery delivery) => delivery.Record is null ? $"the {delivery.RecordType}" : $"{delivery.RecordType} {delivery.Record}";

    private static string Subject(LoggedDelivery delivery) => delivery.SubjectNumber ?? "its case";

    private static string Article(string noun) => ("AEIOUaeiou".Contains(noun[0], StringComparison.Ordinal) ? "an " : "a ") + noun;
}
