namespace Liaison.Core.Desk;

/// <summary>What an agent is doing: one of four, always.</summary>
public enum Presence
{
    NotReady = 0,

    /// <summary>Ready for the next contact.</summary>
    InQueue = 1,

    /// <summary>In contact with somebody.</summary>
    Busy = 2,

    /// <summary>Doing what comes after a contact; no contact is offered meanwhile.</summary>
    WrapUp = 3,
}
