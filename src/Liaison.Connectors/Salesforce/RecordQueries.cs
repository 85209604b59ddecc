using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>Runs queries that administrators wrote: held against the descriptions, filled with facts, sent, and their records read page by page as far as they are wanted.</summary>
internal sealed class RecordQueries(SalesforceClient client, Descriptions<DescribedType> schema, FieldPaths paths)
{
    private const int MostFields = 100;

    public async Task<Outcome<QueryAnswer>> Run(RecordQuery query, Facts facts, Calls calls, CancellationToken cancel)
    {
        var answer = await Once(query, facts, calls, cancel);
        return answer.Failed(out var fault, out _) && fault.Kind == FaultKind.SchemaDrift && schema.Doubt() ? await Once(query, facts, calls, cancel) : answer;
    }

    private async Task<Outcome<QueryAnswer>> Once(RecordQuery query, Facts facts, Calls calls, CancellationToken cancel)
    {
        if ((await schema.Known(query.RecordType, calls, cancel)).Failed(out var fault, out var type) || (await Compile(query, type, calls, cancel)).Failed(out fault, out var compiled))
        {
            return fault;
        }
        var (filled, wrong, absent) = compiled.Fill(facts);
        if (filled is null)
        {
            return wrong is not null ? wrong : new QueryAnswer([], 0, $"(nothing was sent: {absent} is empty)");
        }
        if ((await Queries.Run(client, filled.Text, query.Most, calls, cancel)).Failed(out fault, out var page))
        {
            return filled.Placed(fault);
        }
        var records = new List<FoundRecord>();
        var most = Math.Clamp(query.Most, 1, 2000);
        var total = page.Number("totalSize") ?? 0;
        while (true)
        {
            records.AddRange(page.Items("records").Select(record => FoundRecords.Read(record, type.Name, type.NameField)).OfType<FoundRecord>().Take(most - records.Count));
            if (records.Count >= most || page.Text("nextRecordsUrl") is not { } next)
            {
                return new QueryAnswer(records, Math.Max(total, records.Count), filled.Text);
            }
            if ((await client.Ask(new SalesforceCall(HttpMethod.Get, next), calls, cancel)).Failed(out fault, out page))
            {
                return fault;
            }
        }
    }

    private async Task<Outcome<CompiledQuery>> Compile(RecordQuery query, DescribedType type, Calls calls, CancellationToken cancel)
    {
        var fields = query.Fields.Prepend(type.NameField).Prepend("Id").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (fields.Count > MostFields)
        {
            return new Fault(FaultKind.Validation, $"A query may read {MostFields} fields; these are {fields.Count}.", "fields");
        }
        foreach (var field in fields)
        {
            if ((await paths.Find(type.Name, field, calls, cancel)).Failed(out var fault, out _))
            {
                return fault;
            }
        }
        var pieces = query.Condition switch
        {
            QueryCondition.One one => await OneCondition(type, one, calls, cancel),
            QueryCondition.Free free => await FreeCondition(type, free.Text, calls, cancel),
            _ => throw new InvalidOperationException("A condition is one of two."),
        };
        return pieces.Match<Outcome<CompiledQuery>>(all => new CompiledQuery(query with { RecordType = type.Name }, fields, all), fault => fault);
    }

