using Liaison.Core.Deliveries;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Storage.Sessions;

/// <summary>
/// Decides what is delivered because a session changed. The deliveries are stored in the transaction that stores the change: both, or neither.
/// It is called while the session's row is locked, once for all facts that were accepted together: it must not wait for anything, and may be called again with the same change
/// when a transaction had to be repeated.
/// </summary>
/// <param name="setup">The tenant's configuration.</param>
/// <param name="change">What happened. A change that is no moment and not after the end is passed too.</param>
/// <param name="cause">What a delivery says of its cause.</param>
public delegate IReadOnlyList<Delivery> PlanSession(TenantSetup setup, SessionChange change, SessionCause cause);

/// <param name="Event">The last of the facts: the cause of the deliveries.</param>
/// <param name="Url">The session's page, for a link in other systems.</param>
/// <param name="Now">When the facts were accepted.</param>
/// <param name="Connection">The connection whose system caused the change, for nothing is sent back to where it came from; null when none did.</param>
/// <param name="Hops">How many integrations stand between this and a person's action.</param>
/// <param name="Hub">The hub's public address, for <see cref="SessionLight"/>.</param>
public sealed record SessionCause(Id<Event> Event, string Url, DateTimeOffset Now, string? Connection = null, int Hops = 0, string Hub = "");

public static class SessionPlans
{
    /// <summary>What holds until a planner is registered: nothing is delivered.</summary>
    public static PlanSession Nothing { get; } = static (_, _, _) => [];
}
