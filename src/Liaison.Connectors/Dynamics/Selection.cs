namespace Liaison.Connectors.Dynamics;

/// <summary>
/// What to read of records, as paths: a column; <c>column.name</c> for what people call a lookup's record or a choice; <c>navigation.column</c> for a column of the record that a lookup means.
/// </summary>
internal static class Selection
{
    /// <summary>The query options <c>$select</c> and <c>$expand</c>; paths that the table does not have are passed over.</summary>
    public static string Of(DescribedTable table, IEnumerable<string> paths)
    {
        var (columns, expanded) = (new List<string> { table.PrimaryId }, new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal));
        foreach (var path in paths)
        {
            if (path.Split('.') is [var navigation, var inner] && table.Lookup(navigation) is { } lookup && inner != "name" && IsName(inner) && lookup.Navigation.Target != "owner")
            {
                if (!expanded.TryGetValue(lookup.Navigation.Name, out var selected))
                {
                    expanded[lookup.Navigation.Name] = selected = new SortedSet<string>(StringComparer.Ordinal);
                }
                selected.Add(inner);
            }
            else if (Column(table, path) is { } column)
            {
                columns.Add(column.Property);
            }
        }
        var expand = expanded.Count == 0 ? "" : "&$expand=" + string.Join(',', expanded.Select(one => $"{one.Key}($select={string.Join(',', one.Value)})"));
        return $"$select={string.Join(',', columns.Distinct(StringComparer.Ordinal))}{expand}";
    }

    /// <summary>The table's own column that a path means.</summary>
    public static DescribedColumn? Column(DescribedTable table, string path) => path.Split('.') switch
    {
        [var name] => table[name],
        [var name, "name"] => table[name] ?? table.Lookup(name)?.Column,
        _ => null,
    };

    public static bool IsName(string text) => text.Length is > 0 and <= 128 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
