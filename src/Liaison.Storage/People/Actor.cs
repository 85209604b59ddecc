namespace Liaison.Storage.People;

/// <summary>Who does something, as the audit trail and histories name them.</summary>
/// <param name="Id">A user's or an API key's id, or the name of a part of Liaison itself.</param>
/// <param name="Name">For people's eyes.</param>
public sealed record Actor(string Id, string Name)
{
    /// <summary>What Liaison does of its own accord, or at its command line.</summary>
    public static readonly Actor Liaison = new("liaison", "Liaison");
}
