namespace Liaison.Hub.Connecting;

/// <summary>What connecting tells the log: 1200 to 1299.</summary>
internal static partial class ConnectingLog
{
    [LoggerMessage(1200, LogLevel.Error, "The live test of connection {Connection} ({Kind}) broke with {Error}")]
    public static partial void TrialBroke(ILogger log, string connection, string kind, string error);

    [LoggerMessage(1201, LogLevel.Warning, "Asking connection {Connection} ({Capability}) broke with {Error}")]
    public static partial void InquiryBroke(ILogger log, string connection, string capability, string error);

    [LoggerMessage(1210, LogLevel.Information, "Access of connection {Connection} was renewed: generation {Generation}")]
    public static partial void GrantRenewed(ILogger log, string connection, long generation);

    [LoggerMessage(1211, LogLevel.Warning, "Access of connection {Connection} could not be renewed ({Fault}); it is tried again in {Seconds} s, and the present one is used meanwhile")]
    public static partial void GrantPostponed(ILogger log, string connection, Core.Deliveries.FaultKind fault, double seconds);

    [LoggerMessage(1212, LogLevel.Error, "Connection {Connection} is parked: the other system does not renew its access. An administrator must connect it again")]
    public static partial void GrantEnded(ILogger log, string connection);

    [LoggerMessage(1213, LogLevel.Error, "New access of connection {Connection} could not be stored yet; it is kept from use and tried again in {Seconds} s")]
    public static partial void GrantNotStored(ILogger log, Exception exception, string connection, double seconds);

    [LoggerMessage(1214, LogLevel.Warning, "Asking connection {Connection} for access broke with {Error}")]
    public static partial void GrantBroke(ILogger log, string connection, string error);

    [LoggerMessage(1215, LogLevel.Warning, "The database could not be reached for grants")]
    public static partial void GrantsAway(ILogger log, Exception exception);

    [LoggerMessage(1216, LogLevel.Information, "Connection {Connection} was connected")]
    public static partial void Connected(ILogger log, string connection);

    [LoggerMessage(1217, LogLevel.Warning, "An answer of another system's sign-in was not taken: {Reason}")]
    public static partial void AuthorizationRefused(ILogger log, string reason);

    [LoggerMessage(1218, LogLevel.Information, "Connection {Connection} was disconnected; withdrawn over there: {Revoked}")]
    public static partial void Disconnected(ILogger log, string connection, bool revoked);
}
