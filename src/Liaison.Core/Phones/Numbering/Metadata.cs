using System.Reflection;
using System.Text.Json;

namespace Liaison.Core.Phones.Numbering;

/// <summary>Reads the numbering metadata, which lies in the assembly. Its licence and its shape's source are in <c>Metadata/NOTICE.md</c>.</summary>
internal static class Metadata
{
    private const string Resource = "Liaison.Core.Phones.metadata.max.json";
    private const string UsualExtensionPrefix = " ext. ";

    // Places in a region's array (https://gitlab.com/catamphetamine/libphonenumber-js/-/blob/master/METADATA.md).
    private const int InternationalPrefix = 1, Pattern = 2, Lengths = 3, Formats = 4, NationalPrefix = 5, PrefixRule = 6, PrefixForParsing = 7, PrefixTransform = 8, LeadingDigits = 10, Types = 11, Extension = 13;

    /// <returns>The regions of each calling code, the main one first; every region's plan; and the plans of calling codes without a region.</returns>
    public static (Dictionary<string, string[]> Regions, Dictionary<string, RegionPlan> Plans, Dictionary<string, RegionPlan> NonGeographic) Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The assembly holds no {Resource}.");
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var regions = root.GetProperty("country_calling_codes").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.EnumerateArray().Select(r => r.GetString()!).ToArray(), StringComparer.Ordinal);
        var countries = root.GetProperty("countries");
        var plans = countries.EnumerateObject().ToDictionary(c => c.Name, c => Plan(c.Name, c.Value, countries.GetProperty(regions[c.Value[0].GetString()!][0])), StringComparer.Ordinal);
        var nowhere = root.GetProperty("nonGeographic").EnumerateObject().ToDictionary(c => c.Name, c => Plan(null, c.Value, c.Value), StringComparer.Ordinal);
        return (regions, plans, nowhere);
    }

    // A region without formats of its own writes its numbers as the main region of its calling code does.
    private static RegionPlan Plan(string? region, JsonElement own, JsonElement main)
    {
        var rule = Text(own, PrefixRule) ?? Text(main, PrefixRule);
        var formats = At(own, Formats) is { ValueKind: JsonValueKind.Array } mine ? mine : At(main, Formats);
        return new RegionPlan
        {
            Region = region,
            CallingCode = own[0].GetString()!,
            InternationalPrefix = Text(own, InternationalPrefix),
            NationalPattern = Text(own, Pattern)!,
            Lengths = Numbers(At(own, Lengths)) ?? [],
            Formats = formats is { ValueKind: JsonValueKind.Array } all ? [.. all.EnumerateArray().Select(f => Format(f, rule))] : [],
            NationalPrefix = Text(own, NationalPrefix),
            PrefixForParsing = Text(own, PrefixForParsing) ?? Text(own, NationalPrefix),
            PrefixTransform = Text(own, PrefixTransform),
            LeadingDigits = Text(own, LeadingDigits),
            Types = At(own, Types) is { ValueKind: JsonValueKind.Array } types && types.GetArrayLength() > 0
                ? [.. types.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.Array && Text(t, 0) is not null).Select(t => new NumberType(Text(t, 0)!, Numbers(At(t, 1))))]
                : null,
            ExtensionPrefix = Text(own, Extension) ?? UsualExtensionPrefix,
        };
    }

    private static NumberFormat Format(JsonElement format, string? rule)
    {
        var groups = Text(format, 1)!;
        var leading = At(format, 2) is { ValueKind: JsonValueKind.Array } patterns && patterns.GetArrayLength() > 0 ? patterns[patterns.GetArrayLength() - 1].GetString() : null;
        return new NumberFormat(Text(format, 0)!, groups, leading, Text(format, 3) ?? rule, Text(format, 5) ?? groups);
    }

    private static JsonElement? At(JsonElement array, int place) => place < array.GetArrayLength() ? array[place] : null;

    // Where there is nothing, the metadata has a 0 or an empty text.
    private static string? Text(JsonElement array, int place) => At(array, place) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;

    private static int[]? Numbers(JsonElement? array) => array is { ValueKind: JsonValueKind.Array } numbers ? [.. numbers.EnumerateArray().Select(n => n.GetInt32())] : null;
}
