using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Answers an understood query.</summary>
public sealed class Runner(Reader reader)
{
    private readonly Evaluator evaluator = new(reader);

    /// <summary>Records that fit, in order, no more than asked for.</summary>
    public IEnumerable<Row> Rows(Select select) => InOrder(select, reader.Rows(select.Type, select.Where).Where(row => evaluator.Fits(select.Where, select.Type, row)));

    /// <summary>These records as the answer shows them, in order, no more than asked for.</summary>
    public IEnumerable<JsonNode> Records(Select select, IEnumerable<Row> rows) => InOrder(select, rows).Select(row => Record(select, row));

    private IEnumerable<Row> InOrder(Select select, IEnumerable<Row> rows)
    {
        if (select.OrderBy.Count > 0)
        {
            rows = Sort(select, rows);
        }

        return rows.Skip(select.Offset).Take(select.Limit ?? int.MaxValue);
    }

    /// <summary>Everything that fits, each as the answer shows it.</summary>
    public IEnumerable<JsonNode> Records(Select select) => select.IsAggregate ? new Grouping(reader, select).Records(Rows(select with { Limit = null, Offset = 0, OrderBy = [] })) : Rows(select).Select(row => Record(select, row));

    private JsonObject Record(Select select, Row row)
    {
        var json = RecordJson.Start(reader.Call, select.Type, row.Id);
        foreach (var item in select.Items)
        {
            switch (item)
            {
                case FieldItem field:
                    PathJson.Write(reader, json, select.Type, row, field.Path);
                    break;
                case ChildItem children:
                    json[children.Relationship.Name!] = Children(children, row);
                    break;
            }
        }

        return json;
    }

    private JsonObject? Children(ChildItem item, Row parent)
    {
        var link = new Comparison(new FieldPath(item.Link.Name, [], item.Link.Name, item.Link), "=", [new Operand(parent.Id)]);
        var select = item.Select with { Where = item.Select.Where is null ? link : new And([link, item.Select.Where]) };
        var records = Rows(select).Select(row => (JsonNode)Record(select, row)).ToArray();
        return records.Length == 0 ? null : new JsonObject { ["totalSize"] = records.Length, ["done"] = true, ["records"] = new JsonArray(records) };
    }

    private IEnumerable<Row> Sort(Select select, IEnumerable<Row> rows)
    {
        IOrderedEnumerable<Row>? sorted = null;
        foreach (var order in select.OrderBy)
        {
            var comparer = new NullsOrder(order);
            object? Key(Row row) => order.Path?.Value(reader, select.Type, row);
            sorted = sorted is null ? rows.OrderBy(Key, comparer) : sorted.ThenBy(Key, comparer);
        }

        return sorted!;
    }
}

/// <summary>Puts values in order, and nothing before or after them.</summary>
public sealed class NullsOrder(Ordering order) : IComparer<object?>
{
    public int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => order.NullsLast ? 1 : -1,
        (_, null) => order.NullsLast ? -1 : 1,
        _ => order.Descending ? Evaluator.Order(y, x) : Evaluator.Order(x, y),
    };
}
