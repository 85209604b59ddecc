using Liaison.Sandbox.Salesforce.Describe;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>One version of a record. Values are text, bool, long, decimal, DateOnly or DateTimeOffset, each in its field's slot; they are never written to.</summary>
public sealed record Row(string Type, string Id, object?[] Values)
{
    public object? this[Field field] => Values[field.Slot];
}

/// <summary>Where a record stands, whichever version it is at. Null is a record whose making was rolled back.</summary>
public sealed class Place(Row? row)
{
    private Row? current = row;

    public Row? Current
    {
        get => Volatile.Read(ref current);
        set => Volatile.Write(ref current, value);
    }
}
