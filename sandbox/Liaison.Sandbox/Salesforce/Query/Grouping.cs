using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Counts, sums and extremes, by group.</summary>
public sealed class Grouping(Reader reader, Select select)
{
    public IEnumerable<JsonNode> Records(IEnumerable<Row> rows)
    {
        var groups = rows.GroupBy(row => string.Join('\u0000', select.GroupBy.Select(path => ValueIndex.KeyOf(path.Value(reader, select.Type, row)) ?? "\u0001")), StringComparer.OrdinalIgnoreCase)
            .Select(group => group.ToList()).ToList();
        if (select.GroupBy.Count == 0 && groups.Count == 0)
        {
            groups.Add([]);
        }

        return Sort(groups.Where(group => Fits(select.Having, group))).Skip(select.Offset).Take(select.Limit ?? int.MaxValue).Select(Record);
    }

    private JsonNode Record(List<Row> group)
    {
        var json = new JsonObject { ["attributes"] = new JsonObject { ["type"] = "AggregateResult" } };
        var number = 0;
        foreach (var item in select.Items)
        {
            switch (item)
            {
                case FieldItem field:
                    json[field.Alias ?? field.Path.Last] = RecordValue.Write(field.Path.Value(reader, select.Type, group[0]));
                    break;
                case AggregateItem aggregate:
                    json[aggregate.Alias ?? "expr" + (number++).ToString(CultureInfo.InvariantCulture)] = RecordValue.Write(Value(aggregate, group));
                    break;
            }
        }

        return json;
    }

    private object? Value(AggregateItem item, List<Row> group)
    {
        if (item.Path is null)
        {
            return (long)group.Count;
        }

        var values = group.Select(row => item.Path.Value(reader, select.Type, row)).OfType<object>().ToList();
        decimal Sum() => values.Sum(value => Convert.ToDecimal(value, CultureInfo.InvariantCulture));
        return item.Function switch
        {
            "COUNT" => (long)values.Count,
            "COUNT_DISTINCT" => (long)values.Select(ValueIndex.KeyOf).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
            _ when values.Count == 0 => null,
            "SUM" => Sum(),
            "AVG" => Sum() / values.Count,
            "MIN" => values.Min(Comparer<object>.Create(Evaluator.Order)),
            _ => values.Max(Comparer<object>.Create(Evaluator.Order)),
        };
    }

    private bool Fits(Condition? having, List<Row> group) => having switch
    {
        null => true,
        And and => and.Parts.All(part => Fits(part, group)),
        Or or => or.Parts.Any(part => Fits(part, group)),
        Not not => !Fits(not.Inner, group),
        Comparison { Aggregate: { } aggregate } comparison => Evaluator.Compare(comparison, Value(aggregate, group)),
        Comparison comparison => Evaluator.Compare(comparison, comparison.Path.Value(reader, select.Type, group[0])),
        _ => false,
    };

    private IEnumerable<List<Row>> Sort(IEnumerable<List<Row>> groups)
    {
        foreach (var order in select.OrderBy.Reverse())
        {
            groups = groups.OrderBy(group => order.Aggregate is { } aggregate ? Value(aggregate, group) : order.Path!.Value(reader, select.Type, group[0]), new NullsOrder(order));
        }

        return groups;
    }
}
