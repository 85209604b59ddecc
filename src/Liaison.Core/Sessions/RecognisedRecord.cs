namespace Liaison.Core.Sessions;

/// <summary>A record in a connected system that a session is taken to be about.</summary>
/// <param name="Connection">The connection's id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where a person opens it; null when the system has no page for it.</param>
/// <param name="Why">A sentence: how it was found.</param>
/// <param name="Open">Whether it is to be opened by itself once the agent accepts.</param>
/// <param name="Values">The fields that agents are to see, as text, by name.</param>
public sealed record RecognisedRecord(
    string Connection, string RecordType, string Record, string Name, string? Url, string? Why, bool Open, IReadOnlyDictionary<string, string> Values);
