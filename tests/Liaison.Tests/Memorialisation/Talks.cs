using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Tests.Memorialisation;

/// <summary>A conversation and a system that takes it, to decide about.</summary>
internal static class Talks
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static Connection Connection { get; } = new(new("con_1"), new("ten_1"), "fake", "Records", true, "{}", null, null, 1);

    public static ConversationVocabulary Vocabulary { get; } = new(
        [
            new ConversationAction("contactAndCase", "Contact and case", "Contact", "Case"),
            new ConversationAction("leadAndTask", "Lead and task", "Lead", "Task"),
            new ConversationAction("case", "Case", null, "Case"),
        ],
        [
            new PersonLink("Case", "Contact", "ContactId"), new PersonLink("Task", "Contact", "WhoId"), new PersonLink("Task", "Lead", "WhoId"),
            new PersonLink("Case", "Account", "ContactId", "PersonContactId"), new PersonLink("Case", "Lead", ""),
        ],
        [
            new RecordMapping("Contact", [Row("customer.lastName", "LastName"), Row("customer.email", "Email")], []),
            new RecordMapping("Lead", [Row("customer.lastName", "LastName")], []),
            new RecordMapping("Case", [Row("session.transcript", "Description")], []),
            new RecordMapping("Task", [Row("session.transcript", "Description")], []),
        ],
        [], new IdentificationRules([new IdentificationRule("Contact", true, [new IdentifyBy("customer.email", MatchKind.Email, ["Email"])])]));

    public static Session Chat { get; } = new()
    {
        Id = new("ses_1"), Tenant = new("ten_1"), Source = "test", ExternalId = "chat-1", Channel = Channel.Chat,
        Customer = new Party(LastName: "Nowak", Email: "Ola@example.org"),
        Interactions = [new Interaction("leg-1", new AgentRef("7", "Ann", "ann@example.org"), AnsweredAt: Now)],
    };

    public static ConversationPolicy Policy(params ConversationTrigger[] triggers) => new(true, triggers, [], new PushSwitches(), new Filing());

    public static ConversationPlanner Planner(ConversationPolicy policy, RecordType? type = null) =>
        new(Connection, policy, Vocabulary, Vocabulary.Identification, name => name == type?.Name ? type : null);

    public static Delivery? Plan(ConversationPolicy policy, Moment moment, Session? session = null, RecordType? type = null, string transcript = "Hello.") =>
        Planner(policy, type).Plan(new("dlv_1"), new("evt_1"), session ?? Chat, moment, Facts(session ?? Chat, transcript), Now);

    private static MappingRow Row(string fact, string field) => new(new RowSource(Fact: fact), new RowTarget(Field: field));

    private static Facts Facts(Session session, string transcript) => new(path => path switch
    {
        "customer.email" => session.Customer.Email,
        "customer.lastName" => session.Customer.LastName,
        "session.transcript" => transcript,
        "session.url" => "https://hub.example/sessions/ses_1",
        _ => null,
    });
}
