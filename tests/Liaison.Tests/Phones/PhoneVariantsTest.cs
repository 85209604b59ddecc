using Liaison.Core.Identification;
using Liaison.Core.Phones;
using Xunit;

namespace Liaison.Tests.Phones;

public sealed class PhoneVariantsTest
{
    [Theory]
    [InlineData("+442079460000", new[] { "+442079460000", "442079460000", "02079460000", "2079460000", "020 7946 0000", "+44 20 7946 0000" })]
    [InlineData("+14155552671", new[] { "+14155552671", "14155552671", "4155552671", "(415) 555-2671", "+1 415 555 2671" })]
    [InlineData("+5511987654321", new[] { "+5511987654321", "5511987654321", "11987654321", "(11) 98765-4321", "+55 11 98765 4321", "+551187654321", "551187654321", "1187654321" })]
    public void The_likeliest_ways_of_typing_a_number_come_first(string e164, string[] first) => Assert.Equal(first, PhoneVariants.Of(Number(e164)).Take(first.Length));

    [Theory]
    [InlineData("+14155552671", "415-555-2671", "415.555.2671", "+1 (415) 555-2671", "1-415-555-2671", "415 555 2671")]
    [InlineData("+49301234567", "030/1234567", "+49 (0)30 1234567", "0049301234567", "030-1234567")]
    [InlineData("+33142685300", "01 42 68 53 00", "01.42.68.53.00", "01-42-68-53-00", "+33 (0)1 42 68 53 00", "+33-1-42-68-53-00")]
    public void Common_habits_are_among_them(string e164, params string[] habits) => Assert.Subset(PhoneVariants.Of(Number(e164)).ToHashSet(StringComparer.Ordinal), habits.ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Each_is_there_once_and_none_has_the_extension()
    {
        var variants = PhoneVariants.Of(Number("+442079460000;ext=4711"));
        Assert.Equal(variants.Count, variants.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(variants, v => v.Contains("4711", StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_is_found_by_a_variant_agrees_with_the_number() => Assert.All(
        Answers.All.Where((a, n) => n % 20 == 0 && a.Number is { Region: not null, Extension: null }).Select(a => Number(a.Number!.E164)).Where(n => n.NationalNumber.Length >= PhoneMatch.FewestDigits),
        number => Assert.All(PhoneVariants.Of(number), variant => Assert.NotEqual(MatchGrade.None, PhoneMatch.Compare(number.E164, variant, number.Region).Grade)));

    private static PhoneNumber Number(string raw) => Assert.IsType<PhoneReading.Parsed>(PhoneParser.Parse(raw, null)).Number;
}
