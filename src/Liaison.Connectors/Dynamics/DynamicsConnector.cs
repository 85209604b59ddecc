using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Microsoft Dynamics 365 (Dataverse): people found while they call, and what was said written into phone calls, tasks and cases.</summary>
public sealed class DynamicsConnector
    : IConnector, IAuthorize, ITestConnection, IDescribe, IListCodes, IListUsers, IFindRecords, ISearchRecords, IRunQuery, IReadRecords, IRecordUrl, IWriteRecords, IWriteTogether, IReconcile, IAttachContent, IReceiveChanges
{
    private readonly DynamicsAuth auth;
    private readonly DynamicsTest test;
    private readonly DynamicsFields fields;
    private readonly DynamicsUsers users;
    private readonly PersonSearch people;
    private readonly RecordSearches searches;
    private readonly FieldPaths paths;
    private readonly RecordQueries queries;
    private readonly DynamicsRecords records;
    private readonly TogetherWriter together;
    private readonly LostTogether lost;
    private readonly SingleWrites single;
    private readonly DynamicsNotes notes;
    private readonly TimeProvider time;

    private DynamicsConnector(DynamicsSettings settings, ConnectorContext context)
    {
        time = context.Time;
        var timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var http = new HttpCalls(context.Http, time, new HttpLimits(timeout, timeout), Redaction.Of([settings.ClientKey]));
        var allowance = new CallAllowance(settings.CallShare, time);
        auth = new DynamicsAuth(settings, http, time);
        var client = new DynamicsClient(settings, http, context, new AppAccess(auth, time), allowance);
        var schema = DynamicsSchema.Of(client, time);
        var limit = new UploadLimit(client, time);
        test = new DynamicsTest(settings, http, client, schema, limit, allowance);
        fields = new DynamicsFields(client, schema);
        users = new DynamicsUsers(client);
        people = new PersonSearch(settings, client, schema);
        searches = new RecordSearches(client, schema);
        paths = new FieldPaths(schema);
        queries = new RecordQueries(client, schema, paths, new ODataQuery(paths), new FetchQuery(paths, schema));
        records = new DynamicsRecords(settings, client, schema);
        together = new TogetherWriter(settings, client, schema, new WritePreparation(client, schema, new Owners(client, time)), allowance);
        lost = new LostTogether(client, schema);
        notes = new DynamicsNotes(client, schema, limit, allowance, context.ReadFile);
        single = new SingleWrites(together, lost, notes);
    }

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "dynamics",
        Name = "Microsoft Dynamics 365",
        Summary = "Finds contacts, accounts, leads and cases while people call, and logs conversations as phone calls, tasks and cases.",
        Settings = typeof(DynamicsSettings),
        RecordTypes = ["contact", "lead", "account", "incident", "phonecall", "task"],
        Conversations = DynamicsDefaults.Conversations,
        Notices =
        [
            new("rights", "Liaison works with the rights of the user who connects, or of the application user. Grant Create, Read, Write, Append and Append To on what the guide lists; what that user may not see, Liaison cannot find."),
            new("visibleFiles", "Notes and files that Liaison attaches are seen by everybody who may see the record, and count against the environment's storage. Attach recordings only where that is wanted."),
            new("keyEnds", "Client keys end after two years at the latest, and nothing works after that day. Put it into a calendar."),
        ],
        CheckSettings = DynamicsSettings.Check,
        SignIn = SignInPlace.Page,
        ConditionExample = """<filter><condition attribute="emailaddress1" operator="eq" value="{{ customer.email }}"/></filter>""",
        Pushes = new PushSetUp(WebHooks.Channel, "Content-Type:application/json", TellsAll: true),
        Concurrency = 8,
        Open = static (settings, context) => new DynamicsConnector((DynamicsSettings)settings, context),
    };

    public Uri AuthorizationUrl(string redirect, string state, string challenge) => auth.AuthorizationUrl(redirect, state, challenge);

    public Task<Outcome<Grant>> Exchange(string code, string redirect, string verifier, Calls calls, CancellationToken cancel) => auth.Exchange(code, redirect, verifier, calls, cancel);

    public Task<Outcome<Grant>> Refresh(Grant old, Calls calls, CancellationToken cancel) => auth.Refresh(old, calls, cancel);

    /// <summary>Microsoft has no address at which an app gives a grant back: it is forgotten here, and ends there by itself.</summary>
    public Task<Outcome<bool>> Revoke(Grant grant, Calls calls, CancellationToken cancel) => Task.FromResult<Outcome<bool>>(true);

    public Task<Outcome<TestReport>> Test(Calls calls, CancellationToken cancel) => test.Run(calls, cancel);

    public Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel) => fields.Describe(calls, cancel);

    public Task<Outcome<CodeList>> Codes(string list, bool fresh, Calls calls, CancellationToken cancel) => fields.Codes(list, fresh, time.GetUtcNow(), calls, cancel);

    public Task<Outcome<IReadOnlyList<SystemUser>>> Users(Calls calls, CancellationToken cancel) => users.List(calls, cancel);

    public Task<Outcome<IReadOnlyList<FoundRecord>>> Find(RecordSearch search, Calls calls, CancellationToken cancel) => people.Find(search, calls, cancel);

    public Task<Outcome<IReadOnlyList<SearchHit>>> Search(WordSearch search, Calls calls, CancellationToken cancel) => searches.Search(search, calls, cancel);

    public Task<Outcome<IReadOnlyList<QueryField>>> Fields(string recordType, string? path, Calls calls, CancellationToken cancel) => paths.List(recordType, path, calls, cancel);

    public Task<Outcome<QueryAnswer>> Query(RecordQuery query, Facts facts, Calls calls, CancellationToken cancel) => queries.Run(query, facts, calls, cancel);

    public Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel) => records.Read(recordType, record, calls, cancel);

    public string? UrlOf(string recordType, string record) => records.UrlOf(recordType, record);

    public Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel) => single.Write(draft, null, calls, cancel);

    public Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel) => single.Write(draft, record, calls, cancel);

    public Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel) => single.Find(draft, record, calls, cancel);

    public Task<Outcome<IReadOnlyList<Written>>> WriteTogether(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel) => together.Write(writes, calls, cancel);

    public Task<Outcome<IReadOnlyList<Written>?>> FindTogether(IReadOnlyList<RecordWrite> writes, DateTimeOffset since, Calls calls, CancellationToken cancel) => lost.Find(writes, calls, cancel);

    public Task<Outcome<Written>> Attach(string record, Draft draft, Calls calls, CancellationToken cancel) =>
        notes.Attach(draft.RecordType, record, draft.File ?? throw new ArgumentException("There is no file to attach.", nameof(draft)), calls, cancel);

    public Outcome<PushedChanges> Receive(PushedBody body) => WebHooks.Read(body, Declaration.RecordTypes);

    public PushReply Reply(Outcome<PushedChanges> received) => WebHooks.Reply(received);
}
