using System.Collections.Frozen;

namespace Liaison.Sandbox.Dynamics.Metadata;

/// <summary>The tables as this environment has them now: the declared ones, changed by the settings.</summary>
public sealed class Schema
{
    private readonly FrozenDictionary<string, TableType> byName;
    private readonly FrozenDictionary<string, TableType> bySet;

    private Schema(IReadOnlyList<TableType> tables)
    {
        Tables = tables;
        byName = tables.ToFrozenDictionary(table => table.Name, StringComparer.Ordinal);
        bySet = tables.ToFrozenDictionary(table => table.Set, StringComparer.Ordinal);
    }

    public IReadOnlyList<TableType> Tables { get; }

    public TableType this[string name] => byName[name];

    public static Schema Build(DynamicsSettings settings) => new([.. DeclaredTables.All.Select(table => Changed(table, settings))]);

    public TableType? Find(string logicalName) => byName.GetValueOrDefault(logicalName);

    /// <summary>By entity set name, whose case matters.</summary>
    public TableType? OfSet(string set) => bySet.GetValueOrDefault(set);

    private static TableType Changed(TableType table, DynamicsSettings settings)
    {
        bool Named(string[] names, Column column) => names.Contains($"{table.Name}.{column.Name}", StringComparer.OrdinalIgnoreCase);
        var columns = table.Columns.Where(column => !Named(settings.RemovedColumns, column) && (settings.CustomColumns || !column.Custom))
            .Select(column => Named(settings.ReadOnlyColumns, column) ? column with { ReadOnly = true } : column)
            .Select(column => Named(settings.RequiredColumns, column) ? column with { Required = Requirement.Application } : column)
            .Select(column => settings.Lengths.TryGetValue($"{table.Name}.{column.Name}", out var length) ? column with { MaxLength = length } : column).ToList();
        return new TableType(table.Name, table.Set, table.SchemaName, table.Code, columns)
        {
            Label = table.Label,
            LabelPlural = table.LabelPlural,
            PrimaryId = table.PrimaryId,
            PrimaryName = table.PrimaryName,
            IsActivity = table.IsActivity,
            IsOwned = table.IsOwned,
            Collections = table.Collections,
            Keys = [.. table.Keys.Where(key => columns.Any(column => column.Name == key))],
        };
    }
}
