using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;

namespace Liaison.Connectors.Salesforce;

/// <summary>What conversations become in Salesforce unless an administrator says otherwise.</summary>
internal static class SalesforceDefaults
{
    private static readonly string[] Details =
    [
        "Conversation {{ session.externalId }} · {{ session.channel.label }} · {{ session.direction }}", "Agent: {{ agent.name }} · Queue: {{ session.queue }} · Campaign: {{ session.campaign }}",
        "Customer: {{ customer.name }} · {{ customer.phone }} · {{ customer.email }} · {{ customer.company }}", "Dialled: {{ session.dnis }} · SIP: {{ customer.sipAddress }} · Page: {{ session.requestPage }}",
        "Start: {{ session.startedAt.local }} · End: {{ session.endedAt.local }}", "Wrap-up: {{ session.disposition }} {{ session.subDisposition }}", "Session details: {{ session.url }}",
        "{{ session.recordings }}", "{{ session.attachments }}", "{{ session.items }}", "", "Notes:", "{{ session.notes }}", "", "{{ session.transcript }}",
    ];

    public static IdentificationRules Identification { get; } = new(
    [
        new("Contact", true, [By("customer.phone", MatchKind.Phone, "Phone", "MobilePhone", "HomePhone", "OtherPhone", "AssistantPhone"), By("customer.email", MatchKind.Email, "Email")]),
        new("Account", true, [By("customer.phone", MatchKind.Phone, "Phone", "PersonMobilePhone", "PersonHomePhone", "PersonOtherPhone"), By("customer.email", MatchKind.Email, "PersonEmail")]),
        new("Lead", true, [By("customer.phone", MatchKind.Phone, "Phone", "MobilePhone"), By("customer.email", MatchKind.Email, "Email")]),
        new("Case", false, [By("items.caseNumber", MatchKind.Code, "CaseNumber")]),
    ]);

    public static ConversationVocabulary Conversations { get; } = new(
        [
            new("contactAndCase", "Create or update a contact, and attach a case", "Contact", "Case"),
            new("leadAndTask", "Create or update a lead, and attach a task", "Lead", "Task"),
            new("case", "Create a case", null, "Case"),
            new("contactAndTask", "Create or update a contact, and attach a task", "Contact", "Task"),
        ],
        [
            new("Task", "Contact", "WhoId"), new("Task", "Lead", "WhoId"), new("Task", "Account", "WhoId", "PersonContactId"),
            new("Case", "Contact", "ContactId"), new("Case", "Account", "ContactId", "PersonContactId"), new("Case", "Lead", ""),
            new(Member, "Contact", "ContactId"), new(Member, "Lead", "LeadId"), new(Member, "Account", "ContactId", "PersonContactId"),
        ],
        [
            Mapping("Contact", ["Name", "Phone", "Email", "Account.Name", "Owner.Name"], Person),
            Mapping("Lead", ["Name", "Company", "Phone", "Email", "Status", "Owner.Name"], [.. Person, Row("customer.company", "Company", "Unknown")]),
            Mapping("Case", ["CaseNumber", "Subject", "Status", "Priority", "Owner.Name"],
            [
                Text("{{ session.channel.label }}: {{ customer.name }} ({{ session.tenant }})", "Subject"), Long("Description"), Row("session.channel", "Origin", null, ("voice", "Phone"), ("chat", "Web"), ("inbox", "Email"), ("offline", "Web")),
                Row("customer.name", "SuppliedName"), Row("customer.email", "SuppliedEmail"), Row("customer.phone", "SuppliedPhone"), Row("customer.company", "SuppliedCompany"),
            ]),
            Mapping("Task", ["Subject", "Status", "ActivityDate", "Owner.Name"],
            [
                Text("{{ session.channel.label }}: {{ customer.name }} {{ customer.email }} ({{ session.tenant }})", "Subject"), Long("Description"), Text("Completed", "Status"), Row("session.endedAt", "ActivityDate"),
                Row("session.direction", "CallType", null, ("inbound", "Inbound"), ("outbound", "Outbound"), ("internal", "Internal")), Row("session.durationSeconds", "CallDurationInSeconds"), Row("session.disposition", "CallDisposition"),
                Row("session.channel", "TaskSubtype", null, ("voice", "Call"), ("*", "Task")),
            ]),
        ],
        [
            Preset("sales", "Sales", "Somebody unknown becomes a lead; every conversation becomes a task.", "leadAndTask"),
            Preset("support", "Support", "Somebody unknown becomes a contact; every conversation becomes a case.", "contactAndCase"),
        ],
        Identification)
    {
        About = [new("Task", "Account", "WhatId"), new("Task", AboutLink.Anything, "WhatId"), new("Case", "Case", "ParentId"), new("Case", "Account", "AccountId")],
        Campaigns = new("Campaign", Member, "CampaignId"),
        Case = "Case",
    };

    private const string Member = "CampaignMember";

    private static MappingRow[] Person => [Row("customer.name", "LastName", "Unknown"), Row("customer.phone", "Phone"), Row("customer.email", "Email")];

    private static ConversationPreset Preset(string name, string label, string summary, string action) => new(name, label, summary,
        [.. new[] { (Channel.Chat, Moment.Started), (Channel.Chat, Moment.Ended), (Channel.Inbox, Moment.Started), (Channel.Inbox, Moment.Ended), (Channel.Voice, Moment.Ended), (Channel.Offline, Moment.OfflineMessageReceived) }
            .Select(when => new ConversationTrigger(when.Item1, when.Item2, action))]);

    private static RecordMapping Mapping(string type, string[] shown, MappingRow[] rows) => new(type, rows, shown);

    private static IdentifyBy By(string fact, MatchKind kind, params string[] fields) => new(fact, kind, fields);

    private static MappingRow Row(string fact, string field, string? otherwise = null, params (string From, string To)[] map) => new(
        new RowSource(Fact: fact), new RowTarget(Field: field), otherwise, Map: map.Length == 0 ? null : map.ToDictionary(pair => pair.From, pair => pair.To, StringComparer.Ordinal));

    private static MappingRow Text(string text, string field) => new(new RowSource(Text: text), new RowTarget(Field: field));

    private static MappingRow Long(string field) => Text(string.Join('\n', Details), field);
}
