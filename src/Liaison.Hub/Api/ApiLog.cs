namespace Liaison.Hub.Api;

/// <summary>What the API tells the log: 1000 to 1099. Never a value that somebody sent, never a person.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(1000, LogLevel.Error, "{Method} {Route} broke")]
    public static partial void Broke(ILogger log, string method, string route, Exception error);

    [LoggerMessage(1001, LogLevel.Warning, "A sign-in from {Address} was refused")]
    public static partial void SignInRefused(ILogger log, string address);

    [LoggerMessage(1002, LogLevel.Warning, "Sign-ins from {Address} are held back after too many failures")]
    public static partial void SignInHeldBack(ILogger log, string address);

    [LoggerMessage(1003, LogLevel.Information, "{User} signed in")]
    public static partial void SignedIn(ILogger log, string user);

    [LoggerMessage(1004, LogLevel.Information, "Connection {Connection} was saved at version {Version}, enabled: {Enabled}")]
    public static partial void ConnectionSaved(ILogger log, string connection, int version, bool enabled);

    [LoggerMessage(1005, LogLevel.Warning, "Connection {Connection} was not saved: its live test ended with {Fault}")]
    public static partial void ConnectionRefused(ILogger log, string connection, string fault);
}
