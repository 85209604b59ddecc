using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Core.Mapping;

namespace Liaison.Connectors.Dynamics;

/// <summary>One value as its column wants it on the wire.</summary>
/// <param name="Json">What is sent; null clears the column.</param>
/// <param name="Fits">False when the column cannot take the value at all.</param>
/// <param name="Note">What was done to it or why it was left out, in words.</param>
internal sealed record ColumnValue(JsonNode? Json, bool Fits = true, string? Note = null);

/// <summary>Turns texts into what a column's type takes. A value that the column would refuse is left out and told, so that one wrong word does not lose the whole record.</summary>
internal static class ColumnJson
{
    public static ColumnValue Of(DescribedColumn column, string text) => text.Length == 0 ? new ColumnValue(null) : column.Type switch
    {
        "Boolean" => Truth(text) is { } truth ? new ColumnValue(truth) : Wrong(column, text, "is neither yes nor no"),
        "Integer" or "BigInt" => Decimal(text) is { } whole && whole is > long.MinValue and < long.MaxValue ? new ColumnValue((long)Math.Ceiling(whole)) : Wrong(column, text, "is no number"),
        "Decimal" or "Double" or "Money" => Decimal(text) is { } number ? new ColumnValue(number) : Wrong(column, text, "is no number"),
        "DateTime" => RecordReader.Time(text) is { } time ? new ColumnValue(ODataText.Time(time)) : Wrong(column, text, "is no time"),
        "Picklist" or "State" or "Status" => OptionOf(column, text) is { } option ? new ColumnValue(option.Value) : Wrong(column, text, "is none of the choices"),
        "Uniqueidentifier" => Guid.TryParse(text, out var id) ? new ColumnValue(id.ToString("D")) : Wrong(column, text, "is no id"),
        _ => Cut(column, text),
    };

    /// <summary>People know choices by their label, and write them in any case.</summary>
    public static Option? OptionOf(DescribedColumn column, string text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? column.Options.FirstOrDefault(option => option.Value == number)
            : column.Options.FirstOrDefault(option => option.Label.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));

    internal static bool? Truth(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "1" or "on" or "y" => true,
        "false" or "no" or "0" or "off" or "n" => false,
        _ => null,
    };

    internal static decimal? Decimal(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static string Short(string text) => text.Length <= 60 ? text : Renderer.CutTo(text, 60) + "…";

    private static ColumnValue Cut(DescribedColumn column, string text) => column.Length is { } most && text.Length > most
        ? new ColumnValue(Renderer.CutTo(text, most), Note: $"{column.Label} was cut from {text.Length:N0} to {most:N0} characters.") : new ColumnValue(text);

    private static ColumnValue Wrong(DescribedColumn column, string text, string why) => new(null, Fits: false, $"{column.Label} was left out: “{Short(text)}” {why}.");
}
