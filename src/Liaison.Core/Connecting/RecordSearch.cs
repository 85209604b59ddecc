namespace Liaison.Core.Connecting;

/// <summary>How a value is compared with a field.</summary>
public enum MatchKind
{
    /// <summary>A telephone number, however it is written over there.</summary>
    Phone = 0,

    /// <summary>An e-mail address, letter case aside.</summary>
    Email = 1,

    /// <summary>The same text, letter case aside.</summary>
    Exact = 2,

    /// <summary>A person's or company's name.</summary>
    Name = 3,

    /// <summary>A number that a caller typed (a case number): leading zeros aside.</summary>
    Code = 4,
}

/// <summary>A search over several record types at once, meant to cost one call.</summary>
/// <param name="Criteria">A record that meets any of them is a candidate.</param>
/// <param name="Reads">Fields to read of the candidates, by record type, beyond those compared.</param>
/// <param name="Most">Most candidates to give.</param>
public sealed record RecordSearch(IReadOnlyList<Criterion> Criteria, IReadOnlyDictionary<string, IReadOnlyList<string>> Reads, int Most = 50);

/// <param name="Fields">Any of these fields may hold the value; empty means all fields of the kind.</param>
/// <param name="Value">The value in its plainest form: E.164 for a number.</param>
/// <param name="Variants">Other ways in which it may be written over there, likeliest first.</param>
public sealed record Criterion(string RecordType, IReadOnlyList<string> Fields, MatchKind Kind, string Value, IReadOnlyList<string> Variants);

/// <summary>A record that was found.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Values">Its values by field name (<c>Account.Name</c> for a relation's); an empty field is left out, and one that holds several has them one a line.</param>
/// <param name="LastActivity">When somebody last dealt with it, if known: among equals the latest comes first.</param>
public sealed record FoundRecord(string RecordType, string Record, string Name, IReadOnlyDictionary<string, string> Values, DateTimeOffset? LastActivity = null);
