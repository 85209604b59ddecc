namespace Liaison.Core.Desk;

/// <summary>What an agent is doing, as those hear of it who are fed with events: the presence, and whether a contact rings.</summary>
/// <param name="State">notReady · available · ringing · busy · wrapUp.</param>
/// <param name="Reason">Why not ready.</param>
/// <param name="Session">The contact that rings, or that it is about.</param>
public sealed record AgentStatus(string State, string? Reason, string? Session, string? Queue)
{
    public const string NotReady = "notReady";
    public const string Available = "available";
    public const string Ringing = "ringing";
    public const string Busy = "busy";
    public const string WrapUp = "wrapUp";

    public static AgentStatus Of(AgentState desk) => desk switch
    {
        { Presence: Presence.Busy } => About(Busy, desk.Legs.First(l => l.Stage == LegStage.Talking)),
        { Presence: Presence.WrapUp } => About(WrapUp, desk.Legs.First(l => l.Stage == LegStage.WrapUp)),
        { Offer: { } offer } => About(Ringing, offer),
        { Presence: Presence.InQueue } => new AgentStatus(Available, null, null, null),
        _ => new AgentStatus(NotReady, desk.Reason, null, null),
    };

    private static AgentStatus About(string state, DeskLeg leg) => new(state, null, leg.Session.Value, leg.Queue);
}
