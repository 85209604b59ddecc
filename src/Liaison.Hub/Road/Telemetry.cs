using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Liaison.Hub.Road;

/// <summary>The one source of traces and the one meter, both named <c>Liaison</c>.</summary>
public static class Telemetry
{
    public const string Name = "Liaison";

    public static readonly ActivitySource Source = new(Name);
    public static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Accepted = Meter.CreateCounter<long>("liaison.deliveries.accepted", "{delivery}", "Deliveries planned and stored.");
    public static readonly Counter<long> Ended = Meter.CreateCounter<long>("liaison.attempts", "{attempt}", "Attempts by outcome and connector.");
    public static readonly Counter<long> Removed = Meter.CreateCounter<long>("liaison.rows.removed", "{row}", "Rows let go after the time that they are kept, by kind.");
    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("liaison.attempt.duration", "s", "How long one attempt took.");
    public static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("liaison.delivery.lag", "s", "From the rule's firing to delivered.");
}
