using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;

namespace Liaison.Connectors.Kustomer;

/// <summary>What conversations become in Kustomer unless an administrator says otherwise.</summary>
internal static class KustomerDefaults
{
    private static readonly string[] Details =
    [
        "Conversation {{ session.externalId }} · {{ session.channel.label }} · {{ session.direction }}", "Agent: {{ agent.name }} · Queue: {{ session.queue }} · Campaign: {{ session.campaign }}",
        "Customer: {{ customer.name }} · {{ customer.phone }} · {{ customer.email }} · {{ customer.company }}", "Dialled: {{ session.dnis }} · SIP: {{ customer.sipAddress }} · Page: {{ session.requestPage }}",
        "Start: {{ session.startedAt.local }} · End: {{ session.endedAt.local }}", "Wrap-up: {{ session.disposition }} {{ session.subDisposition }}", "Session details: {{ session.url }}",
        "{{ session.recordings }}", "{{ session.attachments }}", "", "Notes:", "{{ session.notes }}",
    ];

    private static readonly string[] Shown = ["name", "status", "priority", "createdAt"];

    public static IdentificationRules Identification { get; } = new(
    [
        new("customer", true,
        [
            new("customer.phone", MatchKind.Phone, ["phones", "whatsapps", "sharedPhones"]), new("customer.email", MatchKind.Email, ["emails", "sharedEmails"]), new("items.customerNumber", MatchKind.Exact, ["externalId"]),
        ]),
        new("conversation", false, [new("items.conversation", MatchKind.Exact, ["externalId"])]),
    ]);

    public static ConversationVocabulary Conversations { get; } = new(
        [
            new("customerAndConversation", "Create or update a customer, and write a conversation", "customer", "conversation"),
            new("conversation", "Write a conversation of a customer who is known already", null, "conversation"),
            new("customer", "Create or update a customer, and nothing else", "customer", null),
        ],
        [new("conversation", "customer", "customer")],
        [
            new("customer", [Row("customer.name", "name"), Row("customer.phoneE164", "phones"), Row("customer.email", "emails")], ["displayName", "phones", "emails", "company.name", "conversationCounts.open"]),
            new("conversation",
            [
                Text("{{ session.channel.label }}: {{ customer.name }} {{ customer.email }}", "name"), Row("session.direction", "direction", ("inbound", "in"), ("*", "out")), Over, Row("session.tags", "tags"), Text(string.Join('\n', Details), "note"),
                Row("session.channel", "message.channel", ("voice", "voice"), ("chat", "chat"), ("*", "email")), Row("session.direction", "message.direction", ("inbound", "in"), ("*", "out")), Text("{{ session.channel.label }} {{ customer.phone }}", "message.subject"),
                Text("{{ session.channel.label }} with {{ agent.name }}, {{ session.duration }}. {{ session.disposition }}", "message.preview"), Row("session.startedAt", "message.sentAt"), Row("session.startedAt", "message.meta.placedAt"),
                Row("session.answeredAt", "message.meta.answeredAt"), Row("session.endedAt", "message.meta.endedAt"), Row("session.status", "message.meta.status"), Row("session.ani", "message.meta.from"), Row("session.dnis", "message.meta.to"),
                Row("session.recordings", "message.meta.externalRecordingUrl"), Row("session.url", "message.meta.permalink"),
            ], Shown),
        ],
        [
            Preset("support", "Support", "Somebody unknown becomes a customer; every conversation is written on the timeline, done.", "customerAndConversation"),
            Preset("known", "Known customers", "Conversations with known customers are written on their timelines; nobody is added.", "conversation"),
        ],
        Identification)
    {
        Case = "conversation",
        Contact = ContactFields.CxOne,
        Times = new WritingTimes(VoiceTime.AfterWrapUp, DigitalTime.WhenReleased),
    };

    /// <summary>Open while the contact lasts, and done once it has ended: a conversation may be written before.</summary>
    private static MappingRow Over => new(new RowSource(Fact: "session.endedAt"), new RowTarget(Field: "status"), "open", Map: new Dictionary<string, string>(StringComparer.Ordinal) { ["*"] = "done" });

    private static ConversationPreset Preset(string name, string label, string summary, string action) => new(name, label, summary,
        [.. new[] { (Channel.Chat, Moment.Ended), (Channel.Inbox, Moment.Ended), (Channel.Voice, Moment.Ended), (Channel.Offline, Moment.OfflineMessageReceived) }.Select(when => new ConversationTrigger(when.Item1, when.Item2, action))]);

    private static MappingRow Row(string fact, string field, params (string From, string To)[] map) =>
        new(new RowSource(Fact: fact), new RowTarget(Field: field), Map: map.Length == 0 ? null : map.ToDictionary(pair => pair.From, pair => pair.To, StringComparer.Ordinal));

    private static MappingRow Text(string text, string field) => new(new RowSource(Text: text), new RowTarget(Field: field));
}