    private async Task<Outcome<IReadOnlyList<QueryPiece>>> FreeCondition(DescribedType type, string text, Calls calls, CancellationToken cancel)
    {
        SoqlCondition condition;
        try
        {
            condition = SoqlCondition.Read(text);
        }
        catch (SoqlException wrong)
        {
            return QueryFaults.At(wrong.Message, wrong.At);
        }
        var types = new Dictionary<SoqlComparison, string>();
        foreach (var comparison in condition.Comparisons.Where(one => one.Path is not null))
        {
            if ((await Filter(comparison.RecordType ?? type.Name, comparison.Path!, comparison.IsFilter, calls, cancel)).Failed(out var fault, out var kind))
            {
                return fault.Kind is FaultKind.SchemaDrift or FaultKind.Validation ? QueryFaults.At(fault.Detail, comparison.At) with { Kind = fault.Kind } : fault;
            }
            types[comparison] = kind;
        }
        var (pieces, at) = (new List<QueryPiece>(), 0);
        foreach (var (part, comparison) in condition.Holes)
        {
            pieces.Add(Fixed(text[at..part.At], at));
            pieces.AddRange(part.Kind == SoqlKind.Hole ? [new QueryPiece(part.At, new TemplatePart(part.At, part.Text, IsHole: true), types[comparison], comparison.Operator, Quoted: false)]
                : TemplatePart.Split(part.Text, part.At).Select(inner => new QueryPiece(inner.At, inner, types[comparison], comparison.Operator, Quoted: true)));
            at = part.At + part.Text.Length;
        }
        pieces.Add(Fixed(text[at..], at));
        // Brackets keep what was written together, whatever else is added to the query.
        return (List<QueryPiece>)[Fixed("(", 0), .. pieces, Fixed(")", text.Length)];
    }

    private async Task<Outcome<IReadOnlyList<QueryPiece>>> OneCondition(DescribedType type, QueryCondition.One one, Calls calls, CancellationToken cancel)
    {
        if ((await Filter(type.Name, one.Field, isFilter: true, calls, cancel)).Failed(out var fault, out var kind))
        {
            return fault with { Field = one.Field };
        }
        var many = kind == "multipicklist";
        var (before, sign, after) = one.Operator switch
        {
            "equals" => many ? ("", "INCLUDES", "") : ("", "=", ""),
            "notEquals" => many ? ("", "EXCLUDES", "") : ("", "!=", ""),
            "greater" => ("", ">", ""),
            "less" => ("", "<", ""),
            "atLeast" => ("", ">=", ""),
            "atMost" => ("", "<=", ""),
            "contains" => ("%", "LIKE", "%"),
            "startsWith" => ("", "LIKE", "%"),
            _ => ("", "", ""),
        };
        if (sign.Length == 0 || (sign == "LIKE" && kind is "boolean" or "int" or "double" or "currency" or "percent" or "date" or "datetime" or "id" or "reference"))
        {
            return new Fault(FaultKind.Validation, $"{one.Field} ({kind}) cannot be compared by “{one.Operator}”.", "condition", "condition");
        }
        if (one.Value.Length == 0)
        {
            return one.Operator is "equals" or "notEquals" ? (List<QueryPiece>)[Fixed($"{one.Field} {(one.Operator == "equals" ? "=" : "!=")} null", 0)] : QueryFaults.At("A value is needed.", 0);
        }
        // The value as a whole is one literal of the field's kind, whatever it is put together from.
        var value = new TemplatePart(0, one.Value, IsHole: true);
        return (List<QueryPiece>)(sign == "LIKE"
            ? [Fixed($"{one.Field} LIKE '{before}", 0), .. Whole(value, kind, sign, quoted: true), Fixed($"{after}'", one.Value.Length)]
            : [Fixed($"{one.Field} {sign} {(many ? "(" : "")}", 0), .. Whole(value, kind, sign, quoted: false), Fixed(many ? ")" : "", one.Value.Length)]);
    }

    private static IEnumerable<QueryPiece> Whole(TemplatePart value, string kind, string sign, bool quoted) => [new QueryPiece(0, value, kind, sign, quoted)];

    private static QueryPiece Fixed(string text, int at) => new(at, new TemplatePart(at, text, IsHole: false), "", "", Quoted: false);

    private async Task<Outcome<string>> Filter(string type, string path, bool isFilter, Calls calls, CancellationToken cancel)
    {
        if ((await paths.Find(type, path, calls, cancel)).Failed(out var fault, out var end))
        {
            return fault;
        }
        return isFilter && end.Field is { Filterable: false } ? new Fault(FaultKind.Validation, $"{path} cannot stand in a condition: Salesforce does not search in fields of this kind.", path) : end.Type;
    }
}
