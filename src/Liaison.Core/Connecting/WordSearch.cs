namespace Liaison.Core.Connecting;

/// <summary>A search by words that a person typed.</summary>
/// <param name="RecordTypes">Which types to look in; empty leaves it to the system.</param>
/// <param name="Most">Most records to give of each type.</param>
public sealed record WordSearch(string Text, IReadOnlyList<string> RecordTypes, int Most = 10);

/// <summary>A record that a search found.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Summary">What tells it from others of the name: its subject, status, company, number.</param>
public sealed record SearchHit(string RecordType, string Record, string Name, string? Summary);
