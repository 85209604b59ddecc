using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Finds the caller's record in a connected system. Whatever goes wrong is “no match”.</summary>
public sealed record CustomerLookupNode : FlowNode
{
    public const string Automatic = "automatic";
    public const string ByItem = "item";

    public static NodeDeclaration Declared { get; } = new("customerLookup", "Look up the customer", "Finds the caller's record in a connected system, fills variables from it, and has it shown to the agent.",
        [new("match", "Found"), new("several", "Several"), new("noMatch", "Not found")],
        [
            new("connectionId", "Connection", "The system to look in.", "connection", true),
            new NodeField("by", "Lookup type", "Automatic detection goes by the caller's number, SIP address or caller-ID name, as the connection's identification rules say.", "choice", true).Or(Automatic)
                .Of([(Automatic, "Automatic detection"), (ByItem, "By a variable")]),
            new NodeField("item", "Variable", "The variable whose value is searched for.", "item", true).If("by", ByItem),
            new NodeField("recordType", "Record type", "The type of record that is searched.", "recordType", true).If("by", ByItem),
            new NodeField("field", "Field", "The field that is compared with the variable.", "recordField", true).If("by", ByItem),
            new("fresh", "Fresh lookup on each call", "Off: a record that an earlier contact with the same person was linked to is taken again. Left open: as the connection's rules say.", "boolean"),
            new NodeField("reuseDays", "Days", "How many days back an earlier contact counts.", "number").From(1, 3650).If("fresh", "false"),
            new("items", "Variables", "Each variable and the field of the record that fills it.", "items"),
            new NodeField("openRecord", "Open the record", "Opens the record by itself once the agent accepts.", "boolean").Or(false),
            new NodeField("withinMs", "Time limit (ms)", "After so long the caller goes on as not found.", "number", true).Or(2000).From(100, 10_000),
        ]);

    public string ConnectionId { get; init; } = "";

    /// <summary>automatic · item.</summary>
    public string By { get; init; } = Automatic;
    public string? Item { get; init; }
    public string? RecordType { get; init; }
    public string? Field { get; init; }
    public bool? Fresh { get; init; }
    public int? ReuseDays { get; init; }

    /// <summary>By variable, the field that fills it.</summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } = new Dictionary<string, string>();
    public bool OpenRecord { get; init; }
    public int WithinMs { get; init; } = 2_000;

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => "noMatch";

    internal override IEnumerable<string> Texts => By == ByItem && Item is { Length: > 0 } ? [$"{{{{items.{Item}}}}}"] : [];

    internal override IEnumerable<string> Sets => Items.Keys;

    public override string Says(FlowSurroundings around) => By == ByItem ? $"Looks the caller up in “{around.NameOf(ConnectionId)}”: {RecordType ?? "a record"} whose {Field ?? "field"} is {Item ?? "a variable"}."
        : $"Looks the caller up in “{around.NameOf(ConnectionId)}” by number, address or name.";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around)
    {
        foreach (var problem in Asking.Check(ConnectionId, at, around, c => c.FindsPeople, "cannot be searched for people").Concat(Asking.Check(WithinMs, Items, at)))
        {
            yield return problem;
        }
        if (By is not (Automatic or ByItem))
        {
            yield return new Problem($"{at}/by", "out-of-range", "A lookup goes by automatic detection or by a variable.");
        }
        if (By == ByItem)
        {
            foreach (var problem in CheckItem(Item, $"{at}/item"))
            {
                yield return problem;
            }
            if (string.IsNullOrWhiteSpace(RecordType))
            {
                yield return new Problem($"{at}/recordType", "required", "Say which type of record is searched.");
            }
            if (string.IsNullOrWhiteSpace(Field))
            {
                yield return new Problem($"{at}/field", "required", "Say with which field the variable is compared.");
            }
        }
        if (ReuseDays is < 1 or > 3650)
        {
            yield return new Problem($"{at}/reuseDays", "out-of-range", "An earlier contact counts for 1 to 3650 days.");
        }
    }

    internal override async ValueTask<Passage> Pass(Stay stay, CancellationToken cancel)
    {
        if (Asking.Limit(stay, WithinMs) is not { } within)
        {
            return new Passage.Through("noMatch", "The flow's time is used up, so nobody was asked.", stay.State);
        }
        var known = new Dictionary<string, string>(stay.State.Facts, StringComparer.Ordinal);
        foreach (var (name, value) in stay.State.Items)
        {
            known[$"items.{name}"] = value;
        }
        var connection = new Id<Connection>(ConnectionId);
        var key = By == ByItem ? new PersonKey($"items.{Item}", RecordType ?? "", Field ?? "") : null;
        var answer = await stay.Systems.FindPerson(new PersonQuestion(connection, known, key, Fresh, ReuseDays, [.. Items.Values.Distinct(StringComparer.Ordinal)], within), cancel).WaitAsync(within, stay.Time, cancel);
        var identified = answer.Identified;
        var details = new NodeDetails(identified with { Candidates = [.. identified.Candidates.Take(Asking.MostKept)] }, answer.From);
        switch (identified)
        {
            case { Verdict: IdentifiedVerdict.Match, Chosen: { } found }:
                var values = Items.Select(i => KeyValuePair.Create(i.Key, found.Values.GetValueOrDefault(i.Value, ""))).ToList();
                return new Passage.Through("match", identified.Why, Asking.Recognise(stay.State, [Recognised(found, identified.Why, OpenRecord)]) with { Items = With(stay.State.Items, values) }, details);
            case { Verdict: IdentifiedVerdict.Several }:
                var several = identified.Candidates.Where(c => c.Fits).Take(Asking.MostKept).Select(c => Recognised(c.Record, c.Why, false)).ToList();
                return new Passage.Through("several", identified.Why, stay.State with { Candidates = [.. stay.State.Candidates.Where(c => !several.Exists(s => s.IsSame(c))), .. several] }, details);
            default:
                return new Passage.Through("noMatch", identified.Why, stay.State, details);
        }

        RecognisedRecord Recognised(FoundRecord found, string why, bool open) => new(ConnectionId, found.RecordType, found.Record, found.Name, stay.Systems.UrlOf(connection, found), why, open)
        {
            Values = Asking.Kept(found, answer.Shown?.Invoke(found.RecordType) ?? Items.Values),
        };
    }
}
