using Liaison.Core.Phones;
using Liaison.Tests.Conventions;
using Liaison.Tests.Docs;
using Xunit;

namespace Liaison.Tests.Phones;

/// <summary>A second opinion: how Google's own library reads 5,608 ways of writing a number.</summary>
public sealed class WaysOfWritingTest
{
    /// <summary>Where we differ: how we read it (null: not a number), each with the reason.</summary>
    private static readonly Dictionary<string, string?> Ours = new(StringComparer.Ordinal)
    {
        // A Zimbabwean number of the older metadata behind these answers; the browser's library does not have it either.
        ["+2631312345"] = null, ["+263 13 12345"] = null, ["013 12345"] = null, ["tel:+263-13-12345"] = null, ["2631312345"] = null, ["002631312345"] = null, ["013.12345"] = null,
        ["+263 13 12345 ext. 123"] = null, ["013 12345 x45"] = null,

        // Letters on the keypad: nobody calls from such a number.
        ["1-800-GOOG-411"] = null, ["1-800-FLOWERS"] = null,

        // Digits of every script, SIP addresses, and Mexico's 1 that is gone since 2019.
        ["०७४१०४ १०१२३"] = "+917410410123", ["+९१ ७४१०४ १०१२३"] = "+917410410123", ["०८१२३४ ५६७८९"] = "+918123456789", ["+९१ ८१२३४ ५६७८९"] = "+918123456789",
        ["sip:+14156667777@pbx.example.com"] = "+14156667777", ["+52 1 33 1234 5678"] = "+523312345678",
    };

    [Fact]
    public void Numbers_are_read_as_googles_library_reads_them_but_for_a_known_few()
    {
        var ways = Csv.Read(File.ReadAllText(Path.Combine(SourceTree.Root, "tests/phones/ways-of-writing.csv")));
        Assert.True(ways.Count > 5_600);
        Offences.AssertNone("We read these in another way than Google's library does, and no reason is listed.", ways
            .Select(way => (Raw: way["raw"], Kind: way["kind"], Theirs: way["valid"] == "1" ? (way["expected_e164"], way["ext"]) : default, Read: Read(way["raw"], way["default_region"])))
            .Where(way => way.Read != way.Theirs && !(Ours.TryGetValue(way.Raw, out var known) && known == way.Read.E164))
            // 00 stands for the plus even where calls abroad begin with something else.
            .Where(way => !(way.Kind == "00-prefix" && way.Read.E164 == "+" + way.Raw[2..]))
            .Select(way => $"{way.Raw}: theirs {way.Theirs}, ours {way.Read}"));
    }

    private static (string? E164, string Extension) Read(string raw, string region) =>
        PhoneParser.Parse(raw, region) is PhoneReading.Parsed { Number: var number } ? (number.E164, number.Extension ?? "") : default;
}
