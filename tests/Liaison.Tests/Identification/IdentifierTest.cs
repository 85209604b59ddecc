using Xunit;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;

namespace Liaison.Tests.Identification;

public sealed class IdentifierTest
{
    private static readonly IdentificationRules Rules = new(
    [
        new IdentificationRule("Contact", true, [new IdentifyBy("customer.phone", MatchKind.Phone, ["Phone", "MobilePhone"]), new IdentifyBy("customer.email", MatchKind.Email, ["Email"])]),
        new IdentificationRule("Account", true, [new IdentifyBy("customer.phone", MatchKind.Phone, ["Phone"])]),
        new IdentificationRule("Case", true, [new IdentifyBy("items.ticket", MatchKind.Code, ["CaseNumber"])]),
        new IdentificationRule("Lead", false, [new IdentifyBy("customer.phone", MatchKind.Phone, ["Phone"])]),
    ], DefaultRegion: "GB");

    [Fact]
    public void Nothing_is_searched_by_what_is_not_known()
    {
        var (search, remarks) = new Identifier(Rules).Search(Facts());
        Assert.Null(search);
        Assert.Contains(remarks, r => r.StartsWith("customer.email:", StringComparison.Ordinal));
    }

    [Fact]
    public void One_search_asks_for_all_types_whose_rule_is_switched_on()
    {
        var (search, _) = new Identifier(Rules).Search(Facts(("customer.phone", "020 7946 0018"), ("items.ticket", "1001")));
        Assert.Equal(["Contact", "Account", "Case"], search!.Criteria.Select(c => c.RecordType));
        Assert.Equal("+442079460018", search.Criteria[0].Value);
    }

    [Theory]
    [InlineData("+44 20 7946 0018", "exact")]
    [InlineData("(020) 7946/0018", "exact")]
    [InlineData("7946 0018", "shortNational")]
    public void A_number_fits_however_it_is_written(string written, string grade)
    {
        var identified = Judge(Facts(("customer.phone", "+442079460018")), Record("Contact", "1", ("Phone", written)));
        Assert.Equal((IdentifiedVerdict.Match, grade), (identified.Verdict, identified.Candidates[0].Grade));
    }

    [Fact]
    public void A_candidate_that_does_not_fit_on_a_second_look_is_shown_and_not_taken()
    {
        var identified = Judge(Facts(("customer.phone", "+442079460018")), Record("Contact", "1", ("Phone", "+44 20 7946 0019")));
        Assert.Equal(IdentifiedVerdict.NoMatch, identified.Verdict);
        Assert.False(Assert.Single(identified.Candidates).Fits);
    }

    [Fact]
    public void A_contact_comes_before_its_account()
    {
        var identified = Judge(Facts(("customer.phone", "+442079460018")), Record("Account", "A", ("Phone", "+442079460018")), Record("Contact", "C", ("MobilePhone", "+442079460018")));
        Assert.Equal("C", identified.Chosen!.Record);
    }

    [Theory]
    [InlineData(MultiMatch.Latest, IdentifiedVerdict.Match)]
    [InlineData(MultiMatch.Ask, IdentifiedVerdict.Several)]
    [InlineData(MultiMatch.Nobody, IdentifiedVerdict.NoMatch)]
    public void When_several_fit_equally_well_the_rules_say_what_then(MultiMatch several, IdentifiedVerdict verdict)
    {
        var facts = Facts(("customer.email", "ola@example.org"));
        FoundRecord[] twins =
        [
            Record("Contact", "1", ("Email", "OLA@example.org")) with { LastActivity = DateTimeOffset.UnixEpoch },
            Record("Contact", "2", ("Email", "ola@example.org")) with { LastActivity = DateTimeOffset.UnixEpoch.AddDays(1) },
        ];
        var identified = new Identifier(Rules with { Several = several }).Judge(facts, twins, []);
        Assert.Equal(verdict, identified.Verdict);
        Assert.Equal(verdict == IdentifiedVerdict.Match ? "2" : null, identified.Chosen?.Record);
    }

    [Fact]
    public void A_typed_case_number_needs_no_leading_zeros() =>
        Assert.Equal("500", Judge(Facts(("items.ticket", "1001")), Record("Case", "500", ("CaseNumber", "00001001")), Record("Case", "501", ("CaseNumber", "00011001"))).Chosen!.Record);

    [Theory]
    [InlineData("anonymous")]
    [InlineData("*98")]
    [InlineData("12")]
    public void What_is_no_number_is_not_searched_by(string caller) =>
        Assert.Null(new Identifier(Rules).Search(Facts(("customer.phone", caller))).Search);

    private static Identified Judge(Facts facts, params FoundRecord[] found) => new Identifier(Rules).Judge(facts, found, []);

    private static FoundRecord Record(string type, string id, params (string Field, string Value)[] values) => new(type, id, id, values.ToDictionary(v => v.Field, v => v.Value));

    private static Facts Facts(params (string Path, string Value)[] facts) => new(path => facts.FirstOrDefault(f => f.Path == path).Value);
}
