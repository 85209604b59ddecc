using System.Security.Cryptography;
using System.Text;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Memorialisation;

/// <summary>Decides what a conversation becomes in one connected system, and freezes it. Pure.</summary>
/// <param name="Vocabulary">What the system can make of conversations.</param>
/// <param name="Describe">A record type as last described; null while it is not known.</param>
public sealed record ConversationPlanner(
    Connection Connection, ConversationPolicy Policy, ConversationVocabulary Vocabulary, IdentificationRules Identification, Func<string, RecordType?> Describe)
{
    private static readonly IReadOnlyList<Step> Steps = [new(StepKind.Identify), new(StepKind.Write)];

    /// <summary>The delivery that a moment of a session asks for; null when nothing is chosen for it.</summary>
    /// <param name="facts">The session's facts, with the person's and the agent's.</param>
    public Delivery? Plan(Id<Delivery> id, Id<Event> cause, Session session, Moment moment, Facts facts, DateTimeOffset now)
    {
        var trigger = Policy.Automatic ? Policy.Triggers.FirstOrDefault(t => t.Channel == session.Channel && t.Moment == moment) : null;
        return trigger?.Action is { } name && Vocabulary.Actions.FirstOrDefault(a => a.Name == name) is { } action && Asked(action, moment)
            ? Plan(id, cause, session, action with { Activity = moment == Moment.Started ? null : action.Activity }, trigger.Found, facts, now)
            : null;
    }

    /// <summary>The delivery that an action asks for, whoever chose it: a trigger, or an agent by hand.</summary>
    public Delivery Plan(Id<Delivery> id, Id<Event> cause, Session session, ConversationAction action, UpdatePolicy found, Facts facts, DateTimeOffset now)
    {
        var writes = new List<RecordWrite>(2);
        var owner = Policy.Filing.OwnerOf(session);
        if (action.Person is { } person)
        {
            writes.Add(Write("person", person, session, facts, owner, found));
        }
        if (action.Activity is { } activity)
        {
            var about = AboutOf(activity, session);
            writes.Add(Write("activity", activity, session, facts, owner, UpdatePolicy.Update) with { Links = about, Spare = [.. about.Keys] });
        }
        return Plan(id, cause, session, action.Activity ?? action.Person ?? "", new PersonDraft(Known(facts), action.Person is null ? null : "person", LinksOf(action.Activity)), writes, now);
    }

    /// <summary>The delivery by which the person joins the campaign that the conversation belongs to; null when it belongs to none.</summary>
    public Delivery? PlanCampaign(Id<Delivery> id, Id<Event> cause, Session session, Facts facts, DateTimeOffset now) =>
        Vocabulary.Campaigns is not { } campaigns || Policy.Filing.CampaignOf(session) is not { } campaign ? null
            : Plan(id, cause, session, campaigns.Member, new PersonDraft(Known(facts), null, LinksOf(campaigns.Member)),
                [
                    Write("member", campaigns.Member, session, facts, null, UpdatePolicy.Keep) with
                    {
                        Links = new Dictionary<string, string>(StringComparer.Ordinal) { [campaigns.Field] = campaign }, IsNamedByLinks = true,
                    },
                ], now);

    /// <summary>The delivery by which a case is opened as soon as an agent is in contact; null when none is to be. What follows is written into it.</summary>
    public Delivery? PlanCaseDuringContact(Id<Delivery> id, Id<Event> cause, Session session, Facts facts, DateTimeOffset now)
    {
        if (!Policy.Automatic || !Policy.Filing.CaseDuringContact || Vocabulary.Case is not { } type)
        {
            return null;
        }
        var atEnd = Policy.Triggers.FirstOrDefault(t => t.Channel == session.Channel && t.Moment == Moment.Ended);
        var person = Vocabulary.Actions.FirstOrDefault(a => a.Name == atEnd?.Action)?.Person;
        return Plan(id, cause, session, new ConversationAction("", "", person, type), atEnd?.Found ?? UpdatePolicy.FillEmpty, facts, now);
    }

    /// <summary>The delivery of a record that a person creates by hand: the values that they typed, and for the rest what the mappings give. What goes by itself later lands on the same record.</summary>
    /// <param name="another">Whether it is one more of its type rather than the session's own.</param>
    public Delivery PlanByHand(Id<Delivery> id, Id<Event> cause, Session session, string recordType, IReadOnlyDictionary<string, string> values, bool another, string? owner, Facts facts, DateTimeOffset now)
    {
        var isPerson = Vocabulary.IsPerson(recordType);
        var write = Write(isPerson ? "person" : "activity", recordType, session, facts, owner ?? Policy.Filing.OwnerOf(session), UpdatePolicy.Update, WritingTimes.AtTheEnd);
        write = write with { Fields = ByHand.Merge(write.Fields, values) };
        if (!isPerson)
        {
            var about = AboutOf(recordType, session);
            write = write with { Links = about, Spare = [.. about.Keys] };
        }
        if (another)
        {
            write = write with { Reference = $"{write.Reference}/{id}", Key = id.Value };
        }
        var person = isPerson ? new PersonDraft(another ? NoFacts : Known(facts), "person", NoLinks, recordType) : new PersonDraft(Known(facts), null, LinksOf(recordType));
        var planned = Plan(id, cause, session, recordType, person, [write], now);
        return planned with { Draft = planned.Draft with { Reference = write.Reference, Key = write.Key, ByHand = true } };
    }

    /// <summary>The deliveries that let the activities which a session holds point at the person whom somebody has just chosen.</summary>
    /// <param name="held">References and record types of what the session holds.</param>
    public IEnumerable<Delivery> PlanLinks(Func<Id<Delivery>> id, Id<Event> cause, Session session, IEnumerable<(string Reference, string RecordType)> held, DateTimeOffset now) =>
        held.Where(h => Vocabulary.Actions.Any(a => a.Activity == h.RecordType)).Select(h =>
        {
            var link = new RecordWrite("activity", h.Reference, h.RecordType, null, KeyOf(session, h.RecordType), [], NoFacts);
            var planned = Plan(id(), cause, session, h.RecordType, new PersonDraft(NoFacts, null, LinksOf(h.RecordType)), [link], now);
            return planned with { Draft = planned.Draft with { Reference = h.Reference } };
        });

    private static readonly Dictionary<string, string> NoFacts = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, PersonLink> NoLinks = new(StringComparer.Ordinal);

    private Delivery Plan(Id<Delivery> id, Id<Event> cause, Session session, string main, PersonDraft person, IReadOnlyList<RecordWrite> writes, DateTimeOffset now) => new()
    {
        Id = id,
        Tenant = session.Tenant,
        Connection = Connection.Id,
        Kind = DeliveryKind.Memorialise,
        Subject = session.Id.Value,
        Lane = Delivery.LaneOf(Connection.Id, session.Id.Value),
        Event = cause,
        Draft = new Draft { RecordType = main, Reference = ReferenceOf(main), Key = KeyOf(session, main), SubjectNumber = session.ExternalId, TriggeredAt = now, Person = person, Together = writes },
        Steps = Steps,
        CreatedAt = now,
    };

    /// <summary>What an activity is about besides the person: the record that somebody chose, else the campaign.</summary>
    private Dictionary<string, string> AboutOf(string activity, Session session)
    {
        var about = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Vocabulary.Campaigns is { } campaigns && Vocabulary.AboutField(activity, campaigns.Campaign) is { } file && Policy.Filing.CampaignOf(session) is { } campaign)
        {
            about[file] = campaign;
        }
        if (session.RelatedTo is { } related && related.Connection == Connection.Id.Value && Vocabulary.AboutField(activity, related.RecordType) is { } field)
        {
            about[field] = related.Record;
        }
        return about;
    }

    /// <summary>Under which name a session keeps the id of its record of a type.</summary>
    public static string ReferenceOf(string recordType) => recordType.ToLowerInvariant();

    /// <summary>Whether a session keeps its own record under a reference, rather than one more of the type that somebody created by hand.</summary>
    public static bool IsOwn(string reference) => !reference.Contains('/', StringComparison.Ordinal);

    /// <summary>Our stable key of an activity in the other system: one of each type a session.</summary>
    public static string KeyOf(Session session, string recordType) => $"{session.Id.Value}-{ReferenceOf(recordType)}";

    /// <summary>
    /// Our stable key of a person's record that we create: the same for everybody who writes from the same address or calls from the same number,
    /// so that two conversations at once, or a search that lags behind, never make two records of one person.
    /// </summary>
    public static string PersonKeyOf(Session session, string recordType) => (session.Customer.Email?.Trim().ToLowerInvariant(), session.Customer.PhoneE164) switch
    {
        ({ Length: > 0 } email, _) => Hashed(email),
        (_, { Length: > 0 } phone) => Hashed(phone),
        _ => KeyOf(session, recordType),
    };

    // An address is nobody's business in a key field, and it may be longer than one.
    private static string Hashed(string text) => "per_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));

    // At a conversation's start there is a person and nothing else; an action without a person has nothing to do there.
    private static bool Asked(ConversationAction action, Moment moment) => moment != Moment.Started || action.Person is not null;

    private RecordWrite Write(string alias, string recordType, Session session, Facts facts, string? owner, UpdatePolicy existing, WritingTimes? times = null)
    {
        var rows = MappingChoice.RowsOf(Policy.Mappings, Vocabulary.Mappings, recordType, session.Channel);
        var fields = LateRows.Render(rows, session, times ?? Policy.Times, Vocabulary.Contact, facts, Describe(recordType));
        return new RecordWrite(alias, ReferenceOf(recordType), recordType, null, alias == "person" ? PersonKeyOf(session, recordType) : KeyOf(session, recordType), [.. fields.Select(f => Overflow.Mark(f, facts))],
            new Dictionary<string, string>(StringComparer.Ordinal), owner, existing);
    }

    private Dictionary<string, string> Known(Facts facts) => Identification.Rules.Where(r => r.Enabled).SelectMany(r => r.By).Select(b => b.Fact).Distinct(StringComparer.Ordinal)
        .Where(f => !string.IsNullOrWhiteSpace(facts[f])).ToDictionary(f => f, f => facts[f]!, StringComparer.Ordinal);

    private Dictionary<string, PersonLink> LinksOf(string? activity) =>
        Vocabulary.Links.Where(l => l.Activity == activity).ToDictionary(l => l.Person, l => l, StringComparer.Ordinal);
}
