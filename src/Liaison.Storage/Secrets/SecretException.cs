namespace Liaison.Storage.Secrets;

/// <summary>A secret or a key cannot be read. The message says why and what to do, and never holds any part of it.</summary>
public sealed class SecretException : Exception
{
    public SecretException() { }

    public SecretException(string message) : base(message) { }

    public SecretException(string message, Exception? innerException) : base(message, innerException) { }
}
