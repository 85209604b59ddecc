using System.Globalization;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Reads one operand as the value of its field: text in quotes, everything else without.</summary>
public sealed class OperandBinder(string query, DateTimeOffset now)
{
    /// <param name="at">Where the field stands: a wrong type is told there.</param>
    public Operand Bind(FieldPath path, string name, RawOperand raw, int at)
    {
        var type = path.Field?.Type ?? FieldType.String;
        var token = raw.Value;
        if (token.Is("null"))
        {
            return name is "=" or "!=" or "IN" or "NOT IN" ? new Operand(Value: null) : throw Wrong(path, type, token, at);
        }

        return type switch
        {
            FieldType.Id or FieldType.Reference => token.Kind == TokenKind.Text ? Id(path, token) : throw Wrong(path, FieldType.String, token, at),
            FieldType.Boolean => token.Is("true") || token.Is("false") ? new Operand(token.Is("true")) : throw Wrong(path, type, token, at),
            FieldType.Int => token.Kind == TokenKind.Number && long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new Operand((decimal)whole) : throw Wrong(path, type, token, at),
            FieldType.Double or FieldType.Currency or FieldType.Percent => token.Kind == TokenKind.Number ? Number(raw) : throw Wrong(path, type, token, at),
            FieldType.Date => Date(path, raw, at),
            FieldType.DateTime => Time(path, raw, at),
            _ => token.Kind == TokenKind.Text ? new Operand(token.Text, token.Pattern) : throw Wrong(path, FieldType.String, token, at),
        };
    }

    public Operand Number(RawOperand raw) => raw.Value.Kind == TokenKind.Number && decimal.TryParse(raw.Value.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        ? new Operand(number) : throw QueryError.Unexpected(query, raw.Value);

    private Operand Id(FieldPath path, Token token) => token.Text.Length == 0 ? new Operand("") : RecordId.Normal(token.Text) is { } id ? new Operand(id)
        : throw QueryError.At(query, token.At, "INVALID_QUERY_FILTER_OPERATOR", $"invalid ID field: {token.Text}");

    private Operand Date(FieldPath path, RawOperand raw, int at)
    {
        if (raw.Value.Kind == TokenKind.Date)
        {
            return new Operand(RecordValue.ParseDate(raw.Value.Text) ?? throw Wrong(path, FieldType.Date, raw.Value, at));
        }

        return Span(path, raw, FieldType.Date, at) is var (from, until) ? new Operand(from, Until: until) : throw Wrong(path, FieldType.Date, raw.Value, at);
    }

    private Operand Time(FieldPath path, RawOperand raw, int at)
    {
        if (raw.Value.Kind == TokenKind.DateTime)
        {
            return new Operand(RecordValue.ParseTime(raw.Value.Text.ToUpperInvariant()) ?? throw Wrong(path, FieldType.DateTime, raw.Value, at));
        }

        static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return Span(path, raw, FieldType.DateTime, at) is var (from, until) ? new Operand(Start(from), Until: Start(until)) : throw Wrong(path, FieldType.DateTime, raw.Value, at);
    }

    private (DateOnly From, DateOnly Until)? Span(FieldPath path, RawOperand raw, FieldType type, int at) =>
        raw.Value.Kind != TokenKind.Word ? null
            : DateLiteral.Read(raw.Value.Text, raw.Count is null ? null : int.Parse(raw.Count.Text, CultureInfo.InvariantCulture), DateOnly.FromDateTime(now.UtcDateTime))
            ?? throw Wrong(path, type, raw.Value, at);

    private Rest.RefusalException Wrong(FieldPath path, FieldType type, Token token, int at) => token.Kind == TokenKind.Word && !token.Is("true") && !token.Is("false") && !token.Is("null") && !DateLiteral.Known(token.Text)
        ? QueryError.At(query, token.At, "MALFORMED_QUERY", $"unexpected token: '{token.Text}'")
        : QueryError.At(query, at, "INVALID_FIELD", type.IsText()
            ? $"value of filter criterion for field '{path.Text}' must be of type string and should be enclosed in quotes"
            : $"value of filter criterion for field '{path.Text}' must be of type {type.InMessages()} and should not be enclosed in quotes");
}
