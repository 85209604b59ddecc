using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Hub.Desk;

/// <summary>What an agent does with one of their sessions.</summary>
public abstract record DeskCommand(Id<Session> Session)
{
    public sealed record Accept(Id<Session> Session) : DeskCommand(Session);

    public sealed record Decline(Id<Session> Session) : DeskCommand(Session);

    public sealed record Hold(Id<Session> Session, bool On) : DeskCommand(Session);

    /// <summary>Recording is paused before something sensitive, or goes on.</summary>
    public sealed record PauseRecording(Id<Session> Session, bool Paused) : DeskCommand(Session);

    public sealed record HangUp(Id<Session> Session) : DeskCommand(Session);

    public sealed record Complete(Id<Session> Session) : DeskCommand(Session);
}
