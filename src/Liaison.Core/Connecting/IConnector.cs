using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Connecting;

/// <summary>One system, opened with one connection's settings. What it can do is which of the interfaces below it implements.</summary>
public interface IConnector
{
    /// <summary>What it is; read without opening anything.</summary>
    static abstract ConnectorDeclaration Declaration { get; }
}

/// <summary>Tries the settings for real, and says what it found in a sentence or more.</summary>
public interface ITestConnection
{
    Task<Outcome<TestReport>> Test(Calls calls, CancellationToken cancel);
}

/// <param name="Summary">One sentence: whom we reached, as whom.</param>
/// <param name="Details">What else is worth knowing, a sentence each.</param>
public sealed record TestReport(string Summary, IReadOnlyList<string> Details);

/// <summary>Tells the record types and fields, for the mapping editor and for validation.</summary>
public interface IDescribe
{
    Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel);
}

/// <summary>Offers the code lists that fields take their values from.</summary>
public interface IListCodes
{
    /// <param name="list">The list's name, as a field's <see cref="FieldDescription.Codes"/> gives it.</param>
    /// <param name="fresh">Ask the system now, whatever is cached.</param>
    Task<Outcome<CodeList>> Codes(string list, bool fresh, Calls calls, CancellationToken cancel);
}

/// <summary>Creates and updates records from frozen drafts.</summary>
public interface IWriteRecords
{
    Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel);

    /// <param name="record">The record's number or id.</param>
    Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel);
}

/// <summary>Shows a write as it would go over the wire, without any I/O.</summary>
public interface IPreview
{
    /// <param name="record">The record to change; null for a create.</param>
    /// <returns>The request, secrets taken out; empty when nothing would be sent; the fault that keeps it from being sent.</returns>
    Outcome<string> Preview(Draft draft, string? record);
}

/// <summary>Reads one record's values.</summary>
public interface IReadRecords
{
    Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel);
}

/// <summary>Finds out what became of a write whose answer was lost.</summary>
public interface IReconcile
{
    /// <param name="draft">What was to be written.</param>
    /// <param name="record">The record that was to be changed; null for a create.</param>
    /// <param name="known">The record's version as we last saw it; null for a create or if never seen.</param>
    /// <param name="since">When the first try began.</param>
    /// <returns>What was written; a success with null when it certainly was not; the fault InDoubt when neither can be known.</returns>
    Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel);
}

/// <summary>Attaches a file to a record: as a link or as the file itself, as the settings say.</summary>
public interface IAttachContent
{
    Task<Outcome<Written>> Attach(string record, Draft draft, Calls calls, CancellationToken cancel);
}

/// <summary>Understands what the system posts to us of its own accord.</summary>
public interface IReceiveChanges
{
    /// <summary>Reads a posted body; a fault of kind Refused becomes a 4xx answer and changes nothing.</summary>
    Outcome<PushedChanges> Receive(PushedBody body);

    /// <summary>What to answer, and whether it was accepted.</summary>
    PushReply Reply(Outcome<PushedChanges> received);
}

/// <summary>Gives the address of a record's page for people.</summary>
public interface IRecordUrl
{
    string? UrlOf(string recordType, string record);
}

/// <summary>Finds records that may belong to a person, by what is known of them. What it gives are candidates: the caller checks each again.</summary>
public interface IFindRecords
{
    Task<Outcome<IReadOnlyList<FoundRecord>>> Find(RecordSearch search, Calls calls, CancellationToken cancel);
}

/// <summary>Finds records by words that a person types.</summary>
public interface ISearchRecords
{
    /// <returns>The fault Validation for words that cannot be searched by.</returns>
    Task<Outcome<IReadOnlyList<SearchHit>>> Search(WordSearch search, Calls calls, CancellationToken cancel);
}

/// <summary>Runs a query that an administrator wrote, in the system's own language.</summary>
public interface IRunQuery
{
    /// <summary>The fields that a query on a record type may name, one level deep.</summary>
    /// <param name="path">A relation to look into (<c>Account</c>, <c>Owner.Manager</c>); null for the record's own fields.</param>
    Task<Outcome<IReadOnlyList<QueryField>>> Fields(string recordType, string? path, Calls calls, CancellationToken cancel);

    /// <summary>Runs it with facts in its placeholders. A value never changes the query's shape, and one that is absent finds nothing.</summary>
    Task<Outcome<QueryAnswer>> Query(RecordQuery query, Facts facts, Calls calls, CancellationToken cancel);
}

/// <summary>Lists the people who work in the system, for owners and for matching them with our agents.</summary>
public interface IListUsers
{
    Task<Outcome<IReadOnlyList<SystemUser>>> Users(Calls calls, CancellationToken cancel);
}

/// <summary>Lets a person grant us access in the system's own sign-in pages (OAuth 2.0, authorization code with PKCE).</summary>
public interface IAuthorize
{
    /// <summary>Where to send the person's browser. No I/O.</summary>
    /// <param name="challenge">The S256 challenge of a verifier that stays with us.</param>
    Uri AuthorizationUrl(string redirect, string state, string challenge);

    /// <summary>Turns the code that came back into a grant, and finds out whose it is.</summary>
    Task<Outcome<Grant>> Exchange(string code, string redirect, string verifier, Calls calls, CancellationToken cancel);

    /// <summary>A newer grant for an older one. The fault Credentials means that a person must connect again.</summary>
    Task<Outcome<Grant>> Refresh(Grant old, Calls calls, CancellationToken cancel);

    /// <summary>Makes the grant worthless over there.</summary>
    Task<Outcome<bool>> Revoke(Grant grant, Calls calls, CancellationToken cancel);
}

/// <summary>Writes several records that point at each other in one go: all of them or none.</summary>
public interface IWriteTogether
{
    /// <returns>What became of each, in the order given.</returns>
    Task<Outcome<IReadOnlyList<Written>>> WriteTogether(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel);

    /// <summary>Finds out what became of such a write whose answer was lost.</summary>
    /// <returns>What was written; a success with null when nothing was; the fault InDoubt when neither can be known.</returns>
    Task<Outcome<IReadOnlyList<Written>?>> FindTogether(IReadOnlyList<RecordWrite> writes, DateTimeOffset since, Calls calls, CancellationToken cancel);
}

/// <summary>Takes files at a place of its own, not as attachments of a record.</summary>
public interface ITakeFiles
{
    /// <summary>Puts <see cref="Draft.File"/> there whole, and <see cref="Draft.Sidecar"/> beside it if there is one. Doing it again, should an answer have been lost, leaves one file.</summary>
    /// <returns>The record is the path at which the file lies now.</returns>
    Task<Outcome<Written>> Upload(Draft draft, Calls calls, CancellationToken cancel);
}

/// <summary>Takes events as they happen.</summary>
public interface ITakeEvents
{
    /// <summary>Sends the event whose values are <see cref="Draft.Fields"/>. It carries <see cref="Draft.Key"/> as its id, by which a receiver knows one that comes twice.</summary>
    Task<Outcome<Written>> Send(Draft draft, Calls calls, CancellationToken cancel);
}
