using Liaison.Core.Phones.Numbering;

namespace Liaison.Core.Phones;

/// <summary>A telephone number that its region's numbering plan has.</summary>
/// <param name="E164">With its plus, without the extension: <c>+442079460000</c>.</param>
/// <param name="CountryCallingCode">Without a plus: <c>44</c>.</param>
/// <param name="Region">ISO 3166 alpha-2; null when the calling code belongs to no region (+800), or to several and nothing tells which.</param>
/// <param name="NationalNumber">The national significant number, without the prefix for calls inside the country: <c>2079460000</c>.</param>
/// <param name="Extension">Digits; null when there is none.</param>
/// <param name="Raw">As it was written.</param>
/// <param name="Renumbered">When it was written as in an older numbering plan: the rule by which it was brought up to date.</param>
public sealed record PhoneNumber(string E164, string CountryCallingCode, string? Region, string NationalNumber, string? Extension, string Raw, NumberAlias? Renumbered = null)
{
    /// <summary>In groups, for people abroad: <c>+44 20 7946 0000</c>.</summary>
    public string ToInternational()
    {
        var plan = NumberingPlan.World.Of(this);
        var groups = plan.Formats.FirstOrDefault(f => f.Fits(NationalNumber))?.Internationally(NationalNumber) ?? NationalNumber;
        return $"+{CountryCallingCode} {groups}" + WrittenExtension(plan);
    }

    /// <summary>In groups, as people in the country write it: <c>020 7946 0000</c>.</summary>
    public string ToNational()
    {
        var plan = NumberingPlan.World.Of(this);
        return (plan.Formats.FirstOrDefault(f => f.Fits(NationalNumber))?.Nationally(NationalNumber) ?? NationalNumber) + WrittenExtension(plan);
    }

    /// <summary>As a URI (<see href="https://www.rfc-editor.org/rfc/rfc3966">RFC 3966</see>): <c>tel:+442079460000;ext=12</c>.</summary>
    public string ToUri() => $"tel:{E164}" + (Extension is null ? "" : $";ext={Extension}");

    private string WrittenExtension(RegionPlan plan) => Extension is null ? "" : plan.ExtensionPrefix + Extension;
}
