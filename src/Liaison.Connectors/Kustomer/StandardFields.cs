namespace Liaison.Connectors.Kustomer;

/// <summary>How a value stands in JSON.</summary>
internal enum FieldKind
{
    Text,
    Number,
    Boolean,
    Time,

    /// <summary>Another record's id.</summary>
    Record,

    /// <summary>Objects with one telling member, as <c>{"email":"…"}</c>: one a line.</summary>
    Points,

    /// <summary>Texts, one a line.</summary>
    Texts,
}

/// <summary>A field that every organisation has. Kustomer does not list these itself (https://developer.kustomer.com/api/core-resources).</summary>
/// <param name="Type">As editors know it: text · longText · phone · email · …</param>
/// <param name="Length">Most characters; null for no bound.</param>
/// <param name="Member">For points: the member that tells (<c>email</c>).</param>
/// <param name="Codes">The values that there are.</param>
internal sealed record StandardField(
    string Name, string Label, string Group, string Type, FieldKind Kind, int? Length = null, bool Creatable = true, bool Updatable = true, bool Required = false, string? Member = null, string[]? Codes = null)
{
    /// <summary>Most entries that a list takes.</summary>
    public const int MostPoints = 10;

    private const string Contact = "Contact points";
    private const string Message = "Message on the timeline";

    private static readonly StandardField[] People =
    [
        Of("name", "Name", "Customer", 256), Points("phones", "Telephone numbers", "phone", "phone"), Points("emails", "E-mail addresses", "email", "email"),
        Points("sharedPhones", "Shared telephone numbers", "phone", "phone"), Points("sharedEmails", "Shared e-mail addresses", "email", "email"), Points("whatsapps", "WhatsApp numbers", "phone", "phone"),
        Of("externalId", "External id", "Customer", 256), Of("username", "User name", "Customer", 256), new("company", "Company", "Customer", "record", FieldKind.Record), Of("locale", "Locale", "Customer", 16),
        Of("timeZone", "Time zone", "Customer", 64), Of("defaultLang", "Language", "Customer", 100), new("gender", "Gender", "Customer", "code", FieldKind.Text, Codes: ["m", "f"]), new("birthdayAt", "Birthday", "Customer", "dateTime", FieldKind.Time),
        new("signedUpAt", "Signed up", "Customer", "dateTime", FieldKind.Time), new("avatarUrl", "Picture", "Customer", "url", FieldKind.Text),
    ];

    private static readonly StandardField[] Talks =
    [
        Of("name", "Name", "Conversation", 256), new("status", "Status", "Conversation", "code", FieldKind.Text, Codes: ["open", "snoozed", "done"]),
        new("direction", "Direction", "Conversation", "code", FieldKind.Text, Codes: ["in", "out"]), new("priority", "Priority (5 is highest)", "Conversation", "code", FieldKind.Number, Codes: ["1", "2", "3", "4", "5"]),
        new("tags", "Tags", "Conversation", "text", FieldKind.Texts), new("note", "Note", "Conversation", "longText", FieldKind.Text), new("customer", "Customer", "Conversation", "record", FieldKind.Record, Updatable: false),
        new("externalId", "External id", "Conversation", "text", FieldKind.Text, 256, Updatable: false), Of("replyChannel", "Reply channel", "Conversation", 256), Of("defaultLang", "Language", "Conversation", 100),
        new("endedAt", "Ended", "Conversation", "dateTime", FieldKind.Time), Of("endedReason", "Reason of the end", "Conversation", 128), new("endedByType", "Ended by", "Conversation", "code", FieldKind.Text, Codes: ["user", "customer"]),
        new("message.channel", "Channel", Message, "code", FieldKind.Text, Updatable: false, Codes: ["voice", "chat", "email", "sms", "whatsapp", "facebook", "instagram", "twitter-dm", "twitter-tweet"]),
        new("message.direction", "Direction", Message, "code", FieldKind.Text, Updatable: false, Codes: ["in", "out"]), Of("message.subject", "Subject", Message, 256),
        new("message.preview", "Text", Message, "longText", FieldKind.Text, 10_240), new("message.sentAt", "Sent", Message, "dateTime", FieldKind.Time), new("message.status", "Status", Message, "code", FieldKind.Text, Codes: ["received", "sent", "error"]),
        new("message.meta.placedAt", "Call placed", Message, "dateTime", FieldKind.Time), new("message.meta.answeredAt", "Call answered", Message, "dateTime", FieldKind.Time), new("message.meta.endedAt", "Call ended", Message, "dateTime", FieldKind.Time),
        Of("message.meta.status", "How the call went", Message, 1024), Of("message.meta.from", "From", Message, 1024), Of("message.meta.to", "To", Message, 1024), Of("message.meta.externalRecordingUrl", "Link to the recording", Message, 2048),
        Of("message.meta.permalink", "Link to the contact's page", Message, 2048), Of("message.meta.messageType", "Kind of message", Message, 1024),
    ];

    private static readonly StandardField[] Firms =
    [
        new("name", "Name", "Company", "text", FieldKind.Text, 256, Required: true), Points("phones", "Telephone numbers", "phone", "phone"), Points("emails", "E-mail addresses", "email", "email"), Of("externalId", "External id", "Company", 256),
        new("domains", "Domains", "Company", "text", FieldKind.Texts), new("employeeCount", "Employees", "Company", "number", FieldKind.Number), Of("defaultLang", "Language", "Company", 100),
    ];

    private static readonly StandardField[] Objects =
    [
        new("title", "Title", "Object", "text", FieldKind.Text, 256, Required: true), new("description", "Description", "Object", "longText", FieldKind.Text, 10_240), Of("externalId", "External id", "Object", 256),
        new("customer", "Customer", "Object", "record", FieldKind.Record, Updatable: false), new("company", "Company", "Object", "record", FieldKind.Record, Updatable: false), Of("icon", "Icon", "Object", 64),
        new("images", "Pictures", "Object", "url", FieldKind.Texts),
    ];

    public static IReadOnlyList<StandardField> OfType(string type) => type switch { Resource.Customer => People, Resource.Conversation => Talks, Resource.Company => Firms, _ => Objects };

    private static StandardField Of(string name, string label, string group, int length) => new(name, label, group, length > 1024 ? "url" : "text", FieldKind.Text, length);

    private static StandardField Points(string name, string label, string type, string member) => new(name, label, Contact, type, FieldKind.Points, Member: member);
}
