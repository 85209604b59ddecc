using System.Collections.Frozen;

namespace Liaison.Connectors.Dynamics;

/// <summary>What Dynamics says of one table to the user we work as.</summary>
/// <param name="Name">Logical name, as <c>contact</c>.</param>
/// <param name="Set">Entity set name, as <c>contacts</c>; never guessed.</param>
internal sealed record DescribedTable(string Name, string Set, string Label, string PrimaryId, string PrimaryName, bool IsActivity, IReadOnlyList<DescribedColumn> InOrder)
{
    public FrozenDictionary<string, DescribedColumn> Columns { get; } = InOrder.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);

    public DescribedColumn? this[string name] => Columns.GetValueOrDefault(name);

    /// <summary>The lookup that is called by a name, and the table that is meant then. Letter case counts over there, and is mended here.</summary>
    public (DescribedColumn Column, Navigation Navigation)? Lookup(string navigation)
    {
        foreach (var column in InOrder)
        {
            if (column.Navigations.FirstOrDefault(one => one.Name.Equals(navigation, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return (column, found);
            }
        }
        return null;
    }
}

/// <param name="Type">Dynamics' own word: String, Memo, Picklist, Lookup, …</param>
/// <param name="Length">Characters; null where length means nothing.</param>
/// <param name="Format">Phone, Email, Url, …</param>
internal sealed record DescribedColumn(
    string Name, string Label, string Type, int? Length, string? Format, bool Creatable, bool Updatable, bool Required, bool Custom, IReadOnlyList<Option> Options, IReadOnlyList<Navigation> Navigations)
{
    public bool IsLookup => Type is "Lookup" or "Customer" or "Owner";

    public bool IsText => Type is "String" or "Memo";

    public bool IsOption => Type is "Picklist" or "State" or "Status";

    /// <summary>The name in queries and answers.</summary>
    public string Property => IsLookup ? $"_{Name}_value" : Name;
}

/// <param name="Name">As <c>parentcustomerid_account</c>.</param>
/// <param name="Target">The table's logical name; <c>owner</c> for a user or a team.</param>
internal sealed record Navigation(string Name, string Target);

/// <param name="State">For a status: the state that it belongs to.</param>
internal sealed record Option(int Value, string Label, int? State = null);
