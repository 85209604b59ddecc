using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Core.Connecting;

/// <summary>One configured instance of a connector: which system, with which settings.</summary>
/// <param name="Kind">The connector's kind: <c>confirm</c>.</param>
/// <param name="Settings">The settings document as JSON, with secrets in the clear: it never leaves the process.</param>
/// <param name="Parked">Why the whole connection stands still; null while it may work.</param>
/// <param name="Version">Counts up with each change; a runner opens a connector once per version.</param>
public sealed record Connection(
    Id<Connection> Id, Id<Tenant> Tenant, string Kind, string Name, bool Enabled, string Settings, Fault? Parked, DateTimeOffset? ParkedAt, int Version) : IIdentified
{
    public static string Prefix => "con";
}
