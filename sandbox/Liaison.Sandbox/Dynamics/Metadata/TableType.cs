using System.Collections.Frozen;

namespace Liaison.Sandbox.Dynamics.Metadata;

/// <summary>One table.</summary>
/// <param name="Name">Logical name, as <c>contact</c>.</param>
/// <param name="Set">Entity set name, as <c>contacts</c>.</param>
public sealed class TableType(string name, string set, string schemaName, int code, IReadOnlyList<Column> columns)
{
    private readonly FrozenDictionary<string, Column> byName = columns.ToFrozenDictionary(column => column.Name, StringComparer.Ordinal);
    private readonly FrozenDictionary<string, Column> byProperty = columns.Where(column => column.Type != ColumnType.PartyList).ToFrozenDictionary(column => column.Property, StringComparer.Ordinal);
    private readonly FrozenDictionary<string, (Column, Navigation)> navigations = columns.SelectMany(column => column.Navigations.SelectMany(nav => Names(nav).Select(known => (known, column, nav))))
        .DistinctBy(entry => entry.known).ToFrozenDictionary(entry => entry.known, entry => (entry.column, entry.nav), StringComparer.Ordinal);

    public string Name { get; } = name;
    public string Set { get; } = set;
    public string SchemaName { get; } = schemaName;
    public int Code { get; } = code;
    public IReadOnlyList<Column> Columns { get; } = columns;
    public required string Label { get; init; }
    public required string LabelPlural { get; init; }
    public required string PrimaryId { get; init; }
    public string? PrimaryName { get; init; }
    public bool IsActivity { get; init; }
    public bool IsOwned { get; init; }
    public IReadOnlyList<Collection> Collections { get; init; } = [];

    /// <summary>Alternate keys, each of one column.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    public string EdmName => "Microsoft.Dynamics.CRM." + Name;

    public Column? Column(string logicalName) => byName.GetValueOrDefault(logicalName);

    /// <summary>By the name in payloads and queries.</summary>
    public Column? Property(string property) => byProperty.GetValueOrDefault(property);

    public (Column Column, Navigation Navigation)? Navigation(string known) => navigations.TryGetValue(known, out var found) ? found : null;

    public Collection? Collection(string known) => Collections.FirstOrDefault(one => one.Name == known);

    private static IEnumerable<string> Names(Navigation navigation) => navigation.Short is { } shorter ? [navigation.Name, shorter] : [navigation.Name];
}
