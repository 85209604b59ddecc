using Liaison.Core.Desk;

namespace Liaison.Core.Statistics;

/// <summary>For how long an agent was what.</summary>
/// <param name="Agent">The e-mail address in lower case.</param>
/// <param name="Reason">Why not ready. Not ready without a reason is not at work.</param>
/// <param name="To">Null while it lasts.</param>
public sealed record PresenceSpan(string Agent, string? Name, Presence Presence, string? Reason, DateTimeOffset From, DateTimeOffset? To);
