using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>Kustomer: people found while they call, and what was said written on their timelines.</summary>
public sealed class KustomerConnector
    : IConnector, ITestConnection, IDescribe, IListCodes, IListUsers, IFindRecords, ISearchRecords, IRunQuery, IReadRecords, IRecordUrl, IWriteRecords, IWriteTogether, IReconcile, IPreview, IAttachContent, IReceiveChanges
{
    private readonly KustomerTest test;
    private readonly KustomerFields fields;
    private readonly Agents agents;
    private readonly PersonSearch people;
    private readonly RecordSearches searches;
    private readonly QueryFields paths;
    private readonly RecordQueries queries;
    private readonly KustomerRecords records;
    private readonly TogetherWriter together;
    private readonly KustomerFiles files;
    private readonly WritePreview preview;
    private readonly WebHooks hooks;

    private KustomerConnector(KustomerSettings settings, ConnectorContext context)
    {
        var time = context.Time;
        var timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var http = new HttpCalls(context.Http, time, new HttpLimits(timeout, timeout), Redaction.Of([settings.ApiKey, settings.WebHookToken]));
        var share = new CallShare(settings.CallShare, TimeSpan.FromSeconds(15), time, "call-share", static budget => $"{budget.Used:N0} of the organisation's {budget.Limit:N0} calls of a minute are used");
        var client = new KustomerClient(settings, http, context, share);
        var careful = new CarefulWrites(client);
        var notes = new TimelineNotes(client);
        agents = new Agents(client, time);
        test = new KustomerTest(settings, client, http, time);
        var (schema, desk, related) = (new KustomerSchema(client, time), new SearchDesk(client, new SearchPace(time)), new RelatedFields(client));
        fields = new KustomerFields(schema, time);
        people = new PersonSearch(client, desk, related);
        searches = new RecordSearches(desk);
        paths = new QueryFields(schema);
        queries = new RecordQueries(desk, paths, new QueryBody(paths), related);
        records = new KustomerRecords(settings, client);
        together = new TogetherWriter(client, new CustomerWriter(client, careful), new ConversationWriter(settings, client, careful, notes, agents), new ObjectWriter(client, careful), share);
        files = new KustomerFiles(settings, http, client, notes, share, context.ReadFile);
        preview = new WritePreview(settings, http);
        hooks = new WebHooks(settings);
    }

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "kustomer",
        Name = "Kustomer",
        Summary = "Finds customers while people call, and writes conversations on their timelines with notes, recordings and transcripts.",
        Settings = typeof(KustomerSettings),
        RecordTypes = [Resource.Conversation, Resource.Customer, Resource.Company],
        Conversations = KustomerDefaults.Conversations,
        Notices =
        [
            new("rights", "Liaison works with the roles of its API key, and writes in the key's name. Make a key of Liaison's own with the roles that the guide lists; nobody's leaving the organisation takes it away then."),
            new("keyEnds", "If the key is deleted or runs out, this configuration stays as it is and waits: enter a new key, and what was to be written goes on."),
            new("longTexts", "A custom attribute takes 1,024 characters. Map a full transcript to the note, which is continued in further notes, or have transcripts attached as files."),
        ],
        CheckSettings = KustomerSettings.Check,
        Pushes = new PushSetUp(WebHooks.Channel, WebHooks.Signature, TellsAll: true),
        Concurrency = 8,
        ConditionExample = """{"and": [{"customer_email": {"equals": "{{ customer.email }}"}}, {"conversation_status": {"equals": "open"}}]}""",
        Open = static (settings, context) => new KustomerConnector((KustomerSettings)settings, context),
    };

    public Task<Outcome<TestReport>> Test(Calls calls, CancellationToken cancel) => test.Run(calls, cancel);

    public Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel) => fields.Describe(calls, cancel);

    public Task<Outcome<CodeList>> Codes(string list, bool fresh, Calls calls, CancellationToken cancel) => fields.Codes(list, fresh, calls, cancel);

    public Task<Outcome<IReadOnlyList<SystemUser>>> Users(Calls calls, CancellationToken cancel) => agents.List(calls, cancel);

    public Task<Outcome<IReadOnlyList<FoundRecord>>> Find(RecordSearch search, Calls calls, CancellationToken cancel) => people.Find(search, calls, cancel);

    public Task<Outcome<IReadOnlyList<SearchHit>>> Search(WordSearch search, Calls calls, CancellationToken cancel) => searches.Search(search, calls, cancel);

    public Task<Outcome<IReadOnlyList<QueryField>>> Fields(string recordType, string? path, Calls calls, CancellationToken cancel) => paths.List(recordType, path, calls, cancel);

    public Task<Outcome<QueryAnswer>> Query(RecordQuery query, Facts facts, Calls calls, CancellationToken cancel) => queries.Run(query, facts, calls, cancel);

    public Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel) => records.Read(recordType, record, calls, cancel);

    public string? UrlOf(string recordType, string record) => records.UrlOf(recordType, record);

    public async Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel) => (await together.Write([Single(draft, null)], calls, cancel)).Match<Outcome<Written>>(written => written[0], fault => fault);

    public async Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel) =>
        (await together.Write([Single(draft, record)], calls, cancel)).Match<Outcome<Written>>(written => written[0], fault => fault);

    public async Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel) => draft.File is { } file && record is not null
        ? await files.Find(record, draft.Key, file, calls, cancel)
        : (await together.Find([Single(draft, record)], calls, cancel)).Match<Outcome<Written?>>(written => new Outcome<Written?>.Success(written?[0]), fault => fault);

    public Task<Outcome<IReadOnlyList<Written>>> WriteTogether(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel) => together.Write(writes, calls, cancel);

    public Task<Outcome<IReadOnlyList<Written>?>> FindTogether(IReadOnlyList<RecordWrite> writes, DateTimeOffset since, Calls calls, CancellationToken cancel) => together.Find(writes, calls, cancel);

    public Outcome<string> Preview(Draft draft, string? record) => preview.Of(draft, record);

    public Task<Outcome<Written>> Attach(string record, Draft draft, Calls calls, CancellationToken cancel) =>
        files.Attach(draft.RecordType, record, draft.Key, draft.File ?? throw new ArgumentException("There is no file to attach.", nameof(draft)), calls, cancel);

    public Outcome<PushedChanges> Receive(PushedBody body) => hooks.Read(body);

    public PushReply Reply(Outcome<PushedChanges> received) => WebHooks.Reply(received);

    private static RecordWrite Single(Draft draft, string? record) => new("record", draft.Reference, draft.RecordType, record, draft.Key, draft.Fields, new Dictionary<string, string>(StringComparer.Ordinal));
}
