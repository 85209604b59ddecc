using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>Reads a value that a caller sent for a field, as strictly as the vendor's JSON reader.</summary>
public static partial class InputValue
{
    /// <returns>The value as rows hold it; blank text is none.</returns>
    /// <exception cref="RefusalException">The value is of another kind: the whole request is refused.</exception>
    public static object? Read(Field field, JsonElement json) => (field.Type, json.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (FieldType.Boolean, JsonValueKind.True) => true,
        (FieldType.Boolean, JsonValueKind.False) => false,
        (FieldType.Boolean, JsonValueKind.String) when bool.TryParse(json.GetString(), out var truth) => truth,
        (FieldType.Int, JsonValueKind.Number) when json.TryGetDecimal(out var number) && number == decimal.Truncate(number) => (long)number,
        (FieldType.Int, JsonValueKind.String) when long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        (FieldType.Double or FieldType.Currency or FieldType.Percent, JsonValueKind.Number) when json.TryGetDecimal(out var number) => number,
        (FieldType.Double or FieldType.Currency or FieldType.Percent, JsonValueKind.String) when decimal.TryParse(json.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        (FieldType.Date, JsonValueKind.String) => Date(json.GetString()!) ?? throw Unreadable(field, json),
        (FieldType.DateTime, JsonValueKind.String) => json.GetString() is "" ? null : RecordValue.ParseTime(json.GetString()!) ?? throw Unreadable(field, json),
        (var type, JsonValueKind.String) when type.IsText() => json.GetString()!.Trim() is { Length: > 0 } text ? text : null,
        _ => throw Unreadable(field, json),
    };

    /// <summary>Length, range, form and choice: what is wrong with a value of the right kind.</summary>
    public static void Check(Draft draft, Field field, object? value)
    {
        switch (value)
        {
            case string text when field.Length > 0 && text.Length > field.Length && field.Type is not (FieldType.Reference or FieldType.Id):
                draft.Refuse("STRING_TOO_LONG", $"{field.Label}: data value too large: {text} (max length={field.Length})", field.Name);
                break;
            case string text when field.Type == FieldType.Email && !Email().IsMatch(text):
                draft.Refuse("INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {text}", field.Name);
                break;
            case string text when field.RestrictedPicklist && field.Type == FieldType.Picklist && !field.Values.Contains(text, StringComparer.OrdinalIgnoreCase):
                draft.Refuse("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{field.Label}: bad value for restricted picklist field: {text}", field.Name);
                break;
            case long number when field.Digits > 0 && Math.Abs(number) >= (long)Math.Pow(10, Math.Min(field.Digits, 18)):
                draft.Refuse("NUMBER_OUTSIDE_VALID_RANGE", $"{field.Label}: value outside of valid range on numeric field: {number}", field.Name);
                break;
            case decimal number when field.Precision > 0 && Math.Abs(number) >= (decimal)Math.Pow(10, Math.Min(field.Precision - field.Scale, 28)):
                draft.Refuse("NUMBER_OUTSIDE_VALID_RANGE", $"{field.Label}: value outside of valid range on numeric field: {number}", field.Name);
                break;
        }
    }

    private static object? Date(string text) => text.Length == 0 ? null
        : RecordValue.ParseDate(text) ?? (RecordValue.ParseTime(text) is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null);

    private static RefusalException Unreadable(Field field, JsonElement json)
    {
        var token = json.ValueKind switch
        {
            JsonValueKind.String => "VALUE_STRING",
            JsonValueKind.Number => json.GetRawText().Contains('.', StringComparison.Ordinal) ? "VALUE_NUMBER_FLOAT" : "VALUE_NUMBER_INT",
            JsonValueKind.True => "VALUE_TRUE",
            JsonValueKind.False => "VALUE_FALSE",
            JsonValueKind.Object => "START_OBJECT",
            _ => "START_ARRAY",
        };
        var value = json.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? "" : $" value {json}";
        return new RefusalException(400, new Failure("JSON_PARSER_ERROR",
            $"Cannot deserialize instance of {field.Type.Name()} from {token}{value} or request may be missing a required field at [line:1, column:1]"));
    }

    [GeneratedRegex(@"^[^\s@<>,;:""()\[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$", RegexOptions.None, 1000)]
    private static partial Regex Email();
}
