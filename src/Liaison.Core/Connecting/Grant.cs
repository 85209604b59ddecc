using Liaison.Core.Shared;

namespace Liaison.Core.Connecting;

/// <summary>Access that a person granted us in another system.</summary>
/// <param name="Access">The token that goes with each call.</param>
/// <param name="Refresh">The token that gets a newer grant; null when the system gave none.</param>
/// <param name="Instance">The address at which this grant works, as the system told it.</param>
/// <param name="ExpiresAt">When it is reckoned to end; a system that does not say gets an estimate.</param>
public sealed record Grant(Secret Access, Secret? Refresh, Uri Instance, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, GrantAccount Account);

/// <summary>Whose access it is.</summary>
/// <param name="Organisation">The other system's id of the organisation; connecting again to another one is refused.</param>
public sealed record GrantAccount(string UserId, string UserName, string Email, string Organisation);

/// <summary>Gives the grant to work with. Calls never wait for a refresh that was made ahead of expiry.</summary>
/// <param name="refused">The access token that the system has just refused; null to have the current grant.</param>
/// <returns>The fault Credentials when a person must connect (again).</returns>
public delegate Task<Outcome<Grant>> Access(Secret? refused, CancellationToken cancel);

/// <summary>Somebody who works in the other system.</summary>
/// <param name="Problem">Why records cannot be theirs (inactive, the wrong licence); null when they can.</param>
public sealed record SystemUser(string Id, string Name, string Email, string? Problem = null);
