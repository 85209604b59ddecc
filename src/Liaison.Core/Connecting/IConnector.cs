using Liaison.Core.Deliveries;
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
