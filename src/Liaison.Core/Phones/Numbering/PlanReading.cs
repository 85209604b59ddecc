namespace Liaison.Core.Phones.Numbering;

/// <summary>What the numbering plans make of a text, before anybody's habits of writing are taken into account.</summary>
internal abstract record PlanReading
{
    private PlanReading() { }

    /// <param name="Region">Null when the calling code has several regions and the number could be any's, or has none.</param>
    /// <param name="Valid">Whether the plan has such numbers; one of the right length that nobody can have is not valid.</param>
    public sealed record Number(RegionPlan Plan, string? Region, string National, string? Extension, bool Valid) : PlanReading
    {
        public string E164 => $"+{Plan.CallingCode}{National}";

        public bool IsPossible => Plan.LengthOf(National) == LengthVerdict.Possible;

        public PhoneNumber ToPhoneNumber(string raw) => new(E164, Plan.CallingCode, Region, National, Extension, raw);
    }

    public sealed record Nothing(NotANumberReason Reason) : PlanReading;

    /// <param name="text">A text with a number in it, its digits ASCII.</param>
    /// <param name="defaultRegion">Whose number it is when it names no country.</param>
    public static PlanReading Of(string text, string? defaultRegion)
    {
        if (WrittenNumber.In(text) is not { } written)
        {
            return new Nothing(text.Any(char.IsAsciiDigit) ? NotANumberReason.TooShort : NotANumberReason.NoDigits);
        }
        var (plan, rest, atHome) = InternationalNumber.Split(written.Digits, NumberingPlan.World.OfRegion(defaultRegion));
        if (plan is null)
        {
            return new Nothing(written.Digits[0] == '+' || rest.Length == 0 ? NotANumberReason.NotValid : NotANumberReason.CountryUnknown);
        }
        var national = rest.Length == 0 ? "" : NationalNumber.Of(rest, plan);
        if (national.Length is < 2 or > 17)
        {
            return new Nothing(national.Length < 2 ? NotANumberReason.TooShort : NotANumberReason.TooLong);
        }
        // One that could be any region's of its calling code stays with the region in which it would be dialled, or is judged by the main one.
        var region = NumberingPlan.World.RegionOf(plan.CallingCode, national) ?? (atHome ? plan.Region : null);
        var judge = NumberingPlan.World.OfRegion(region) ?? plan;
        return new Number(judge, region, national, written.Extension, judge.IsValid(national));
    }
}
