using System.Globalization;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Finds the objects and fields that a query names.</summary>
public sealed class Binder(string query, Schema schema, DateTimeOffset now)
{
    private const int DeepestOffset = 2000;
    private readonly PathBinder paths = new(query, schema);

    public Select Bind(RawSelect raw)
    {
        var type = schema.Find(raw.From.Text) is { Queryable: true } found ? found : throw QueryError.At(
            query, raw.From.At, "INVALID_TYPE",
            $"sObject type '{raw.From.Text}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.");
        return Bind(raw, type, within: false);
    }

    private Select Bind(RawSelect raw, ObjectType type, bool within)
    {
        var limit = Number(raw.Limit);
        var offset = Number(raw.Offset) ?? 0;
        if (offset > DeepestOffset)
        {
            throw Refusals.Of("NUMBER_OUTSIDE_VALID_RANGE", $"Maximum SOQL offset allowed is {DeepestOffset}");
        }

        var items = raw.Items.SelectMany(item => Item(raw, type, item, limit, within)).ToList();
        Repeated(raw, items);
        var groupBy = raw.GroupBy.Select(item => Groupable(type, raw, item)).ToList();
        var conditions = new ConditionBinder(query, paths, now, (select, parent) => BindAmong(select, parent));
        var select = new Select(
            type, items, raw.Where is null ? null : conditions.Bind(type, raw.Alias, raw.Where), groupBy,
            raw.Having is null ? null : conditions.Bind(type, raw.Alias, raw.Having), [.. raw.OrderBy.Select(one => Order(type, raw, one))], limit, offset);
        QueryRules.Check(query, raw, select);
        return select;
    }

    private IEnumerable<Item> Item(RawSelect raw, ObjectType type, RawItem item, int? limit, bool within)
    {
        switch (item)
        {
            case RawFunction { Name: var name } fields when name.Is("FIELDS"):
                return FieldsOf(type, fields, limit).Select(field => new FieldItem(new FieldPath(field.Name, [], field.Name, field)));
            case RawFunction { Name: var name, Argument: { } argument } shown when name.Is("toLabel") || name.Is("FORMAT") || name.Is("convertCurrency"):
                return [new FieldItem(paths.Bind(type, raw.Alias, argument), shown.Alias?.Text)];
            case RawFunction function:
                return [Aggregate(type, raw, function)];
            case RawChildren children when within:
                throw QueryError.At(query, children.Name.At, "MALFORMED_QUERY", "SOQL statements cannot query aggregate relationships more than 1 level away from the root entity object.");
            case RawChildren children:
                return [Children(type, children)];
            default:
                return [new FieldItem(paths.Bind(type, raw.Alias, item.Name), ((RawField)item).Alias?.Text)];
        }
    }

    private IEnumerable<Field> FieldsOf(ObjectType type, RawFunction fields, int? limit)
    {
        var which = fields.Argument?.Text.ToUpperInvariant();
        if (which is not ("ALL" or "STANDARD" or "CUSTOM"))
        {
            throw QueryError.Unexpected(query, fields.Argument ?? fields.Name);
        }

        if (which != "STANDARD" && limit is not <= 200)
        {
            throw Refusals.Of("MALFORMED_QUERY", "The SOQL FIELDS function must have a LIMIT of at most 200");
        }

        return type.Fields.Where(field => which == "ALL" || field.Name.EndsWith("__c", StringComparison.Ordinal) == (which == "CUSTOM"));
    }

    private AggregateItem Aggregate(ObjectType type, RawSelect raw, RawFunction function)
    {
        var name = function.Name.Text.ToUpperInvariant();
        if (name is not ("COUNT" or "COUNT_DISTINCT" or "SUM" or "AVG" or "MIN" or "MAX") || (function.Argument is null && name != "COUNT"))
        {
            throw QueryError.Unexpected(query, function.Name);
        }

        return new AggregateItem(name, function.Argument is null ? null : paths.Bind(type, raw.Alias, function.Argument), function.Alias?.Text);
    }

    private ChildItem Children(ObjectType type, RawChildren children)
    {
        var name = children.Select.From.Text;
        if (type.Child(name) is not { } relationship || schema.Find(relationship.Object) is not { } child || child.Field(relationship.Field) is not { } link)
        {
            throw QueryError.At(query, children.Select.From.At, "INVALID_TYPE",
                $"Didn't understand relationship '{name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.");
        }

        return new ChildItem(relationship, link, Bind(children.Select, child, within: true));
    }

    private (Select Select, FieldPath Column) BindAmong(RawSelect raw, FieldPath parent)
    {
        var select = Bind(raw);
        return select.Items is [FieldItem { Path: { Steps.Count: 0, Field.Type: FieldType.Reference or FieldType.Id } column }]
            ? (select, column)
            : throw QueryError.At(query, raw.Items[0].Name.At, "MALFORMED_QUERY", $"The inner select field '{raw.Items[0].Name.Text}' of '{parent.Text}' must be an id or a reference field");
    }

    private FieldPath Groupable(ObjectType type, RawSelect raw, RawItem item)
    {
        var path = paths.Bind(type, raw.Alias, item.Name);
        return path.Field?.Groupable ?? true ? path : throw QueryError.At(query, item.Name.At, "MALFORMED_QUERY", $"field '{path.Text}' can not be grouped in a query call");
    }

    private Ordering Order(ObjectType type, RawSelect raw, RawOrdering ordering)
    {
        if (ordering.By is RawFunction function)
        {
            return new Ordering(Path: null, Aggregate(type, raw, function), ordering.Descending, ordering.NullsLast);
        }

        var path = paths.Bind(type, raw.Alias, ordering.By.Name);
        return path.Field?.Sortable ?? true ? new Ordering(path, Aggregate: null, ordering.Descending, ordering.NullsLast)
            : throw QueryError.At(query, ordering.By.Name.At, "MALFORMED_QUERY", $"field '{path.Text}' can not be sorted in a query call");
    }

    private void Repeated(RawSelect raw, List<Item> items)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in items.OfType<FieldItem>().Where(field => !seen.Add(field.Path.Text)))
        {
            throw QueryError.At(query, raw.Items[0].Name.At, "MALFORMED_QUERY", $"duplicate field selected: {field.Path.Text}");
        }
    }

    private int? Number(Token? token) => token is null ? null
        : int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw QueryError.Unexpected(query, token);
}
