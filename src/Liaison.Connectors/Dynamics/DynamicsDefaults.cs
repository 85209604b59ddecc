using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;

namespace Liaison.Connectors.Dynamics;

/// <summary>What conversations become in Dynamics unless an administrator says otherwise.</summary>
internal static class DynamicsDefaults
{
    // 2,000 characters is all that a description takes: transcripts are attached.
    private static readonly string[] Details =
    [
        "Conversation {{ session.externalId }} · {{ session.channel.label }} · {{ session.direction }}", "Agent: {{ agent.name }} · Queue: {{ session.queue }} · Campaign: {{ session.campaign }}",
        "Customer: {{ customer.name }} · {{ customer.phone }} · {{ customer.email }} · {{ customer.company }}", "Dialled: {{ session.dnis }} · SIP: {{ customer.sipAddress }} · Page: {{ session.requestPage }}",
        "Start: {{ session.startedAt.local }} · End: {{ session.endedAt.local }}", "Wrap-up: {{ session.disposition }} {{ session.subDisposition }}", "Session details: {{ session.url }}",
        "{{ session.recordings }}", "{{ session.attachments }}", "", "Notes:", "{{ session.notes }}",
    ];

    public static IdentificationRules Identification { get; } = new(
    [
        new("contact", true, [By("customer.phone", MatchKind.Phone, "telephone1", "mobilephone", "telephone2", "telephone3", "business2", "home2"), By("customer.email", MatchKind.Email, "emailaddress1", "emailaddress2")]),
        new("account", true, [By("customer.phone", MatchKind.Phone, "telephone1", "telephone2", "telephone3"), By("customer.email", MatchKind.Email, "emailaddress1")]),
        new("lead", true, [By("customer.phone", MatchKind.Phone, "telephone1", "mobilephone", "telephone2"), By("customer.email", MatchKind.Email, "emailaddress1")]),
        new("incident", false, [By("items.caseNumber", MatchKind.Code, "ticketnumber")]),
    ]);

    public static ConversationVocabulary Conversations { get; } = new(
        [
            new("contactAndPhoneCall", "Create or update a contact, and log a phone call", "contact", "phonecall"),
            new("leadAndPhoneCall", "Create or update a lead, and log a phone call", "lead", "phonecall"),
            new("phoneCall", "Log a phone call", null, "phonecall"),
            new("contactAndTask", "Create or update a contact, and attach a task", "contact", "task"),
            new("leadAndTask", "Create or update a lead, and attach a task", "lead", "task"),
            new("contactAndCase", "Create or update a contact, and open a case", "contact", "incident"),
        ],
        [
            // The name of the lookup says which table it points at.
            new("phonecall", "contact", "regardingobjectid_contact_phonecall"), new("phonecall", "account", "regardingobjectid_account_phonecall"), new("phonecall", "lead", "regardingobjectid_lead_phonecall"),
            new("task", "contact", "regardingobjectid_contact_task"), new("task", "account", "regardingobjectid_account_task"), new("task", "lead", "regardingobjectid_lead_task"),
            new("incident", "contact", "customerid_contact"), new("incident", "account", "customerid_account"), new("incident", "lead", ""),
        ],
        [
            Mapping("contact", ["fullname", "telephone1", "emailaddress1", "parentcustomerid.name", "ownerid.name"], Person),
            Mapping("lead", ["fullname", "companyname", "telephone1", "emailaddress1", "statuscode.name", "ownerid.name"], [.. Person, Row("customer.company", "companyname", "Unknown"), Text("{{ session.channel.label }}: {{ customer.name }}", "subject")]),
            Mapping("phonecall", ["subject", "statuscode.name", "actualend", "ownerid.name"],
            [
                .. Activity, Row("customer.phone", "phonenumber"), Row("session.direction", "directioncode", null, ("inbound", "false"), ("outbound", "true"), ("internal", "true")),
                Row("session.direction", "statuscode", null, ("inbound", "Received"), ("*", "Made")),
            ]),
            Mapping("task", ["subject", "statuscode.name", "actualend", "ownerid.name"], [.. Activity, Text("Completed", "statuscode")]),
            Mapping("incident", ["ticketnumber", "title", "statuscode.name", "prioritycode.name", "ownerid.name"],
                [Text("{{ session.channel.label }}: {{ customer.name }}", "title"), Long("description"), Row("session.channel", "caseorigincode", null, ("voice", "Phone"), ("chat", "Web"), ("inbox", "Email"), ("offline", "Web"))]),
        ],
        [
            Preset("support", "Support", "Somebody unknown becomes a contact; calls are logged as phone calls, everything else as tasks.", "contactAndPhoneCall", "contactAndTask"),
            Preset("sales", "Sales", "Somebody unknown becomes a lead; calls are logged as phone calls, everything else as tasks.", "leadAndPhoneCall", "leadAndTask"),
            Preset("cases", "Cases", "Somebody unknown becomes a contact; every conversation opens a case.", "contactAndCase", "contactAndCase"),
        ],
        Identification)
    {
        About =
        [
            new("phonecall", "incident", "regardingobjectid_incident_phonecall"), new("task", "incident", "regardingobjectid_incident_task"), new("incident", "incident", "parentcaseid"),
        ],
        Case = "incident",
    };

    private static MappingRow[] Person => [Row("customer.name", "lastname", "Unknown"), Row("customer.phone", "telephone1"), Row("customer.email", "emailaddress1")];

    private static MappingRow[] Activity => [Text("{{ session.channel.label }}: {{ customer.name }} {{ customer.email }}", "subject"), Long("description"), Row("session.startedAt", "actualstart"), Row("session.endedAt", "actualend")];

    private static ConversationPreset Preset(string name, string label, string summary, string voice, string other) => new(name, label, summary,
        [.. new[] { (Channel.Chat, Moment.Started, other), (Channel.Chat, Moment.Ended, other), (Channel.Inbox, Moment.Started, other), (Channel.Inbox, Moment.Ended, other), (Channel.Voice, Moment.Ended, voice), (Channel.Offline, Moment.OfflineMessageReceived, other) }
            .Select(when => new ConversationTrigger(when.Item1, when.Item2, when.Item3))]);

    private static RecordMapping Mapping(string type, string[] shown, MappingRow[] rows) => new(type, rows, shown);

    private static IdentifyBy By(string fact, MatchKind kind, params string[] fields) => new(fact, kind, fields);

    private static MappingRow Row(string fact, string field, string? otherwise = null, params (string From, string To)[] map) => new(
        new RowSource(Fact: fact), new RowTarget(Field: field), otherwise, Map: map.Length == 0 ? null : map.ToDictionary(pair => pair.From, pair => pair.To, StringComparer.Ordinal));

    private static MappingRow Text(string text, string field) => new(new RowSource(Text: text), new RowTarget(Field: field));

    private static MappingRow Long(string field) => Text(string.Join('\n', Details), field);
}
