using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Reads the records of the organisation while one query is answered.</summary>
/// <param name="All">The deleted ones too.</param>
public sealed record Reader(RestCall Call, bool All)
{
    public IEnumerable<Row> Rows(ObjectType type, Condition? where)
    {
        var table = Call.Org.Store[type];
        return (Shortcut.Candidates(table, where) ?? table.All()).Where(row => All || !table.IsDeleted(row));
    }

    public (Row Row, ObjectType Type)? Parent(string id) =>
        Call.Schema.OfId(id) is { } type && Call.Org.Store[type].Find(id) is { } row ? (row, type) : null;
}

/// <summary>Finds rows by an id or an indexed field when the condition pins one down.</summary>
public static class Shortcut
{
    /// <returns>Null when every row must be looked at.</returns>
    public static IEnumerable<Row>? Candidates(Table table, Condition? where) => where switch
    {
        Comparison { Path: { Steps.Count: 0, Field: { } field }, Operator: "=" or "IN", Aggregate: null } one when one.Operands.All(operand => operand.Value is string) => ByField(table, field, one),
        And and => and.Parts.Select(part => Candidates(table, part)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static IEnumerable<Row>? ByField(Table table, Field field, Comparison one) =>
        field.Type == FieldType.Id ? [.. one.Operands.Select(operand => (string)operand.Value!).Distinct().Select(table.Find).OfType<Row>().OrderBy(row => row.Id, StringComparer.Ordinal)]
        : table.HasIndex(field) ? [.. one.Operands.Select(operand => (string)operand.Value!).Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(value => table.With(field, value)).OrderBy(row => row.Id, StringComparer.Ordinal)]
        : null;
}
