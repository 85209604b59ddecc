using System.Text.Json;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>A record while it is being saved.</summary>
public sealed class Draft(TableType table, Row? before, Guid id)
{
    private readonly Dictionary<string, object> values = before is null ? new(StringComparer.Ordinal) : new(before.Values, StringComparer.Ordinal);

    public TableType Table { get; } = table;

    public Row? Before { get; } = before;

    public Guid Id { get; } = id;

    public bool IsNew => Before is null;

    /// <summary>Columns that the request names.</summary>
    public HashSet<string> Given { get; } = new(StringComparer.Ordinal);

    /// <summary>Records to make that refer to this one, by collection.</summary>
    public List<(Collection Collection, JsonElement[] Items)> Children { get; } = [];

    public object? this[string column]
    {
        get => values.GetValueOrDefault(column);
        set
        {
            if (value is null or "")
            {
                values.Remove(column);
            }
            else
            {
                values[column] = value;
            }
        }
    }

    public string? Text(string column) => this[column] as string;

    public bool Changed(string column) => !Equals(this[column], Before?[column]);

    public Row ToRow(long version) => new(Table.Name, Id, version, new Dictionary<string, object>(values, StringComparer.Ordinal));
}
