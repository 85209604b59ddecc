namespace Liaison.Core.Phones.Numbering;

/// <summary>The world's numbering plans: which calling codes there are, and whose number one is. Loaded when first asked, immutable, safe to share.</summary>
internal sealed class NumberingPlan
{
    private static readonly Lazy<NumberingPlan> Loaded = new(static () => new NumberingPlan());
    private readonly Dictionary<string, string[]> regions;
    private readonly Dictionary<string, RegionPlan> plans;
    private readonly Dictionary<string, RegionPlan> nonGeographic;

    private NumberingPlan() => (regions, plans, nonGeographic) = Metadata.Load();

    public static NumberingPlan World => Loaded.Value;

    public IReadOnlyCollection<string> Regions => plans.Keys;

    /// <summary>The plan of a region as people write its code; null when there is no such region.</summary>
    public RegionPlan? OfRegion(string? region) => region is null ? null : plans.GetValueOrDefault(region.Trim().ToUpperInvariant());

    /// <summary>The plan of the calling code's main region, or of the code itself when it belongs to none.</summary>
    public RegionPlan? OfCallingCode(string code) => regions.TryGetValue(code, out var those) ? plans.GetValueOrDefault(those[0]) ?? nonGeographic.GetValueOrDefault(code) : nonGeographic.GetValueOrDefault(code);

    public RegionPlan Of(PhoneNumber number) => OfRegion(number.Region) ?? OfCallingCode(number.CountryCallingCode)
        ?? throw new InvalidOperationException($"No numbering plan has the calling code +{number.CountryCallingCode}.");

    /// <summary>The calling code with which international digits (without a plus) begin; null when there is none.</summary>
    public RegionPlan? StartOf(string digits)
    {
        for (var length = 1; length <= 3 && length <= digits.Length; length++)
        {
            if (OfCallingCode(digits[..length]) is { } plan)
            {
                return plan;
            }
        }
        return null;
    }

    /// <summary>Which of the regions with this calling code the number belongs to; null when that cannot be told.</summary>
    public string? RegionOf(string callingCode, string national)
    {
        var those = regions.GetValueOrDefault(callingCode) ?? [];
        return those.Length switch
        {
            0 => null,
            1 => plans.ContainsKey(those[0]) ? those[0] : null,
            _ => Array.Find(those, region => Belongs(plans[region], national)),
        };
    }

    private static bool Belongs(RegionPlan plan, string national) =>
        plan.LeadingDigits is { } leading ? Patterns.AtStart(leading).IsMatch(national) : plan.Types is not null && plan.IsValid(national);
}
