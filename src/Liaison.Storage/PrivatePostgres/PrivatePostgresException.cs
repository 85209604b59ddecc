namespace Liaison.Storage.PrivatePostgres;

/// <summary>The private cluster cannot be had. The message says what happened, why, and what to do.</summary>
public sealed class PrivatePostgresException : Exception
{
    public PrivatePostgresException() { }

    public PrivatePostgresException(string message) : base(message) { }

    public PrivatePostgresException(string message, Exception? innerException) : base(message, innerException) { }

    internal static PrivatePostgresException WithLog(string message, string logTail, Exception? cause = null) => new(
        logTail.Length == 0 ? message : $"{message}\nThe end of the server's log:\n{logTail}", cause);
}
