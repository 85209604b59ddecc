namespace Liaison.Hub.Operations;

/// <summary>One thing that was looked at.</summary>
/// <param name="Ok">False when somebody should act.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do about it; null when all is well.</param>
public sealed record Finding(string Name, bool Ok, string Detail, string? Advice = null)
{
    /// <summary>Not as it should be, but the hub can work: it is ready all the same.</summary>
    public bool Degraded { get; init; }
}
