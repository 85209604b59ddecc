using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>A record while it is being saved: the values given, those it had, and what is wrong with them.</summary>
public sealed class Draft(ObjectType type, Row? before, SaveScope scope)
{
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    public ObjectType Type { get; } = type;

    public Row? Before { get; } = before;

    public SaveScope Scope { get; } = scope;

    public bool IsNew => Before is null;

    public string Id { get; init; } = before?.Id ?? "";

    /// <summary>Its own copy until saved.</summary>
    public object?[] Values { get; } = before is null ? new object?[type.Slots] : (object?[])before.Values.Clone();

    public List<Failure> Failures { get; } = [];

    /// <summary>What came with the record but stands elsewhere, as the bytes of a file.</summary>
    public byte[]? Content { get; set; }

    public object? this[Field field]
    {
        get => Values[field.Slot];
        set => Values[field.Slot] = value;
    }

    public void Give(Field field, object? value)
    {
        Values[field.Slot] = value;
        given.Add(field.Name);
    }

    public bool Gave(string field) => given.Contains(field);

    /// <summary>The value of a field, also of one that callers do not see.</summary>
    public object? Get(string field) => Slot(field) is { } slot ? Values[slot] : null;

    public string? Text(string field) => Get(field) as string;

    public void Set(string field, object? value)
    {
        if (Slot(field) is { } slot)
        {
            Values[slot] = value;
        }
    }

    /// <summary>Whether the field has another value than before.</summary>
    public bool Changed(string field) => Slot(field) is { } slot && !Equals(Values[slot], Before?.Values[slot]);

    public void Refuse(string code, string message, params string[] fields) => Failures.Add(new Failure(code, message, fields));

    public Row ToRow() => new(Type.Name, Id, Values);

    private int? Slot(string field) => Scope.Store[Type].Type.Field(field)?.Slot;
}

/// <summary>Under what a record is saved.</summary>
/// <param name="User">The id of the user who saves.</param>
public sealed record SaveScope(SalesforceStandIn Org, Schema Schema, Changes Changes, string User, DateTimeOffset Now, SaveOptions Options)
{
    public Store Store => Org.Store;

    public SalesforceSettings Settings => Org.Settings;
}

/// <summary>What headers of the request ask for.</summary>
/// <param name="AllowSave">Save although a duplicate rule warns.</param>
/// <param name="DuplicateDetails">The whole of a found record, not its id alone.</param>
/// <param name="AutoAssign">Assignment rules; they apply unless refused.</param>
public sealed record SaveOptions(bool AllowSave = false, bool DuplicateDetails = false, bool AutoAssign = true);
