using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>What the other system sent a person back with.</summary>
/// <param name="Issuer">Who says that it sent the answer (RFC 9207), if it says so.</param>
public sealed record AuthorizationReply(string? State, string? Code, string? Error, string? ErrorDescription, string? Issuer);

/// <summary>How connecting ended.</summary>
/// <param name="ReturnTo">The page of ours to go on with; null for a window that closes.</param>
public abstract record AuthorizationEnd(string? ReturnTo)
{
    public sealed record Connected(Id<Connection> Connection, string Name, GrantAccount Account, string? ReturnTo) : AuthorizationEnd(ReturnTo);

    /// <param name="Code">For programs, in kebab case.</param>
    /// <param name="Words">For people: what happened and what to do.</param>
    public sealed record Refused(string Code, string Words, string? ReturnTo = null) : AuthorizationEnd(ReturnTo);
}

/// <summary>How disconnecting ended.</summary>
/// <param name="Revoked">Whether the other system has withdrawn the access too.</param>
/// <param name="Message">For people.</param>
public sealed record Disconnection(bool Revoked, string Message);
