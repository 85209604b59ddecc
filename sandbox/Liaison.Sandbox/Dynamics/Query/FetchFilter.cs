using System.Xml.Linq;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>The conditions of a FetchXML entity.</summary>
public sealed record FetchFilter(Condition Condition)
{
    public static FetchFilter Read(ApiCall call, TableType table, IEnumerable<XElement> filters) => new(new Condition.All([.. filters.Select(filter => Filter(call, table, filter))]));

    private static Condition Filter(ApiCall call, TableType table, XElement filter)
    {
        List<Condition> parts = [.. filter.Elements("condition").Select(one => One(call, table, one)), .. filter.Elements("filter").Select(inner => Filter(call, table, inner))];
        return (string?)filter.Attribute("type") == "or" ? new Condition.Any(parts) : new Condition.All(parts);
    }

    private static Condition One(ApiCall call, TableType table, XElement condition)
    {
        if (condition.Attribute("entityname") is { } other)
        {
            throw FetchQuery.Wrong($"A condition on the linked entity '{other.Value}' is not served by this stand-in: put it into the link-entity.");
        }

        var path = new ColumnPath([], FetchEntity.Named(table, (string?)condition.Attribute("attribute")));
        List<string> values = [.. condition.Attributes("value").Select(one => one.Value), .. condition.Elements("value").Select(one => one.Value)];
        string First() => values.Count > 0 ? values[0] : throw FetchQuery.Wrong($"The condition on '{path.Column.Name}' needs a value.");
        object Typed(string value) => FilterParser.Typed(path.Column, path.Column.Type == ColumnType.Boolean ? value switch { "1" => "true", "0" => "false", _ => value } : value.Trim('{', '}'));
        Condition.Like Like(string pattern) => path.Column.IsText ? new Condition.Like(path, pattern) : throw FetchQuery.Wrong($"The attribute '{path.Column.Name}' is no text.");
        var how = (string?)condition.Attribute("operator") ?? "";
        return how switch
        {
            "eq" or "gt" or "ge" or "lt" or "le" => new Condition.Compare(path, how, Typed(First())),
            "ne" or "neq" => new Condition.Compare(path, "ne", Typed(First())),
            "null" => new Condition.Compare(path, "eq", null),
            "not-null" => new Condition.Compare(path, "ne", null),
            "like" => Like(First()),
            "not-like" => new Condition.Not(Like(First())),
            "begins-with" => Like(First() + "%"),
            "not-begin-with" => new Condition.Not(Like(First() + "%")),
            "ends-with" => Like("%" + First()),
            "not-end-with" => new Condition.Not(Like("%" + First())),
            "in" => new Condition.In(path, [.. values.Select(Typed)]),
            "not-in" => new Condition.Not(new Condition.In(path, [.. values.Select(Typed)])),
            "between" when values.Count == 2 => new Condition.Between(path, Typed(values[0]), Typed(values[1])),
            "not-between" when values.Count == 2 => new Condition.Not(new Condition.Between(path, Typed(values[0]), Typed(values[1]))),
            "on" => PlatformFunction.Build("On", path, [Typed(First())], call.Org.Now()),
            "on-or-after" => PlatformFunction.Build("OnOrAfter", path, [Typed(First())], call.Org.Now()),
            "on-or-before" => PlatformFunction.Build("OnOrBefore", path, [Typed(First())], call.Org.Now()),
            "today" or "yesterday" => PlatformFunction.Build(how == "today" ? "Today" : "Yesterday", path, [], call.Org.Now()),
            "last-x-days" when PlatformFunction.LastDays(how, path, First(), call.Org.Now()) is { } last => last,
            "eq-userid" => new Condition.Compare(path, "eq", call.Session.User),
            "ne-userid" => new Condition.Compare(path, "ne", call.Session.User),
            _ => throw FetchQuery.Wrong($"The condition operator '{how}' is not known, or its values do not fit."),
        };
    }
}
