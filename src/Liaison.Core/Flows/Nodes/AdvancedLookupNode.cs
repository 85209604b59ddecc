using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Runs a query that the administrator built, and keeps its results in variables. Whatever goes wrong is “none”.</summary>
public sealed record AdvancedLookupNode : FlowNode
{
    public const string First = "first";
    public const string All = "all";

    public static NodeDeclaration Declared { get; } = new("advancedLookup", "Look up records", "Runs a query in a connected system and keeps what it finds in variables.",
        [new("single", "One found"), new("multiple", "Several found"), new("none", "None found")],
        [
            new("connectionId", "Connection", "The system to look in.", "connection", true),
            new("query", "Query", "Which type of record, which fields, under which condition. Values may stand in it between {{ and }}.", "query", true),
            new NodeField("take", "When several are found", "The first counts as one found; all fill each variable with all values, with commas between them.", "choice", true).Or(First).Of([(First, "Take the first"), (All, "Take all (CSV)")]),
            new("items", "Variables", "Each variable and the field of the query that fills it.", "items"),
            new NodeField("openRecord", "Open the record", "Opens the record by itself once the agent accepts.", "boolean").Or(false),
            new NodeField("withinMs", "Time limit (ms)", "After so long the caller goes on as none found.", "number", true).Or(2000).From(100, 10_000),
        ]);

    public string ConnectionId { get; init; } = "";
    public RecordQuery? Query { get; init; }

    /// <summary>first · all.</summary>
    public string Take { get; init; } = First;

    /// <summary>By variable, the field that fills it.</summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } = new Dictionary<string, string>();
    public bool OpenRecord { get; init; }
    public int WithinMs { get; init; } = 2_000;

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => "none";

    internal override IEnumerable<string> Texts => Query?.Condition switch { QueryCondition.One one => [one.Value], QueryCondition.Free free => [free.Text], _ => [] };

    internal override IEnumerable<string> Sets => Items.Keys;

    public override string Says(FlowSurroundings around) => $"Asks “{around.NameOf(ConnectionId)}” for {(Query is { RecordType.Length: > 0 } query ? query.RecordType : "records")} under a condition{(Take == All ? ", and takes all." : ".")}";

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around)
    {
        foreach (var problem in Asking.Check(ConnectionId, at, around, c => c.TakesQueries, "takes no queries").Concat(Asking.Check(WithinMs, Items, at)).Concat(CheckQuery($"{at}/query")))
        {
            yield return problem;
        }
        if (Take is not (First or All))
        {
            yield return new Problem($"{at}/take", "out-of-range", "Take the first, or all.");
        }
    }

    private IEnumerable<Problem> CheckQuery(string at)
    {
        if (Query is not { RecordType.Length: > 0 })
        {
            return [new Problem($"{at}/recordType", "required", "Choose which type of record is queried.")];
        }
        if (Query.Fields.Count == 0 && Items.Count == 0)
        {
            return [new Problem($"{at}/fields", "required", "Add at least one field to read.")];
        }
        return Query.Condition switch
        {
            QueryCondition.Free free => CheckText(free.Text, $"{at}/condition", "A condition is needed: without one the query would find everything.", mayClose: true),
            QueryCondition.One { Field.Length: 0 } => [new Problem($"{at}/condition", "required", "A condition is needed: choose the field that is compared.")],
            QueryCondition.One one => CheckText(one.Value, $"{at}/condition/value"),
            _ => [],
        };
    }

    internal override async ValueTask<Passage> Pass(Stay stay, CancellationToken cancel)
    {
        if (Asking.Limit(stay, WithinMs) is not { } within)
        {
            return new Passage.Through("none", "The flow's time is used up, so nobody was asked.", stay.State);
        }
        if (Query is null)
        {
            return new Passage.Through("none", "There is no query.", stay.State);
        }
        var connection = new Id<Connection>(ConnectionId);
        var query = Query with { Fields = [.. Query.Fields.Concat(Items.Values).Distinct(StringComparer.Ordinal)] };
        var answer = await stay.Systems.FindRecords(new RecordsQuestion(connection, query, stay.Facts, Take == All, within), cancel).WaitAsync(within, stay.Time, cancel);
        var kept = answer.Records.Take(Asking.MostKept).ToList();
        var details = new NodeDetails(Query: new QueryTrace(answer.Path, kept, answer.Why));
        if (answer.Path == RecordsFound.None)
        {
            return new Passage.Through("none", answer.Why, stay.State, details);
        }
        var single = answer.Path == RecordsFound.Single;
        var values = Items.Select(i => KeyValuePair.Create(i.Key, answer.Values.GetValueOrDefault(i.Value, ""))).ToList();
        var records = kept.Select(found => new RecognisedRecord(ConnectionId, found.RecordType, found.Record, found.Name, stay.Systems.UrlOf(connection, found), answer.Why, OpenRecord && single)
        {
            Values = Asking.Kept(found, query.Fields),
        }).ToList();
        return new Passage.Through(single ? "single" : "multiple", answer.Why, Asking.Recognise(stay.State, records) with { Items = With(stay.State.Items, values) }, details);
    }
}
