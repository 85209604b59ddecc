using Liaison.Core.Identification;
using Liaison.Core.Phones;
using Xunit;

namespace Liaison.Tests.Phones;

public sealed class PhoneMatchTest
{
    [Theory]
    [InlineData("+442079460000", "020 7946 0000 ", "GB", MatchGrade.Exact)]
    [InlineData("+49301234567", "030/1234567", "DE", MatchGrade.Exact)]
    [InlineData("+442079460000", "442079460000", null, MatchGrade.Exact)] // the plus got lost
    [InlineData("+442079460000", "020 7946 0000", null, MatchGrade.National)] // nobody said which country
    [InlineData("+442079460000", "2079460000", null, MatchGrade.National)]
    [InlineData("+390669812345", "06 698 12345", null, MatchGrade.National)] // a zero of the number itself
    [InlineData("+442079460000", "020 7946 0000 ext. 12", "GB", MatchGrade.National)]
    [InlineData("+442079460000", "7946 0000", "GB", MatchGrade.ShortNational)] // the area code is missing
    [InlineData("+442079460000", "9 020 7946 0000", "GB", MatchGrade.ShortNational)] // a 9 for the outside line
    [InlineData("+39 06 698 12345", "+39 6 698 12345", null, MatchGrade.National)]
    [InlineData("+447700900123", "07700 900123", "GB", MatchGrade.Exact)] // a range that nobody has been given, as far as is known
    [InlineData("+447700900123", "07700 900123", null, MatchGrade.National)]
    [InlineData("+33142685300", "01 42 68 53 00", "GB", MatchGrade.National)] // the default region is wrong
    [InlineData("+442079460000", "946 0000", null, MatchGrade.ShortNational)]
    [InlineData("+442079460000", "46 0000", null, MatchGrade.None)] // six digits prove nothing
    [InlineData("+442079460000", "+33 2079460000", null, MatchGrade.None)]
    [InlineData("+442079460000", "+442079460001", null, MatchGrade.None)]
    [InlineData("+442079460000 ext 1", "+442079460000 ext 2", null, MatchGrade.None)] // two desks
    [InlineData("+447700900123 ext 1", "+447700900123 ext 2", null, MatchGrade.None)]
    [InlineData("020 7946 0000", "2079460000", null, MatchGrade.National)]
    [InlineData("sip:ann@Example.org", "ann@example.org", null, MatchGrade.Exact)]
    [InlineData("anonymous", "anonymous", "GB", MatchGrade.None)]
    [InlineData("sip:anonymous@anonymous.invalid", "sip:anonymous@anonymous.invalid", "GB", MatchGrade.None)]
    [InlineData("4711", "4711", "GB", MatchGrade.None)] // an extension inside the house is nobody's record
    [InlineData("", "", "GB", MatchGrade.None)]
    public void Numbers_agree_by_grades(string caller, string field, string? region, MatchGrade grade) => Assert.Equal(grade, PhoneMatch.Compare(caller, field, region).Grade);

    [Fact]
    public void An_administrator_can_ask_for_more_digits_than_seven_but_not_for_fewer()
    {
        Assert.Equal(MatchGrade.None, PhoneMatch.Compare("+442079460000", "946 0000", null, leastDigits: 8).Grade);
        Assert.Equal(MatchGrade.ShortNational, PhoneMatch.Compare("+442079460000", "7946 0000", null, leastDigits: 8).Grade);
        Assert.Equal(MatchGrade.None, PhoneMatch.Compare("+442079460000", "46 0000", null, leastDigits: 3).Grade);
    }

    [Theory]
    [InlineData("+55 11 98765-4321", "+55 11 8765-4321", "br-ninth-digit")]
    [InlineData("+52 55 1234 5678", "+52 1 55 1234 5678", null)] // the parser brings it up to date already
    [InlineData("+54 9 11 2345-6789", "+54 11 2345-6789", "ar-mobile-nine")]
    [InlineData("+225 07 12 34 56 78", "+225 12 34 56 78", "ci-ten-digits")]
    [InlineData("+225 07 12 34 56 78", "12 34 56 78", "ci-ten-digits")]
    [InlineData("+229 01 97 12 34 56", "97 12 34 56", "bj-ten-digits")]
    [InlineData("+57 601 234 5678", "1 234 5678", "co-fixed-sixty")]
    [InlineData("+84 32 234 5678", "0162 234 5678", "vn-mobile-162")]
    public void Two_numbers_of_one_telephone_agree_by_a_rule(string now, string before, string? rule)
    {
        var match = PhoneMatch.Compare(now, before, null);
        Assert.Equal(rule is null || match.Alias is null ? MatchGrade.Exact : MatchGrade.National, match.Grade);
        Assert.True(match.Alias?.Id == rule || Renumbered(before)?.Id == rule);
    }

    [Theory]
    [InlineData("+55 11 98765-4321", "+55 11 3765-4321")] // a fixed line of São Paulo
    [InlineData("+225 07 12 34 56 78", "+225 05 12 34 56 78")] // another operator
    [InlineData("+54 9 11 2345-6789", "+54 9 351 234-5678")]
    [InlineData("+84 32 234 5678", "+84 33 234 5678")]
    public void A_rule_does_not_make_two_telephones_one(string a, string b) => Assert.Equal(MatchGrade.None, PhoneMatch.Compare(a, b, null).Grade);

    [Fact]
    public void A_caller_from_a_number_range_that_is_too_new_for_the_plans_can_still_be_looked_up()
    {
        var not = Assert.IsType<PhoneReading.NotANumber>(PhoneParser.Parse("sip:+447700900123@sbc.example", null));
        Assert.Equal((NotANumberReason.NotValid, "+447700900123"), (not.Reason, not.Likely?.E164));
        Assert.Null(PhoneParser.Parse("+44 7700", null).Likely);
    }

    private static NumberAlias? Renumbered(string raw) => (PhoneParser.Parse(raw, null) as PhoneReading.Parsed)?.Number.Renumbered;
}
