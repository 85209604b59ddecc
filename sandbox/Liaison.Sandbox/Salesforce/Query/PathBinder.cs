using Liaison.Sandbox.Salesforce.Describe;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Follows <c>Account.Owner.Name</c> from object to object.</summary>
public sealed class PathBinder(string query, Schema schema)
{
    private const int MostSteps = 5;

    /// <summary>What can be asked of a parent whose kind is not known beforehand.</summary>
    private static readonly string[] OfAnyName = ["Id", "Name", "Type", "FirstName", "LastName", "Email", "Phone", "Title", "Username", "Alias", "IsActive", "UserRoleId", "ProfileId"];

    public FieldPath Bind(ObjectType type, string? alias, Token name)
    {
        var parts = name.Text.Split('.');
        if (parts.Length > 1 && (string.Equals(parts[0], alias, StringComparison.OrdinalIgnoreCase) || (string.Equals(parts[0], type.Name, StringComparison.OrdinalIgnoreCase) && type.Relationship(parts[0]) is null)))
        {
            parts = parts[1..];
        }

        var steps = new List<(Field, ObjectType?)>();
        ObjectType? current = type;
        foreach (var part in parts[..^1])
        {
            if (current?.Relationship(part) is not { } reference || steps.Count == MostSteps)
            {
                throw QueryError.At(query, name.At, "INVALID_FIELD",
                    $"Didn't understand relationship '{part}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.");
            }

            current = reference.Polymorphic ? null : schema.Find(reference.ReferenceTo[0]);
            steps.Add((reference, current));
        }

        var last = parts[^1];
        if (current is null && steps.Count > 0 && OfAnyName.FirstOrDefault(known => string.Equals(known, last, StringComparison.OrdinalIgnoreCase)) is { } common)
        {
            return new FieldPath(string.Join('.', parts), steps, common, Field: null);
        }

        var field = current?.Field(last) ?? throw QueryError.At(query, name.At, "INVALID_FIELD",
            $"No such column '{last}' on entity '{current?.Name ?? "Name"}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.");
        return new FieldPath(Canonical(steps, field), steps, field.Name, field);
    }

    private static string Canonical(List<(Field Reference, ObjectType?)> steps, Field field) => string.Join('.', [.. steps.Select(step => step.Reference.RelationshipName!), field.Name]);
}
