using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Desk;

/// <summary>Whose desk it is, and the settings that hold.</summary>
/// <param name="Id">The user's id.</param>
public sealed record DeskAgent(string Id, string Name, string Email, DeskSettings Settings);

/// <summary>What came of a command or a fact: the desk as it is now, and what follows.</summary>
/// <param name="Refusal">Why nothing was done; then nothing has changed.</param>
public sealed record DeskTurn(AgentState After, IReadOnlyList<DeskEffect> Effects, DeskRefusal? Refusal = null);

/// <param name="Code">Stable, for programs.</param>
public sealed record DeskRefusal(string Code, string Detail);

/// <summary>What follows from a change of a desk; done in the transaction that stores the change.</summary>
public abstract record DeskEffect(Id<Session> Session)
{
    /// <summary>A fact is told of the session.</summary>
    /// <param name="Part">With the desk's version it makes the fact's id: told again, it is known.</param>
    /// <param name="Data">As the fact's type declares.</param>
    public sealed record Tell(Id<Session> Session, string Type, string Part, object Data) : DeskEffect(Session);

    /// <summary>An offer of ours began.</summary>
    public sealed record Offered(Id<Session> Session, DeskLeg Leg) : DeskEffect(Session);

    /// <summary>An offer of ours is over.</summary>
    /// <param name="Outcome">answered · missed · declined · abandoned.</param>
    public sealed record OfferOver(Id<Session> Session, string Leg, string Outcome) : DeskEffect(Session);

    /// <summary>The session waits for another agent.</summary>
    /// <param name="For">The one user who is meant; anybody who serves the queue if null.</param>
    public sealed record Wait(Id<Session> Session, string? Queue, string? For) : DeskEffect(Session);
}
