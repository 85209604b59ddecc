using System.Globalization;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>Reads a <c>$filter</c>: comparisons, three text functions, the platform's own functions, paths through lookups, any and all.</summary>
public sealed class FilterParser
{
    private const string Own = "Microsoft.Dynamics.CRM.";
    private readonly Schema schema;
    private readonly DateTimeOffset now;
    private readonly string text;
    private readonly IReadOnlyList<Token> tokens;
    private readonly Dictionary<string, TableType> variables = new(StringComparer.Ordinal);
    private TableType table;
    private int next;

    private FilterParser(Schema schema, TableType table, string text, IReadOnlyDictionary<string, string> query, DateTimeOffset now)
    {
        (this.schema, this.table, this.text, this.now) = (schema, table, text, now);
        tokens = FilterLexer.Cut(text, query);
    }

    public static Condition Parse(Schema schema, TableType table, string text, IReadOnlyDictionary<string, string> query, DateTimeOffset now)
    {
        var parser = new FilterParser(schema, table, text, query, now);
        var condition = parser.Or();
        return parser.Peek.Kind == TokenKind.End ? condition : throw parser.Wrong();
    }

    private Token Peek => tokens[next];

    private Condition Or()
    {
        List<Condition> parts = [And()];
        while (TakeWord("or"))
        {
            parts.Add(And());
        }

        return parts.Count == 1 ? parts[0] : new Condition.Any(parts);
    }

    private Condition And()
    {
        List<Condition> parts = [Unary()];
        while (TakeWord("and"))
        {
            parts.Add(Unary());
        }

        return parts.Count == 1 ? parts[0] : new Condition.All(parts);
    }

    private Condition Unary()
    {
        if (TakeWord("not"))
        {
            return new Condition.Not(Unary());
        }

        if (Take(TokenKind.Open))
        {
            var inner = Or();
            Expect(TokenKind.Close);
            return inner;
        }

        var word = Expect(TokenKind.Word).Text;
        return Peek.Kind == TokenKind.Open ? Call(word) : Comparison(word);
    }

    private Condition Call(string name)
    {
        Expect(TokenKind.Open);
        if (name.StartsWith(Own, StringComparison.Ordinal))
        {
            return Platform(name[Own.Length..]);
        }

        if (name.EndsWith("/any", StringComparison.Ordinal) || name.EndsWith("/all", StringComparison.Ordinal))
        {
            return Lambda(name);
        }

        if (name is not ("contains" or "startswith" or "endswith"))
        {
            throw ODataException.Query($"An unknown function with name '{name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.");
        }

        var path = Path(Expect(TokenKind.Word).Text);
        Expect(TokenKind.Comma);
        var value = Expect(TokenKind.Text).Text;
        Expect(TokenKind.Close);
        return !path.Column.IsText ? throw ODataException.Query($"No function signature for the function with name '{name}' matches the specified arguments.")
            : new Condition.Like(path, name switch { "contains" => $"%{value}%", "startswith" => value + "%", _ => "%" + value });
    }

    private Condition.Members Lambda(string name)
    {
        var (steps, last, type) = Walk(name[..^4]);
        var collection = type.Collection(last) ?? throw ODataException.NoProperty(last, type.EdmName);
        if (Take(TokenKind.Close))
        {
            return new Condition.Members(steps, collection, null, Every: false);
        }

        var variable = Expect(TokenKind.Word).Text;
        Expect(TokenKind.Colon);
        variables[variable] = schema[collection.Table];
        var outer = table;
        table = schema[collection.Table];
        var inner = Or();
        table = outer;
        Expect(TokenKind.Close);
        return new Condition.Members(steps, collection, inner, name.EndsWith("all", StringComparison.Ordinal));
    }

    private Condition Platform(string name)
    {
        var (path, values) = (default(ColumnPath), new List<string>());
        do
        {
            var parameter = Expect(TokenKind.Word).Text;
            if (parameter == "PropertyName")
            {
                path = Path(Expect(TokenKind.Text).Text);
            }
            else if (Take(TokenKind.OpenList))
            {
                while (!Take(TokenKind.CloseList))
                {
                    values.Add(Advance().Text);
                    Take(TokenKind.Comma);
                }
            }
            else
            {
                values.Add(Advance().Text);
            }
        }
        while (Take(TokenKind.Comma));
        Expect(TokenKind.Close);
        path = path ?? throw ODataException.Query($"The function '{name}' needs a PropertyName.");
        return values is [var days] && PlatformFunction.LastDays(name, path, days, now) is { } last ? last : PlatformFunction.Build(name, path, [.. values.Select(one => Typed(path.Column, one))], now);
    }

