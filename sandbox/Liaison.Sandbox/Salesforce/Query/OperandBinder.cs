using System.Globalization;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>Reads one operand as the value of its field: text in quotes, everything else without.</summary>
public sealed class OperandBinder(string query, DateTimeOffset now)
{
    public Operand Bind(FieldPath path, string name, RawOperand raw)
    {
        var type = path.Field?.Type ?? FieldType.String;
        var token = raw.Value;
        if (token.Is("null"))
        {
            return name is "=" or "!=" or "IN" or "NOT IN" ? new Operand(Value: null) : throw Wrong(path, type, token);
        }

        return type switch
        {
            FieldType.Id or FieldType.Reference => token.Kind == TokenKind.Text ? Id(path, token) : throw Wrong(path, FieldType.String, token),
            FieldType.Boolean => token.Is("true") || token.Is("false") ? new Operand(token.Is("true")) : throw Wrong(path, type, token),
            FieldType.Int => token.Kind == TokenKind.Number && long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new Operand((decimal)whole) : throw Wrong(path, type, token),
            FieldType.Double or FieldType.Currency or FieldType.Percent => token.Kind == TokenKind.Number ? Number(raw) : throw Wrong(path, type, token),
            FieldType.Date => Date(path, raw),
            FieldType.DateTime => Time(path, raw),
            _ => token.Kind == TokenKind.Text ? new Operand(token.Text, token.Pattern) : throw Wrong(path, FieldType.String, token),
        };
    }

    public Operand Number(RawOperand raw) => raw.Value.Kind == TokenKind.Number && decimal.TryParse(raw.Value.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        ? new Operand(number) : throw QueryError.Unexpected(query, raw.Value);

    private Operand Id(FieldPath path, Token token) => token.Text.Length == 0 ? new Operand("") : RecordId.Normal(token.Text) is { } id ? new Operand(id)
        : throw QueryError.At(query, token.At, "INVALID_QUERY_FILTER_OPERATOR", $"invalid ID field: {token.Text}");

    private Operand Date(FieldPath path, RawOperand raw)
    {
        if (raw.Value.Kind == TokenKind.Date)
        {
            return new Operand(RecordValue.ParseDate(raw.Value.Text) ?? throw Wrong(path, FieldType.Date, raw.Value));
        }

        return Span(path, raw, FieldType.Date) is var (from, until) ? new Operand(from, Until: until) : throw Wrong(path, FieldType.Date, raw.Value);
    }

    private Operand Time(FieldPath path, RawOperand raw)
    {
        if (raw.Value.Kind == TokenKind.DateTime)
        {
            return new Operand(RecordValue.ParseTime(raw.Value.Text.ToUpperInvariant()) ?? throw Wrong(path, FieldType.DateTime, raw.Value));
        }

        static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return Span(path, raw, FieldType.DateTime) is var (from, until) ? new Operand(Start(from), Until: Start(until)) : throw Wrong(path, FieldType.DateTime, raw.Value);
    }

    private (DateOnly From, DateOnly Until)? Span(FieldPath path, RawOperand raw, FieldType type) =>
        raw.Value.Kind != TokenKind.Word ? null
            : DateLiteral.Read(raw.Value.Text, raw.Count is null ? null : int.Parse(raw.Count.Text, CultureInfo.InvariantCulture), DateOnly.FromDateTime(now.UtcDateTime))
            ?? throw Wrong(path, type, raw.Value);

    private Rest.RefusalException Wrong(FieldPath path, FieldType type, Token token) => token.Kind == TokenKind.Word && !token.Is("true") && !token.Is("false") && !token.Is("null") && !DateLiteral.Known(token.Text)
        ? QueryError.At(query, token.At, "MALFORMED_QUERY", $"unexpected token: '{token.Text}'")
        : QueryError.At(query, token.At, "INVALID_FIELD", type.IsText()
            ? $"value of filter criterion for field '{path.Text}' must be of type string and should be enclosed in quotes"
            : $"value of filter criterion for field '{path.Text}' must be of type {type.InMessages()} and should not be enclosed in quotes");
}
