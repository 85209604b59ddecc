using Liaison.Core.Desk;
using Liaison.Hub.Api.Shared;

namespace Liaison.Hub.Api.Desk;

/// <param name="Settings">The document.</param>
/// <param name="Working">How many seats are given, of those that there are.</param>
public sealed record DeskSettingsAnswer(DeskSettings Settings, int Version, SeatCount Working) : IVersioned;

/// <param name="Given">Agents who have a seat.</param>
/// <param name="Blocked">Agents who were to have one, beyond the number of seats: they alone cannot work.</param>
public sealed record SeatCount(int Seats, int Given, IReadOnlyList<string> Blocked);

/// <param name="Presence">notReady or inQueue; the other two come of contacts.</param>
public sealed record PresenceBody(Presence Presence, string? Reason = null);

/// <summary>Where a contact is passed on to: one of the three.</summary>
/// <param name="Consult">Ask first: the agent keeps the contact, on hold, while the other is offered it too.</param>
public sealed record TransferBody(string? ToQueue = null, string? ToAgentEmail = null, string? ToNumber = null, bool Consult = false);

/// <summary>Null empties.</summary>
public sealed record DispositionBody(string? Disposition, string? SubDisposition = null);