    private Condition Comparison(string word)
    {
        var path = Path(word);
        var at = Expect(TokenKind.Word);
        if (at.Text is not ("eq" or "ne" or "gt" or "ge" or "lt" or "le"))
        {
            throw Wrong(at);
        }

        var value = Advance();
        if (value.Kind == TokenKind.Text)
        {
            return path.Column.IsText ? new Condition.Compare(path, at.Text, value.Text) : throw Incompatible(path.Column, "Edm.String", at.Text);
        }

        if (value.Kind == TokenKind.Word && value.Text is not ("null" or "true" or "false") && (char.IsLetter(value.Text[0]) || value.Text[0] == '_') && !Guid.TryParseExact(value.Text, "D", out _))
        {
            return new Condition.Compare(path, at.Text, null, Path(value.Text));
        }

        return value.Text == "null" ? new Condition.Compare(path, at.Text, null)
            : path.Column.IsText ? throw Incompatible(path.Column, "Edm.Int32", at.Text) : new Condition.Compare(path, at.Text, Typed(path.Column, value.Text));
    }

    private ColumnPath Path(string word)
    {
        var (steps, last, type) = Walk(word);
        return new ColumnPath(steps, type.Property(last) ?? throw ODataException.NoProperty(last, type.EdmName));
    }

    private (List<PathStep> Steps, string Last, TableType Type) Walk(string word)
    {
        var parts = word.Split('/').ToList();
        var type = table;
        if (variables.TryGetValue(parts[0], out var known))
        {
            type = known;
            parts.RemoveAt(0);
        }

        var steps = new List<PathStep>();
        foreach (var part in parts.SkipLast(1))
        {
            var (column, navigation) = type.Navigation(part) ?? throw ODataException.NoProperty(part, type.EdmName);
            steps.Add(new PathStep(column, navigation.Target));
            type = schema[navigation.Target];
        }

        return (steps, parts.Count == 0 ? "" : parts[^1], type);
    }

    /// <summary>A literal as the column wants it.</summary>
    public static object Typed(Column column, string literal)
    {
        object? value = column.Type switch
        {
            ColumnType.Boolean when literal is "true" or "false" => literal == "true",
            ColumnType.Integer or ColumnType.BigInt or ColumnType.Picklist or ColumnType.State or ColumnType.Status when long.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            ColumnType.Decimal or ColumnType.Money when decimal.TryParse(literal, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
            ColumnType.Double when double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            ColumnType.DateTime => Value.Time(literal),
            ColumnType.Guid or ColumnType.PrimaryKey or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner when Guid.TryParseExact(literal, "D", out var id) => id,
            ColumnType.Text or ColumnType.Memo or ColumnType.EntityName => literal,
            _ => null,
        };
        return value ?? throw ODataException.Query($"A binary operator with incompatible types was detected. Found operand types '{Value.EdmType(column)}' and '{literal}' for operator kind 'Equal'.");
    }

    private static ODataException Incompatible(Column column, string other, string kind) =>
        ODataException.Query($"A binary operator with incompatible types was detected. Found operand types '{Value.EdmType(column)}' and '{other}' for operator kind '{(kind == "eq" ? "Equal" : kind)}'.");

    private Token Advance() => Peek.Kind == TokenKind.End ? throw Wrong() : tokens[next++];

    private bool Take(TokenKind kind)
    {
        if (Peek.Kind != kind)
        {
            return false;
        }

        next++;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (Peek.Kind != TokenKind.Word || Peek.Text != word)
        {
            return false;
        }

        next++;
        return true;
    }

    private Token Expect(TokenKind kind) => Peek.Kind == kind ? tokens[next++] : throw Wrong();

    private ODataException Wrong(Token? at = null) => ODataException.Query($"Syntax error at position {(at ?? Peek).At} in '{text}'.");
}
