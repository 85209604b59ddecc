using Liaison.Connectors.Salesforce;
using Xunit;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceTextTest
{
    [Theory]
    [InlineData("0015500001QdQWa", "0015500001QdQWaAAN")]
    [InlineData("0015500001QdQWaAAN", "0015500001QdQWaAAN")]
    [InlineData("0015500001qdqwaaan", "0015500001QdQWaAAN")]
    [InlineData(" 003q000000KvQ1t ", "003q000000KvQ1tAAF")]
    [InlineData("a00D0000008pQRA", "a00D0000008pQRAIA2")]
    [InlineData("00Dx0000000BV7z", "00Dx0000000BV7zEAG")]
    [InlineData("0015500001QdQWaAAA", null)]
    [InlineData("0015500001QdQW", null)]
    [InlineData("0015500001QdQW'", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_id_has_eighteen_characters_however_it_was_pasted(string? text, string? id) => Assert.Equal(id, SalesforceId.Long(text));

    [Theory]
    [InlineData("2026-05-01T07:25:37.000+0000", "2026-05-01T07:25:37+00:00")]
    [InlineData("2026-05-01T07:25:37Z", "2026-05-01T07:25:37+00:00")]
    [InlineData("no time", "no time")]
    public void Salesforces_times_become_everybodys(string text, string iso) => Assert.Equal(iso, SalesforceTimes.Iso(text));

    [Theory, Trait("row", "A216")]
    [InlineData("2026-07-01T23:30:00Z", "Europe/London", "2026-07-02")]
    [InlineData("2026-01-01T23:30:00Z", "Europe/London", "2026-01-01")]
    [InlineData("2026-07-02T03:00:00Z", "America/Los_Angeles", "2026-07-01")]
    [InlineData("2026-07-01", "Asia/Tokyo", "2026-07-01")]
    [InlineData("soon", "Europe/London", null)]
    public void A_day_is_the_owners_day(string text, string zone, string? day) => Assert.Equal(day, SalesforceTimes.Day(text, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void A_note_is_text_and_never_markup() =>
        Assert.Equal("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p><p></p><p>end</p>", SalesforceFiles.NoteHtml("<script>alert(1)</script> & more\r\n\r\nend"));
}
