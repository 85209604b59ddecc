using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Core.Mapping;

namespace Liaison.Connectors.Salesforce;

/// <summary>One value as its field wants it on the wire.</summary>
/// <param name="Json">What is sent; null clears the field.</param>
/// <param name="Fits">False when the field cannot take the value at all.</param>
/// <param name="Note">What was done to it or why it was left out, in words.</param>
internal sealed record FieldValue(JsonNode? Json, bool Fits = true, string? Note = null);

/// <summary>Turns texts into what a field's type takes. A value that the field would refuse is left out and told, so that one wrong word does not lose the whole record.</summary>
internal static partial class FieldJson
{
    public static FieldValue Of(DescribedField field, string text, TimeZoneInfo zone) => text.Length == 0 ? new FieldValue(null) : field.Type switch
    {
        "boolean" => Truth(text) is { } truth ? new FieldValue(truth) : Wrong(field, text, "is neither yes nor no"),
        "int" => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new FieldValue(whole)
            : Decimal(text) is { } about ? new FieldValue((long)Math.Round(about, MidpointRounding.AwayFromZero)) : Wrong(field, text, "is no number"),
        "double" or "currency" or "percent" => Decimal(text) is { } number ? new FieldValue(number) : Wrong(field, text, "is no number"),
        "date" => SalesforceTimes.Day(text, zone) is { } day ? new FieldValue(day) : Wrong(field, text, "is no date"),
        "datetime" => SalesforceTimes.Read(text) is { } time ? new FieldValue(SalesforceTimes.Write(time)) : Wrong(field, text, "is no time"),
        "reference" or "id" => SalesforceId.Long(text) is { } id ? new FieldValue(id) : Wrong(field, text, "is no record's id"),
        "picklist" or "combobox" => Picked(field, text),
        "multipicklist" => PickedMany(field, text),
        "email" => Email().IsMatch(text.Trim()) ? new FieldValue(text.Trim()) : Wrong(field, text, "is no e-mail address"),
        _ => Cut(field, text),
    };

    private static FieldValue Picked(DescribedField field, string text) =>
        field.Values.FirstOrDefault(value => value.Value == text && value.Active) is not null ? new FieldValue(text)
        : ByName(field, text) is { } value ? new FieldValue(value.Value)
        : field.Restricted ? Wrong(field, text, "is not one of the values that the field takes")
        : Cut(field, text);

    private static FieldValue PickedMany(DescribedField field, string text)
    {
        var asked = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var taken = asked.Select(one => ByName(field, one)?.Value ?? (field.Restricted ? null : one)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return taken.Count == 0 ? Wrong(field, text, "holds none of the values that the field takes")
            : new FieldValue(string.Join(';', taken), Note: taken.Count < asked.Length ? $"{field.Label}: some of “{Short(text)}” are not among the values that the field takes." : null);
    }

    /// <summary>People know values by their label, and write them in any case.</summary>
    private static PickValue? ByName(DescribedField field, string text) =>
        field.Values.FirstOrDefault(value => value.Active && value.Value.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? field.Values.FirstOrDefault(value => value.Active && value.Label.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static FieldValue Cut(DescribedField field, string text) => field.Length is { } most && text.Length > most
        ? new FieldValue(Renderer.CutTo(text, most), Note: $"{field.Label} was cut from {text.Length:N0} to {most:N0} characters.") : new FieldValue(text);

    private static FieldValue Wrong(DescribedField field, string text, string why) => new(null, Fits: false, $"{field.Label} was left out: “{Short(text)}” {why}.");

    private static string Short(string text) => text.Length <= 60 ? text : Renderer.CutTo(text, 60) + "…";

    internal static bool? Truth(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "1" or "on" or "y" => true,
        "false" or "no" or "0" or "off" or "n" => false,
        _ => null,
    };

    internal static decimal? Decimal(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^[^@\s,;<>()\[\]\\""]{1,64}@[^@\s,;<>()\[\]\\"".]+(\.[^@\s,;<>()\[\]\\"".]+)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Email();
}
