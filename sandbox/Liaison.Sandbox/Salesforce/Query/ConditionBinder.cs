using Liaison.Sandbox.Salesforce.Describe;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Understands conditions: each operand must be written as its field's type demands.</summary>
public sealed class ConditionBinder(string query, PathBinder paths, DateTimeOffset now, Func<RawSelect, FieldPath, (Select, FieldPath)> among)
{
    private readonly OperandBinder operands = new(query, now);

    public Condition Bind(ObjectType type, string? alias, RawCondition raw) => raw switch
    {
        RawGroup { IsOr: true } group => new Or([.. group.Parts.Select(part => Bind(type, alias, part))]),
        RawGroup group => new And([.. group.Parts.Select(part => Bind(type, alias, part))]),
        RawNot not => new Not(Bind(type, alias, not.Inner)),
        RawComparison comparison => Bind(type, alias, comparison),
        _ => throw new InvalidOperationException("There is no other condition."),
    };

    private Condition Bind(ObjectType type, string? alias, RawComparison raw)
    {
        if (raw.Left is RawFunction function)
        {
            return Aggregate(type, alias, raw, function);
        }

        var path = paths.Bind(type, alias, raw.Left.Name);
        if (path.Field is { Filterable: false })
        {
            throw QueryError.At(query, raw.Left.Name.At, "INVALID_FIELD", $"field '{path.Text}' can not be filtered in a query call");
        }

        if (raw.Among is { } select)
        {
            var (inner, column) = among(select, path);
            return path.Field is { Type: FieldType.Id or FieldType.Reference } ? new Among(path, raw.Operator == "NOT IN", inner, column)
                : throw QueryError.At(query, raw.Left.Name.At, "MALFORMED_QUERY", $"The left operand field in the where expression with an inner query should be id or reference field, cannot use: '{path.Text}'");
        }

        Suits(raw, path);
        return new Comparison(path, raw.Operator, [.. raw.Operands.Select(operand => operands.Bind(path, raw.Operator, operand, raw.Left.Name.At))]);
    }

    private Comparison Aggregate(ObjectType type, string? alias, RawComparison raw, RawFunction function)
    {
        var name = function.Name.Text.ToUpperInvariant();
        var path = function.Argument is null ? null : paths.Bind(type, alias, function.Argument);
        if (name is "CALENDAR_YEAR" or "DAY_ONLY" || path is null && name != "COUNT")
        {
            throw QueryError.Unexpected(query, function.Name);
        }

        return new Comparison(path ?? new FieldPath("", [], "", Field: null), raw.Operator, [.. raw.Operands.Select(operand => operands.Number(operand))], new AggregateItem(name, path, Alias: null));
    }

    private void Suits(RawComparison raw, FieldPath path)
    {
        var type = path.Field?.Type ?? FieldType.String;
        var multi = type == FieldType.MultiPicklist;
        var wrong = raw.Operator switch
        {
            "LIKE" => !type.IsText() || type is FieldType.Id or FieldType.Reference || multi,
            "INCLUDES" or "EXCLUDES" => !multi,
            "<" or "<=" or ">" or ">=" => type is FieldType.Boolean or FieldType.Reference || multi,
            _ => false,
        };
        if (wrong)
        {
            throw QueryError.At(query, raw.Left.Name.At, "INVALID_QUERY_FILTER_OPERATOR", type is FieldType.Id or FieldType.Reference ? "invalid operator on id field" : $"invalid operator on {type.InMessages()} field");
        }
    }
}
