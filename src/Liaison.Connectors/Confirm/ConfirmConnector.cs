using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Brightly Confirm (OnDemand or on premises): enquiries raised and changed through its CRM Connector, and its CRM Agent's news.</summary>
public sealed class ConfirmConnector
    : IConnector, ITestConnection, IDescribe, IListCodes, IWriteRecords, IPreview, IReadRecords, IReconcile, IAttachContent, IReceiveChanges
{
    public const string Enquiry = "Enquiry";
    private readonly ConfirmTest test;
    private readonly ConfirmCodes codes;
    private readonly EnquiryWriter writer;
    private readonly EnquiryReader reader;
    private readonly EnquiryDocuments documents;
    private readonly LostWrite lost;
    private readonly AgentDocument agent;

    private ConfirmConnector(ConfirmSettings settings, ConnectorContext context)
    {
        var timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var http = new HttpCalls(context.Http, context.Time, new HttpLimits(timeout, timeout), Redaction.Of([settings.Password], settings.Username));
        var times = new ConfirmTimes(TimeZoneInfo.FindSystemTimeZoneById(settings.Timezone));
        var client = new ConfirmClient(settings, http);
        var upload = new FileUpload(settings, http, context.Time, context.ReadFile);
        var logs = new StatusLogs(client, times);
        var book = new CodeBook(settings, client, context.Time);
        reader = new EnquiryReader(client, times);
        test = new ConfirmTest(settings, book, upload);
        codes = new ConfirmCodes(book);
        writer = new EnquiryWriter(settings, client, new CodeCheck(book, times), times, new LoggedTimeRepair(settings, reader, logs, times));
        documents = new EnquiryDocuments(client, upload, times);
        lost = new LostWrite(settings, reader, logs, upload, times, context.Time);
        agent = new AgentDocument(settings, times);
    }

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "confirm",
        Name = "Brightly Confirm",
        Summary = "Raises and updates enquiries in Confirm OnDemand or on your own servers, and takes their changes back into the case.",
        Settings = typeof(ConfirmSettings),
        RecordTypes = [Enquiry],
        CheckTemplate = TemplateCheck.Check,
        Starters = ConfirmDefaults.Templates,
        Notices =
        [
            new("personalData", "Personal data: erasing it in one system does not erase it in the other. Liaison sends values and brings values back; it deletes nothing in Confirm. When you clear a person's data, do it in the case system and in Confirm, each with its own tools."),
            new("staffNotes", "Status log notes are often meant for staff only. Map them to internal fields unless you are sure."),
        ],
        CheckSettings = ConfirmSettings.Check,
        Concurrency = 4,
        Pushes = new PushSetUp("crm-agent", "Content-Type:text/xml", "externalSystemNumber"),
        Open = static (settings, context) => new ConfirmConnector((ConfirmSettings)settings, context),
    };

    public Task<Outcome<TestReport>> Test(Calls calls, CancellationToken cancel) => test.Run(calls, cancel);

    public Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel) =>
        Task.FromResult<Outcome<IReadOnlyList<RecordType>>>(new Outcome<IReadOnlyList<RecordType>>.Success([ConfirmFields.Enquiry]));

    public Task<Outcome<CodeList>> Codes(string list, bool fresh, Calls calls, CancellationToken cancel) => codes.List(list, fresh, calls, cancel);

    public Task<Outcome<Written>> Create(Draft draft, Calls calls, CancellationToken cancel) => writer.Create(draft, calls, cancel);

    public Task<Outcome<Written>> Update(string record, Draft draft, Calls calls, CancellationToken cancel) => writer.Update(record, draft, calls, cancel);

    public Outcome<string> Preview(Draft draft, string? record) => writer.Preview(draft, record);

    public Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel) => reader.Read(record, calls, cancel);

    public Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel) =>
        lost.Find(draft, record, known, since, calls, cancel);

    public Task<Outcome<Written>> Attach(string record, Draft draft, Calls calls, CancellationToken cancel) =>
        documents.Attach(record, draft.File ?? throw new ArgumentException("There is no file to attach.", nameof(draft)), calls, cancel);

    public Outcome<PushedChanges> Receive(PushedBody body) => agent.Read(body);

    public PushReply Reply(Outcome<PushedChanges> received) => AgentReply.To(received);
}
