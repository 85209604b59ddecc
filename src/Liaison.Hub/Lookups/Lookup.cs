using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Shared;

namespace Liaison.Hub.Lookups;

/// <summary>A question of the live road: whose record is this? A person is waiting for the answer.</summary>
/// <param name="Facts">What is known, by path: <c>customer.phone</c>, <c>customer.email</c>, <c>items.ticket</c>.</param>
/// <param name="By">One fact and the field to compare it with; null detects by the connection's identification rules.</param>
/// <param name="Subject">The session that asks, so that its records are known afterwards; null asks for nobody.</param>
/// <param name="Fresh">Ask the system even if an earlier session's record is known; null does as the rules say.</param>
/// <param name="Within">How long the caller can wait.</param>
/// <param name="Reads">Fields to read of whom is found, beyond those that are shown anyway.</param>
/// <param name="ReuseDays">How many days back an earlier session's record counts; null does as the rules say.</param>
public sealed record LookupRequest(
    Id<Connection> Connection, IReadOnlyDictionary<string, string> Facts, LookupBy? By = null, string? Subject = null, bool? Fresh = null, TimeSpan? Within = null, IReadOnlyList<string>? Reads = null,
    int? ReuseDays = null);

/// <param name="Field">The field over there that is compared.</param>
public sealed record LookupBy(string Fact, string RecordType, string Field);

/// <summary>Where an answer came from.</summary>
public enum LookupSource
{
    Live = 0,

    /// <summary>The same question was answered a moment ago.</summary>
    Recent = 1,

    /// <summary>An earlier session with the same person.</summary>
    EarlierSession = 2,

    /// <summary>The question was not asked: switched off, nothing to ask by, or no answer in time.</summary>
    Nowhere = 3,
}

/// <param name="Url">The record's page for people; null when nobody was found.</param>
public sealed record LookupAnswer(Identified Identified, string? Url, LookupSource From);
