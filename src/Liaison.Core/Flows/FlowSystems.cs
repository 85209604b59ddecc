using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows;

/// <summary>What a flow asks of the world outside. Whatever these do (fail, break, never answer), a flow goes on within its time.</summary>
/// <param name="FindPerson">Whose record it is.</param>
/// <param name="FindRecords">Which records meet a condition.</param>
/// <param name="UrlOf">A record's page for people; null when there is none.</param>
public sealed record FlowSystems(
    Func<PersonQuestion, CancellationToken, Task<PersonAnswer>> FindPerson, Func<RecordsQuestion, CancellationToken, Task<RecordsAnswer>> FindRecords,
    Func<Id<Connection>, FoundRecord, string?> UrlOf);

/// <param name="Facts">By path.</param>
/// <param name="Key">One fact and the field to compare it with; null detects by the connection's rules.</param>
/// <param name="Fresh">True: an earlier session's record does not count. Null does as the rules say.</param>
/// <param name="ReuseDays">How many days back an earlier session's record counts; null as the rules say.</param>
/// <param name="Reads">Fields to read of whom is found.</param>
public sealed record PersonQuestion(
    Id<Connection> Connection, IReadOnlyDictionary<string, string> Facts, PersonKey? Key, bool? Fresh, int? ReuseDays, IReadOnlyList<string> Reads, TimeSpan Within);

public sealed record PersonKey(string Fact, string RecordType, string Field);

/// <param name="From">live · recent · earlierSession · nowhere.</param>
/// <param name="Shown">Which fields of a record type agents are shown; null when dynamic data says nothing of it: then those that fill variables.</param>
public sealed record PersonAnswer(Identified Identified, string From, Func<string, IReadOnlyList<string>?>? Shown = null);

/// <param name="All">Take all that are found, not the first.</param>
public sealed record RecordsQuestion(Id<Connection> Connection, RecordQuery Query, Facts Facts, bool All, TimeSpan Within);

/// <param name="Values">By field; several records' values as one line of CSV.</param>
public sealed record RecordsAnswer(RecordsFound Path, IReadOnlyDictionary<string, string> Values, IReadOnlyList<FoundRecord> Records, string Why);
