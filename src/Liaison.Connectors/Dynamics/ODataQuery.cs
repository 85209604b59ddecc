using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Builds the OData query of one condition. A value becomes a literal of its column's kind: whatever a fact holds, the query keeps its shape.</summary>
internal sealed class ODataQuery(FieldPaths paths)
{
    public async Task<Outcome<(FilledQuery? Filled, Unfilled? Not)>> Build(DescribedTable table, RecordQuery query, QueryCondition.One one, Facts facts, Calls calls, CancellationToken cancel)
    {
        var ends = new List<PathEnd>(query.Fields.Count);
        foreach (var field in query.Fields)
        {
            if ((await paths.Find(table.Name, field, calls, cancel)).Failed(out var wrong, out var read))
            {
                return wrong;
            }
            ends.Add(read);
        }
        if ((await paths.Find(table.Name, one.Field, calls, cancel)).Failed(out var fault, out var end))
        {
            return fault with { Field = one.Field };
        }
        if (end.Named)
        {
            return new Fault(FaultKind.Validation, $"{one.Field} cannot stand in a condition: Dynamics compares ids and numbers, not what people call them.", one.Field);
        }
        var (value, absent) = FactText.Fill(one.Value, facts);
        if (absent is not null)
        {
            return (null, new Unfilled(null, absent));
        }
        var path = string.Join('/', end.Steps.Select(step => step.Navigation.Name).Append(end.Column.Property));
        var (condition, why) = Condition(path, end.Column, one.Operator, value, empty: one.Value.Length == 0);
        if (condition is null)
        {
            return (null, new Unfilled(one.Value.Length > 0 && FactText.HasHole(one.Value) ? QueryFaults.At($"{one.Value} stands for “{ColumnJson.Short(value)}”, which {why}.", 0)
                : new Fault(FaultKind.Validation, $"{one.Field} cannot be compared like this: the value {why}.", "condition", "condition"), null));
        }
        var selection = Selection.Of(table, ends);
        string Written(string filter) => $"{table.Set}?{selection}&$filter={filter}&$count=true";
        return (new FilledQuery(Written(Uri.EscapeDataString(condition)), Written(condition)), null);
    }

    private static (string? Condition, string? Why) Condition(string path, DescribedColumn column, string how, string value, bool empty)
    {
        if (how is "contains" or "startsWith")
        {
            return !column.IsText ? (null, $"is compared with a column of the kind {column.Type}, which holds no text")
                : value.Length == 0 ? (null, "is missing")
                : ($"{(how == "contains" ? "contains" : "startswith")}({path},{ODataText.Quoted(ODataText.Plain(value))})", null);
        }
        var sign = how switch { "equals" => "eq", "notEquals" => "ne", "greater" => "gt", "less" => "lt", "atLeast" => "ge", "atMost" => "le", _ => null };
        if (sign is null)
        {
            return (null, $"has the unknown operator “{how}” before it");
        }
        if (empty)
        {
            return sign is "eq" or "ne" ? ($"{path} {sign} null", null) : (null, "is missing");
        }
        var (literal, why) = ODataText.Literal(column, value);
        return literal is null ? (null, why) : ($"{path} {sign} {literal}", null);
    }
}
