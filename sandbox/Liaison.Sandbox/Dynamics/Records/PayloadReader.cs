using System.Text.Json;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>Reads the body of a create or an update into a draft.</summary>
public sealed class PayloadReader(SaveScope scope)
{
    private const string Bind = "@odata.bind";

    public void Read(Draft draft, JsonElement body)
    {
        foreach (var property in body.EnumerateObject())
        {
            var at = property.Name.IndexOf('@', StringComparison.Ordinal);
            if (at == 0)
            {
                continue;
            }

            if (at < 0)
            {
                Plain(draft, property.Name, property.Value);
            }
            else if (property.Name.AsSpan(at).Equals(Bind, StringComparison.OrdinalIgnoreCase))
            {
                Bound(draft, property.Name[..at], property.Value);
            }
            else if (!body.TryGetProperty(property.Name[..at], out _))
            {
                throw Undeclared(property.Name[..at]);
            }
        }
    }

    private void Plain(Draft draft, string name, JsonElement given)
    {
        var table = draft.Table;
        if (table.Collection(name) is { } collection)
        {
            draft.Children.Add((collection, given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray()] : throw ODataException.Payload($"A null value was found for the property named '{name}'")));
        }
        else if (table.Navigation(name) is { } found && given.ValueKind == JsonValueKind.Object)
        {
            var parent = RecordDesk.Create(scope, scope.Schema[found.Navigation.Target], given);
            Set(draft, found.Column, new Reference(found.Navigation.Target, parent.Id));
        }
        else if (name.StartsWith('_') && table.Property(name) is not null)
        {
            throw ODataException.Payload("CRM do not support direct update of Entity Reference properties, Use Navigation properties instead");
        }
        else if (table.Property(name) is { } column)
        {
            var value = Value.Read(table, column, given);
            if (column.Type == ColumnType.PrimaryKey || column.ReadOnly)
            {
                return;
            }

            draft.Given.Add(column.Name);
            draft[column.Name] = value;
        }
        else
        {
            throw ODataException.Payload($"The property '{name}' does not exist on type '{table.EdmName}'. Make sure to only use property names that are defined by the type");
        }
    }

    private void Bound(Draft draft, string name, JsonElement given)
    {
        if (draft.Table.Navigation(name) is not { } found)
        {
            throw Undeclared(name);
        }

        if (given.ValueKind == JsonValueKind.Null)
        {
            Set(draft, found.Column, null);
            return;
        }

        if (given.ValueKind != JsonValueKind.String)
        {
            throw ODataException.Payload($"A value of the property '{name}{Bind}' must be a string");
        }

        var reference = References.Resolve(scope, given.GetString()!);
        if (!found.Column.Targets.Contains(reference.Table) || (found.Column.Type != ColumnType.Owner && found.Navigation.Target != reference.Table))
        {
            throw ODataException.Payload($"A value with type '{scope.Schema[reference.Table].EdmName}' was found for the navigation property '{name}', which expects '{scope.Schema[found.Navigation.Target].EdmName}'");
        }

        Set(draft, found.Column, reference);
    }

    private void Set(Draft draft, Column column, Reference? reference)
    {
        if (column.ReadOnly)
        {
            return;
        }

        if (reference is not null)
        {
            scope.Demand(scope.Schema[reference.Table], "append");
        }

        draft.Given.Add(column.Name);
        draft[column.Name] = reference;
    }

    private static ODataException Undeclared(string name) => ODataException.Payload(
        $"An undeclared property '{name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values");
}
