using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Writes a field into a record, parents nested; a parent that is not there is null as a whole.</summary>
public static class PathJson
{
    public static void Write(Reader reader, JsonObject json, ObjectType type, Row row, FieldPath path)
    {
        foreach (var (reference, _) in path.Steps)
        {
            var name = reference.RelationshipName!;
            if (row[reference] is not string id || reader.Parent(id) is not { } parent)
            {
                json[name] = null;
                return;
            }

            (row, type) = parent;
            if (json[name] is not JsonObject nested)
            {
                json[name] = nested = RecordJson.Start(reader.Call, type, row.Id);
            }

            json = nested;
        }

        json[path.Last] = path.Field is null && path.Last == "Type" ? type.Name
            : type.Field(path.Last) is { } field ? RecordJson.Value(reader.Call, type, row, field) : null;
    }
}
