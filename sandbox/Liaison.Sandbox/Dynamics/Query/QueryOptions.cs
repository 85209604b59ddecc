using System.Globalization;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Query;

/// <param name="Columns">Null is all of them.</param>
public sealed record QueryOptions(IReadOnlyList<Column>? Columns, Condition? Filter, IReadOnlyList<(ColumnPath Path, bool Descending)> Order, IReadOnlyList<Expansion> Expansions, int? Top, bool Count)
{
    private static readonly string[] Known = ["$select", "$filter", "$expand", "$orderby", "$top", "$count", "$skiptoken", "$apply", "fetchXml", "savedQuery", "userQuery", "$format"];

    public static QueryOptions Read(ApiCall call, TableType table, IReadOnlyDictionary<string, string> query)
    {
        foreach (var name in query.Keys.Where(name => name.StartsWith('$') && !Known.Contains(name)))
        {
            throw new ODataException(400, "0x80060888", $"The query parameter {name} is not supported");
        }

        if (query.ContainsKey("$apply"))
        {
            throw new ODataException(501, "0x80060888", "$apply is not served by this stand-in.");
        }

        return Read(call, table, name => query.GetValueOrDefault(name), query, nested: false);
    }

    /// <param name="query">Where parameter aliases stand.</param>
    public static QueryOptions Read(ApiCall call, TableType table, Func<string, string?> option, IReadOnlyDictionary<string, string> query, bool nested) => new(
        option("$select") is { Length: > 0 } select ? [.. select.Split(',').Select(name => Selected(table, name.Trim())).OfType<Column>()] : null,
        option("$filter") is { Length: > 0 } filter ? FilterParser.Parse(call.Schema, table, filter, query, call.Org.Now()) : null,
        option("$orderby") is { Length: > 0 } order ? [.. order.Split(',').Select(part => Ordered(call.Schema, table, part.Trim()))] : [],
        option("$expand") is { Length: > 0 } expand ? Expansion.Read(call, table, expand, query, nested) : [],
        option("$top") is { Length: > 0 } top ? int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ODataException.Query($"Invalid value '{top}' for $top query option found. The $top query option requires a non-negative integer value.") : null,
        option("$count") == "true");

    /// <summary>A navigation property may be selected, and adds nothing.</summary>
    private static Column? Selected(TableType table, string name) => table.Property(name) is { } column ? column
        : table.Navigation(name) is not null || table.Collection(name) is not null ? null : throw ODataException.NoProperty(name, table.EdmName);

    private static (ColumnPath Path, bool Descending) Ordered(Schema schema, TableType table, string part)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || (words.Length == 2 && words[1] is not ("asc" or "desc")))
        {
            throw ODataException.Query($"Syntax error in $orderby '{part}'.");
        }

        var (steps, type) = (new List<PathStep>(), table);
        var names = words[0].Split('/');
        foreach (var name in names.SkipLast(1))
        {
            var (column, navigation) = type.Navigation(name) ?? throw ODataException.NoProperty(name, type.EdmName);
            steps.Add(new PathStep(column, navigation.Target));
            type = schema[navigation.Target];
        }

        return (new ColumnPath(steps, type.Property(names[^1]) ?? throw ODataException.NoProperty(names[^1], type.EdmName)), words.Length == 2 && words[1] == "desc");
    }
}
