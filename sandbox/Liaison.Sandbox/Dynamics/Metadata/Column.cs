namespace Liaison.Sandbox.Dynamics.Metadata;

public enum ColumnType
{
    PrimaryKey,
    Text,
    Memo,
    Integer,
    BigInt,
    Decimal,
    Double,
    Money,
    Boolean,
    DateTime,
    Guid,
    Picklist,
    State,
    Status,
    Lookup,
    Customer,
    Owner,
    PartyList,
    EntityName,
}

/// <summary>How badly a column is wanted. Only <see cref="System"/> is enforced by the server.</summary>
public enum Requirement
{
    None,
    Recommended,
    Application,
    System,
}

/// <param name="State">For an option of the status column: the state that it belongs to.</param>
public sealed record Option(int Value, string Label, int? State = null);

/// <summary>A single-valued navigation property: what a lookup is called when one table is meant.</summary>
/// <param name="Name">As <c>parentcustomerid_account</c>; case matters.</param>
/// <param name="Short">Also accepted, as <c>regardingobjectid_account</c>.</param>
public sealed record Navigation(string Name, string Target, string? Short = null);

/// <summary>One column.</summary>
/// <param name="Name">Logical name, lower case.</param>
public sealed record Column(string Name, string Label, ColumnType Type)
{
    public string SchemaName { get; init; } = "";
    public int MaxLength { get; init; }
    public string? Format { get; init; }
    public IReadOnlyList<Option> Options { get; init; } = [];
    public IReadOnlyList<string> Targets { get; init; } = [];
    public IReadOnlyList<Navigation> Navigations { get; init; } = [];
    public Requirement Required { get; init; }
    public bool ReadOnly { get; init; }
    public bool Custom { get; init; }

    public bool IsLookup => Type is ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner;

    public bool IsText => Type is ColumnType.Text or ColumnType.Memo or ColumnType.EntityName;

    public bool IsOption => Type is ColumnType.Picklist or ColumnType.State or ColumnType.Status;

    /// <summary>The name in payloads and queries: a lookup's value stands under <c>_name_value</c>.</summary>
    public string Property => IsLookup ? $"_{Name}_value" : Name;
}

/// <summary>A collection-valued navigation property: the records of a table that refer to this one.</summary>
public sealed record Collection(string Name, string Table, string Column);
