using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Core.Mapping;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Custom attributes are typed by the last word of their names (https://developer.kustomer.com/docs/concepts/custom-attributes): what does not fit the word is refused, and with it all that was written along. So values
/// are made to fit here, and what cannot be is left out and told.
/// </summary>
internal static class CustomAttribute
{
    public const string Prefix = "custom.";

    /// <summary>The vendor's bound for texts.</summary>
    public const int Longest = 1024;

    private static readonly string[] Suffixes = ["Str", "Txt", "Num", "At", "Bool", "Url", "Id", "Tree"];

    /// <summary>The word that says the type; null when there is none, and then Kustomer refuses it.</summary>
    public static string? SuffixOf(string name) => Suffixes.FirstOrDefault(suffix => name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>As editors know it.</summary>
    public static string TypeOf(string suffix) => suffix switch { "Txt" => "longText", "Num" => "number", "At" => "dateTime", "Bool" => "boolean", "Url" => "url", "Id" => "record", _ => "text" };

    public static int? LengthOf(string suffix) => suffix is "Str" or "Txt" ? Longest : null;

    public static FieldKind KindOf(string suffix) => suffix switch { "Num" => FieldKind.Number, "At" => FieldKind.Time, "Bool" => FieldKind.Boolean, _ => FieldKind.Text };
}

/// <summary>A value on its way into JSON.</summary>
/// <param name="Fits">False when it is left out; the remark says why.</param>
internal sealed record Fitted(JsonNode? Json, bool Fits, string? Remark = null)
{
    private const int Shown = 40;

    /// <summary>Divided by this, a decimal loses the noughts at its end.</summary>
    private const decimal WithoutZeros = 1.0000000000000000000000000000m;

    /// <param name="label">How remarks call the field.</param>
    /// <param name="value">Not empty.</param>
    public static Fitted Of(FieldKind kind, int? length, string label, string value)
    {
        var text = value.Trim();
        switch (kind)
        {
            case FieldKind.Number when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return new Fitted(JsonValue.Create(number / WithoutZeros), Fits: true);
            case FieldKind.Number:
                return Not(label, value, "no number");
            case FieldKind.Boolean:
                return text.ToLowerInvariant() switch { "true" or "yes" or "1" => new Fitted(true, Fits: true), "false" or "no" or "0" => new Fitted(false, Fits: true), _ => Not(label, value, "neither true nor false") };
            case FieldKind.Time when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time):
                return new Fitted(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Fits: true);
            case FieldKind.Time:
                return Not(label, value, "no date and time");
            default:
                return length is { } most && value.Length > most
                    ? new Fitted(Renderer.CutTo(value, most), Fits: true, $"{label} takes {most:N0} characters and was cut from {value.Length:N0}.")
                    : new Fitted(value, Fits: true);
        }
    }

    private static Fitted Not(string label, string value, string why) => new(null, Fits: false, $"{label} was left out: “{(value.Length <= Shown ? value : Renderer.CutTo(value, Shown) + "…")}” is {why}.");
}
