using System.Collections.Frozen;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>One version of a record. Values are string, bool, long, decimal, double, DateTimeOffset, Guid or <see cref="Reference"/>, by logical name; never written to.</summary>
public sealed record Row(string Table, Guid Id, long Version, IReadOnlyDictionary<string, object> Values)
{
    public object? this[string column] => Values.GetValueOrDefault(column);

    public string ETag => $"W/\"{Version}\"";
}

/// <summary>The value of a lookup.</summary>
public sealed record Reference(string Table, Guid Id);
