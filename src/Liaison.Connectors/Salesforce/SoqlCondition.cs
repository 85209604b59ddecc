namespace Liaison.Connectors.Salesforce;

/// <summary>A comparison of a field with values; the fields are held against the descriptions before anything is sent.</summary>
/// <param name="RecordType">Whose field it is, where a query stands inside; null for the query's own type.</param>
/// <param name="Path">The field; null for a function's result.</param>
/// <param name="IsFilter">False for a field that is only selected by an inner query.</param>
internal sealed record SoqlComparison(string? RecordType, string? Path, int At, string Operator, bool IsFilter = true);

/// <summary>A place where a fact goes in.</summary>
/// <param name="Part">The placeholder, or the text with placeholders in it.</param>
internal sealed record SoqlHole(SoqlToken Part, SoqlComparison Comparison);

/// <summary>
/// A condition in SOQL, read whole: operators, brackets, functions, inner queries. Placeholders stand only where a value may; whatever a fact holds, the shape that was read here stays.
/// </summary>
internal sealed class SoqlCondition
{
    private const int Deepest = 24;
    private static readonly string[] After = ["ORDER", "GROUP", "LIMIT", "OFFSET", "HAVING", "WITH", "FOR", "USING", "UPDATE", "ALL"];
    private static readonly string[] Operators = ["=", "!=", "<>", "<", ">", "<=", ">=", "LIKE", "IN", "NOT IN", "INCLUDES", "EXCLUDES"];
    private readonly List<SoqlToken> tokens;
    private readonly List<SoqlComparison> comparisons = [];
    private readonly List<SoqlHole> holes = [];
    private int at;

    private SoqlCondition(string text) => tokens = SoqlLexer.Read(text);

    public IReadOnlyList<SoqlComparison> Comparisons => comparisons;

    /// <summary>In the order in which they stand.</summary>
    public IReadOnlyList<SoqlHole> Holes => holes;

    /// <exception cref="SoqlException">It is no condition.</exception>
    public static SoqlCondition Read(string text)
    {
        var condition = new SoqlCondition(text);
        if (condition.Here.Is("WHERE"))
        {
            throw new SoqlException("Leave the word WHERE out: only what comes after it stands here.", condition.Here.At);
        }
        if (condition.Here.Kind == SoqlKind.End)
        {
            throw new SoqlException("There is no condition. One is always needed.", 0);
        }
        condition.Any(null, 0);
        return condition.Here.Kind == SoqlKind.End ? condition
            : throw new SoqlException(After.Contains(condition.Here.Text, StringComparer.OrdinalIgnoreCase) ? $"{condition.Here.Text.ToUpperInvariant()} does not belong to a condition."
                : $"AND or OR is expected before “{condition.Here.Text}”.", condition.Here.At);
    }

    private SoqlToken Here => tokens[at];

    private void Any(string? type, int depth)
    {
        if (depth > Deepest)
        {
            throw new SoqlException("There are too many brackets inside each other.", Here.At);
        }
        One(type, depth);
        while (Here.Is("AND") || Here.Is("OR"))
        {
            at++;
            One(type, depth);
        }
    }

    private void One(string? type, int depth)
    {
        if (Here.Is("NOT"))
        {
            at++;
            One(type, depth + 1);
        }
        else if (Here.Is("("))
        {
            at++;
            Any(type, depth + 1);
            Expect(")");
        }
        else
        {
            Comparison(type, depth);
        }
    }

    private void Comparison(string? type, int depth)
    {
        var field = Here;
        if (field.Kind == SoqlKind.Hole)
        {
            throw new SoqlException("A placeholder stands for a value, never for a field or an operator.", field.At);
        }
        if (field.Kind != SoqlKind.Word || After.Contains(field.Text, StringComparer.OrdinalIgnoreCase))
        {
            throw new SoqlException(field.Kind == SoqlKind.End ? "The condition ends where a field should follow." : $"A field is expected here, not “{field.Text}”.", field.At);
        }
        at++;
        var function = Here.Is("(");
        if (function)
        {
            Arguments(depth);
        }
        else if (!IsPath(field.Text))
        {
            throw new SoqlException($"“{field.Text}” is no field's name.", field.At);
        }
        var sign = Operator();
        var comparison = new SoqlComparison(type, function ? null : field.Text, field.At, sign);
        comparisons.Add(comparison);
        Values(comparison, depth);
    }

