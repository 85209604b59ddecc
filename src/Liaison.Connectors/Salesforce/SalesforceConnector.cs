using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>Salesforce (Sales and Service Cloud): people found while they call, and what was said written into leads, contacts, cases and tasks.</summary>
public sealed class SalesforceConnector
    : IConnector, IAuthorize, ITestConnection, IDescribe, IListCodes, IListUsers, IFindRecords, ISearchRecords, IRunQuery, IReadRecords, IRecordUrl, IWriteRecords, IWriteTogether, IReconcile, IAttachContent
{
    private readonly SalesforceAuth auth;
    private readonly SalesforceTest test;
    private readonly SalesforceFields fields;
    private readonly SalesforceUsers users;
    private readonly PersonSearch people;
    private readonly RecordSearches searches;
    private readonly FieldPaths paths;
    private readonly RecordQueries queries;
    private readonly SalesforceRecords records;
    private readonly TogetherWriter together;
    private readonly LostTogether lost;
    private readonly SingleWrites single;
    private readonly SalesforceFiles files;
    private readonly TimeProvider time;

    private SalesforceConnector(SalesforceSettings settings, ConnectorContext context)
    {
        var timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var http = new HttpCalls(context.Http, context.Time, new HttpLimits(timeout, timeout), Redaction.Of([settings.ClientSecret, context.ProviderApp?.ClientSecret ?? default]));
        var allowance = new CallAllowance(settings.DailyShare, context.Time);
        var client = new SalesforceClient(settings, http, context, allowance);
        var schema = SalesforceSchema.Of(client, context.Time);
        time = context.Time;
        auth = new SalesforceAuth(settings, context.ProviderApp, http, context.Time);
        test = new SalesforceTest(settings, client, schema, allowance);
        fields = new SalesforceFields(client, schema);
        users = new SalesforceUsers(client);
        people = new PersonSearch(settings, client, schema);
        searches = new RecordSearches(client, schema);
        paths = new FieldPaths(schema);
        queries = new RecordQueries(client, schema, paths);
        records = new SalesforceRecords(settings, client, schema);
        together = new TogetherWriter(settings, client, schema, new WritePreparation(client, schema, new Owners(client, context.Time)), allowance);
        lost = new LostTogether(client, schema);
        files = new SalesforceFiles(client, schema, allowance, context.ReadFile);
        single = new SingleWrites(together, lost, files);
    }

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "salesforce",
        Name = "Salesforce",
        Summary = "Finds leads, contacts, accounts and cases while people call, and writes conversations into them.",
        Settings = typeof(SalesforceSettings),
        RecordTypes = ["Contact", "Lead", "Account", "Case", "Task"],
        Conversations = SalesforceDefaults.Conversations,
        Notices =
        [
            new("rights", "Liaison works with the rights of the user who connects. Use a user of its own with a full Salesforce licence, and grant what the guide lists; what that user may not see, Liaison cannot find."),
            new("visibleFiles", "Files and notes that Liaison attaches are seen by everybody who may see the record. Attach recordings only where that is wanted."),
        ],
        CheckSettings = SalesforceSettings.Check,
        ConditionExample = "Email = {{ customer.email }} AND IsDeleted = false",
        Concurrency = 8,
        Open = static (settings, context) => new SalesforceConnector((SalesforceSettings)settings, context),
    };

    public Uri AuthorizationUrl(string redirect, string state, string challenge) => auth.AuthorizationUrl(redirect, state, challenge);

    public Task<Outcome<Grant>> Exchange(string code, string redirect, string verifier, Calls calls, CancellationToken cancel) => auth.Exchange(code, redirect, verifier, calls, cancel);

    public Task<Outcome<Grant>> Refresh(Grant old, Calls calls, CancellationToken cancel) => auth.Refresh(old, calls, cancel);

    public Task<Outcome<bool>> Revoke(Grant grant, Calls calls, CancellationToken cancel) => auth.Revoke(grant, calls, cancel);

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

    public Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel) => single.Find(draft, record, since, calls, cancel);

    public Task<Outcome<IReadOnlyList<Written>>> WriteTogether(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel) => together.Write(writes, calls, cancel);

    public Task<Outcome<IReadOnlyList<Written>?>> FindTogether(IReadOnlyList<RecordWrite> writes, DateTimeOffset since, Calls calls, CancellationToken cancel) => lost.Find(writes, since, calls, cancel);

    public Task<Outcome<Written>> Attach(string record, Draft draft, Calls calls, CancellationToken cancel) =>
        files.Attach(record, draft.File ?? throw new ArgumentException("There is no file to attach.", nameof(draft)), calls, cancel);
}
