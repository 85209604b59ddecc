namespace Liaison.Hub.Workers;

/// <summary>What the workers say, numbered. Never personal data: ids and kinds only; the exchanges are on the attempt rows.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(2001, LogLevel.Information, "Took back {Count} deliveries from a process that died; what they were writing is looked up before it is written again")]
    public static partial void Recovered(ILogger log, int count);

    [LoggerMessage(2002, LogLevel.Warning, "Delivery {Delivery} on {Connection}: {Fault} at {Step}, attempt {Attempt}, now {State}")]
    public static partial void Faulted(ILogger log, string delivery, string connection, Core.Deliveries.FaultKind fault, Core.Deliveries.StepKind step, int attempt, Core.Deliveries.DeliveryState state);

    [LoggerMessage(2003, LogLevel.Error, "Connection {Connection} is parked: the other system refuses its credentials. Correct them in its settings; waiting deliveries go on by themselves")]
    public static partial void Parked(ILogger log, string connection);

    [LoggerMessage(2004, LogLevel.Error, "A connector threw at {Step} of delivery {Delivery}: a bug; it is treated as an unknown fault and tried again")]
    public static partial void Threw(ILogger log, Exception exception, string delivery, Core.Deliveries.StepKind step);

    [LoggerMessage(2005, LogLevel.Warning, "The database could not be reached by {Worker}; it tries again in {Seconds} s")]
    public static partial void DatabaseAway(ILogger log, Exception exception, string worker, double seconds);

    [LoggerMessage(2006, LogLevel.Warning, "Delivery {Delivery} was taken over by another process while it was under way here; this outcome was only logged")]
    public static partial void Fenced(ILogger log, string delivery);

    [LoggerMessage(2007, LogLevel.Information, "Stopping: {Count} deliveries not begun were handed back")]
    public static partial void HandedBack(ILogger log, int count);

    [LoggerMessage(2008, LogLevel.Information, "Let go of {Count} {Kind} that were older than {Days} days")]
    public static partial void LetGo(ILogger log, long count, string kind, double days);
}
