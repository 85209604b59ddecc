namespace Liaison.Core.Statistics;

/// <summary>A queue that there is, whether or not anything happens in it.</summary>
/// <param name="Since">When the first contact came into it.</param>
public sealed record KnownQueue(string Name, DateTimeOffset Since);
