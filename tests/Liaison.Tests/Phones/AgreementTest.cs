using Liaison.Core.Phones;
using Liaison.Tests.Conventions;
using Liaison.Tests.Limits;
using Xunit;

namespace Liaison.Tests.Phones;

/// <summary>The browser part uses libphonenumber-js; the hub must read a number as it does. Each reading has a fifth of a second by the clock, so nothing else runs meanwhile.</summary>
[Collection(Alone.Name)]
public sealed class AgreementTest
{
    /// <summary>Texts that we read as a number and the library does not, each with the number and the reason. There are none the other way round.</summary>
    private static readonly Dictionary<string, string> Ours = new(StringComparer.Ordinal)
    {
        ["+52 1 33 1234 5678"] = "+523312345678", // Mexico's 1, gone since 2019
        ["1386099926"] = "+5513986099926", // Brazil, without the ninth digit
        ["2464129045"] = "+5524964129045",
        ["22966858"] = "+2290122966858", // Benin, as before November 2024
        ["०७४१०४ १०१२३"] = "+917410410123", // digits of other scripts
        ["+९१ ७४१०४ १०१२३"] = "+917410410123",
        ["०८१२३४ ५६७८९"] = "+918123456789",
        ["+९१ ८१२३४ ५६७८९"] = "+918123456789",
    };

    [Fact]
    public void Numbers_are_read_and_written_as_the_browsers_library_does_but_for_a_known_few()
    {
        Assert.True(Answers.All.Count > 28_000 && Answers.All.Count(a => a.Number is not null) > 20_000, "The fixture has lost answers.");
        var differences = Answers.All.Select(answer => (Answer: answer, Ours: Read(answer))).Where(pair => pair.Ours != pair.Answer.Number).ToList();
        Offences.AssertNone("We read these in another way than the browser does, and no reason is listed.",
            differences.Where(d => !IsKnown(d.Answer, d.Ours)).Select(d => $"{d.Answer.Text} ({d.Answer.DefaultRegion}): theirs {d.Answer.Number}, ours {d.Ours}"));
        Offences.AssertNone("These are read alike by now; take them off the list.", Ours.Keys.Except(differences.Select(d => d.Answer.Text)));
        Assert.InRange(differences.Count(d => !IsZeroZero(d.Answer, d.Ours)), 0, Answers.All.Count / 1000);
    }

    [Fact]
    public void Every_region_is_among_the_answers() => Assert.Empty(PhoneParser.Regions.Except(Answers.All.Select(a => a.DefaultRegion).OfType<string>()));

    private static bool IsKnown(Answer answer, Number? ours) => answer.Number is null && ours is not null && (Ours.GetValueOrDefault(answer.Text) == ours.E164 || IsZeroZero(answer, ours));

    // 00 stands for the plus even where calls abroad begin with something else: people copy numbers from everywhere.
    private static bool IsZeroZero(Answer answer, Number? ours) => answer.Number is null && answer.Text.StartsWith("00", StringComparison.Ordinal) && ours?.E164 == "+" + answer.Text[2..];

    private static Number? Read(Answer answer) => PhoneParser.Parse(answer.Text, answer.DefaultRegion) is PhoneReading.Parsed { Number: var n }
        ? new Number(n.E164, n.ToNational(), n.ToInternational(), n.Region, n.Extension) : null;
}
