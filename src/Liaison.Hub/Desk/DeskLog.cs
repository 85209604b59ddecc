namespace Liaison.Hub.Desk;

internal static partial class DeskLog
{
    [LoggerMessage(EventId = 1601, Level = LogLevel.Warning, Message = "A desk's fact about session {Session} was not taken: {Why}")]
    public static partial void SessionFull(ILogger log, string session, string why);

    [LoggerMessage(EventId = 1602, Level = LogLevel.Warning, Message = "Desks could not be kept for a moment; it is tried again in {Seconds} s.")]
    public static partial void Away(ILogger log, double seconds, Exception reason);

    [LoggerMessage(EventId = 1603, Level = LogLevel.Error, Message = "A desk could not be dealt with; the others go on.")]
    public static partial void Broke(ILogger log, Exception reason);
}
