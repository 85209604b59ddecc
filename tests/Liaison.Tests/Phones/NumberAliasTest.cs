using Liaison.Core.Phones;
using Xunit;

namespace Liaison.Tests.Phones;

public sealed class NumberAliasTest
{
    public static TheoryData<string> Rules => [.. NumberAliases.All.Select(a => a.Id)];

    [Theory]
    [InlineData("+55 (11) 8765-4321", "+5511987654321", "br-ninth-digit")]
    [InlineData("+5215512345678", "+525512345678", "mx-mobile-one")]
    [InlineData("+229 97 12 34 56", "+2290197123456", "bj-ten-digits")]
    [InlineData("+57 1 234 5678", "+576012345678", "co-fixed-sixty")]
    [InlineData("+84 162 234 5678", "+84322345678", "vn-mobile-162")]
    [InlineData("+84 199 234 5678 ext. 5", "+84592345678", "vn-mobile-199")]
    public void A_number_of_an_older_plan_is_brought_up_to_date(string raw, string e164, string rule)
    {
        var number = Assert.IsType<PhoneReading.Parsed>(PhoneParser.Parse(raw, null)).Number;
        Assert.Equal((e164, rule, raw), (number.E164, number.Renumbered?.Id, number.Raw));
        Assert.Equal(raw.Contains("ext", StringComparison.Ordinal) ? "5" : null, number.Extension);
    }

    [Fact]
    public void What_cannot_be_known_is_not_made_up() // the operator of an old Ivorian number
        => Assert.Equal(NotANumberReason.NotValid, Assert.IsType<PhoneReading.NotANumber>(PhoneParser.Parse("+225 12 34 56 78", null)).Reason);

    [Fact]
    public void A_fixed_line_of_brazil_gets_no_ninth_digit() => Assert.Null(Assert.IsType<PhoneReading.Parsed>(PhoneParser.Parse("+55 11 3765-4321", null)).Number.Renumbered);

    [Theory, MemberData(nameof(Rules))]
    public void Every_rule_leads_back_to_where_it_came_from_and_says_why(string id)
    {
        var rule = Assert.Single(NumberAliases.All, a => a.Id == id);
        Assert.True(rule.Why.Length > 30 && rule.Why.EndsWith('.'));
        var spoken = Answers.All.Select(a => a.Number?.E164).OfType<string>().Distinct(StringComparer.Ordinal).Where(e => e.StartsWith("+" + rule.CallingCode, StringComparison.Ordinal))
            .Select(e => e[(1 + rule.CallingCode.Length)..]).Where(n => rule.OldOf(n) is not null).ToList();
        Assert.True(spoken.Count > 0 || id.StartsWith("vn-", StringComparison.Ordinal), "The rule speaks of none of the numbers that there are.");
        Assert.All(spoken, national =>
        {
            Assert.Same(rule, NumberAliases.Between(rule.CallingCode, national, rule.OldOf(national)!));
            Assert.True(rule.FromOld is null || rule.CurrentOf(rule.OldOf(national)!) == national);
        });
    }
}