    private string Operator()
    {
        var sign = Here;
        if (sign.Kind == SoqlKind.Hole)
        {
            throw new SoqlException("A placeholder stands for a value, never for a field or an operator.", sign.At);
        }
        at++;
        if (sign.Is("NOT") && Here.Is("IN"))
        {
            at++;
            return "NOT IN";
        }
        return Operators.FirstOrDefault(one => sign.Is(one)) ?? throw new SoqlException(
            sign.Kind == SoqlKind.End ? "The condition ends where an operator should follow." : $"“{sign.Text}” is no operator. There are: {string.Join(", ", Operators)}.", sign.At);
    }

    private void Values(SoqlComparison comparison, int depth)
    {
        if (comparison.Operator is not ("IN" or "NOT IN" or "INCLUDES" or "EXCLUDES"))
        {
            Value(comparison);
            return;
        }
        Expect("(");
        if (Here.Is("SELECT"))
        {
            InnerQuery(depth);
        }
        else
        {
            Value(comparison);
            while (Here.Is(","))
            {
                at++;
                Value(comparison);
            }
        }
        Expect(")");
    }

    private void InnerQuery(int depth)
    {
        at++;
        var field = Here;
        var type = tokens.ElementAtOrDefault(at + 2);
        if (field.Kind != SoqlKind.Word || !IsPath(field.Text) || !tokens.ElementAtOrDefault(at + 1).Is("FROM") || type.Kind != SoqlKind.Word)
        {
            throw new SoqlException("An inner query reads one field: (SELECT field FROM type WHERE …).", field.At);
        }
        comparisons.Add(new SoqlComparison(type.Text, field.Text, field.At, "SELECT", IsFilter: false));
        at += 3;
        if (Here.Is("WHERE"))
        {
            at++;
            Any(type.Text, depth + 1);
        }
    }

    private void Value(SoqlComparison comparison)
    {
        var value = Here;
        at++;
        switch (value.Kind)
        {
            case SoqlKind.Hole:
            case SoqlKind.Text when value.Text.Contains("{{", StringComparison.Ordinal):
                if (comparison.Path is null)
                {
                    throw new SoqlException("A placeholder cannot be compared with a function: its kind of value is not known.", value.At);
                }
                holes.Add(new SoqlHole(value, comparison));
                break;
            case SoqlKind.Text or SoqlKind.Number or SoqlKind.Time:
                break;
            // TRUE, NULL, TODAY, LAST_N_DAYS:30, EUR100
            case SoqlKind.Word when !value.Text.Contains('.', StringComparison.Ordinal) && !Operators.Contains(value.Text, StringComparer.OrdinalIgnoreCase) && !value.Is("AND") && !value.Is("OR") && !value.Is("NOT"):
                break;
            default:
                throw new SoqlException(value.Kind == SoqlKind.End ? "The condition ends where a value should follow." : $"A value is expected here, not “{value.Text}”. Texts stand in single quotes.", value.At);
        }
    }

    private void Arguments(int depth)
    {
        var open = Here.At;
        at++;
        for (var level = 1; level > 0; at++)
        {
            if (Here.Kind is SoqlKind.End or SoqlKind.Hole || (Here.Kind == SoqlKind.Text && Here.Text.Contains("{{", StringComparison.Ordinal)) || level + depth > Deepest)
            {
                throw new SoqlException(Here.Kind == SoqlKind.End ? "This bracket is not closed." : "A placeholder cannot stand inside a function.", Here.Kind == SoqlKind.End ? open : Here.At);
            }
            level += Here.Is("(") ? 1 : Here.Is(")") ? -1 : 0;
        }
    }

    private void Expect(string sign)
    {
        if (!Here.Is(sign))
        {
            throw new SoqlException(Here.Kind == SoqlKind.End ? $"“{sign}” is missing at the end." : $"“{sign}” is expected here, not “{Here.Text}”.", Here.At);
        }
        at++;
    }

    private static bool IsPath(string text) => text.Split('.').All(part => part.Length > 0 && char.IsAsciiLetter(part[0]) && !part.Contains(':', StringComparison.Ordinal));
}
