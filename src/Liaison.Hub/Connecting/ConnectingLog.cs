namespace Liaison.Hub.Connecting;

/// <summary>What connecting tells the log: 1200 to 1299.</summary>
internal static partial class ConnectingLog
{
    [LoggerMessage(1200, LogLevel.Error, "The live test of connection {Connection} ({Kind}) broke with {Error}")]
    public static partial void TrialBroke(ILogger log, string connection, string kind, string error);

    [LoggerMessage(1201, LogLevel.Warning, "Asking connection {Connection} ({Capability}) broke with {Error}")]
    public static partial void InquiryBroke(ILogger log, string connection, string capability, string error);
}
