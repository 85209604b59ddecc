namespace Liaison.Connectors.Dynamics;

/// <summary>
/// What to read of records, as paths: a column; <c>column.name</c> for what people call a lookup's record or a choice; <c>navigation.column</c> for a column of the record that a lookup means.
/// </summary>
internal static class Selection
{
    /// <summary>The query options <c>$select</c> and <c>$expand</c>; paths that the table does not have are passed over, and those that lead further than one lookup.</summary>
    public static string Of(DescribedTable table, IEnumerable<string> paths)
    {
        var tree = new Branch();
        tree.Columns.Add(table.PrimaryId);
        foreach (var path in paths)
        {
            if (path.Split('.') is [var navigation, var inner] && inner != "name" && IsName(inner) && table.Lookup(navigation) is { Navigation: { Target: not "owner" } found })
            {
                tree.Into(found.Name).Columns.Add(inner);
            }
            else if (Column(table, path) is { } column)
            {
                tree.Columns.Add(column.Property);
            }
        }
        return tree.Options('&');
    }

    /// <summary>The same for paths that were followed already, however far they lead.</summary>
    public static string Of(DescribedTable table, IEnumerable<PathEnd> ends)
    {
        var tree = new Branch();
        tree.Columns.UnionWith([table.PrimaryId, table.PrimaryName]);
        if (table["modifiedon"] is not null)
        {
            tree.Columns.Add("modifiedon");
        }
        foreach (var end in ends)
        {
            end.Steps.Aggregate(tree, (at, step) => at.Into(step.Navigation.Name)).Columns.Add(end.Column.Property);
        }
        return tree.Options('&');
    }

    /// <summary>The table's own column that a path means.</summary>
    public static DescribedColumn? Column(DescribedTable table, string path) => path.Split('.') switch
    {
        [var name] => table[name],
        [var name, "name"] => table[name] ?? table.Lookup(name)?.Column,
        _ => null,
    };

    public static bool IsName(string text) => text.Length is > 0 and <= 128 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private sealed class Branch
    {
        private readonly SortedDictionary<string, Branch> inner = new(StringComparer.Ordinal);

        public HashSet<string> Columns { get; } = new(StringComparer.Ordinal);

        public Branch Into(string navigation) => inner.TryGetValue(navigation, out var branch) ? branch : inner[navigation] = new Branch();

        public string Options(char between) => string.Join(between, Parts());

        private IEnumerable<string> Parts()
        {
            if (Columns.Count > 0)
            {
                yield return "$select=" + string.Join(',', Columns);
            }
            if (inner.Count > 0)
            {
                yield return "$expand=" + string.Join(',', inner.Select(one => $"{one.Key}({one.Value.Options(';')})"));
            }
        }
    }
}
