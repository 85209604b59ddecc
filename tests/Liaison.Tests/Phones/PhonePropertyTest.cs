using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Phones;
using Xunit;

namespace Liaison.Tests.Phones;

public sealed class PhonePropertyTest
{
    private static readonly string?[] Regions = [null, "GB", "US", "IT", "BR", "AR", "RU", "JP", "ZZ", ""];

    /// <summary>Texts that look like numbers more often than chance would have it: what people type, cut, joined and littered.</summary>
    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
        Gen.Elements([.. "0123456789+*#()-./ ;,x@:%=٣４\u200E\u00A0", .. "tel:sip:ext=(0)+44anonymous"]).ArrayOf().Select(c => new string(c)),
        Gen.Choose(0, Answers.All.Count - 1).Zip(Gen.Choose(0, 20)).Zip(ArbMap.Default.GeneratorFor<char>(), (at, c) => Littered(Answers.All[at.Item1].Text, at.Item2, c))).ToArbitrary();

    [Fact]
    public void Any_text_is_read_without_complaint() => Prop.ForAll(Texts, text =>
    {
        foreach (var region in Regions)
        {
            var reading = PhoneParser.Parse(text, region);
            if (reading is PhoneReading.NotANumber not)
            {
                Assert.Equal(text, not.Raw);
                Assert.NotEqual(NotANumberReason.Undecided, not.Reason);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_number_written_in_any_of_its_formats_is_read_as_the_same_number() => Prop.ForAll(Texts, text =>
    {
        foreach (var number in Regions.Select(region => PhoneParser.Parse(text, region)).OfType<PhoneReading.Parsed>().Select(p => p.Number))
        {
            Assert.Equal(Parts(number), Parts(Read(number.E164, null)));
            Assert.Equal(number.E164 + number.Extension, Whole(Read(number.ToUri(), null)));
            Assert.Equal(number.E164 + number.Extension, Whole(Read(number.ToInternational(), "US")));
            if (number.Region is { } region)
            {
                Assert.Equal(number.E164 + number.Extension, Whole(Read(number.ToNational(), region)));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Comparing_is_the_same_both_ways_round() => Prop.ForAll(Texts, Texts, (a, b) =>
    {
        Assert.Equal(PhoneMatch.Compare(a, b, "GB"), PhoneMatch.Compare(b, a, "GB"));
        var tail = a.Length > 4 ? a[3..] : b;
        Assert.Equal(PhoneMatch.Compare(a, tail, null), PhoneMatch.Compare(tail, a, null));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static string Littered(string text, int at, char c) => at < text.Length ? text[..at] + c + text[at..] : text;

    private static PhoneNumber Read(string text, string? region) => Assert.IsType<PhoneReading.Parsed>(PhoneParser.Parse(text, region)).Number;

    private static string Whole(PhoneNumber number) => number.E164 + number.Extension;

    private static (string, string, string?, string) Parts(PhoneNumber n) => (n.E164, n.CountryCallingCode, n.Region, n.NationalNumber);
}
