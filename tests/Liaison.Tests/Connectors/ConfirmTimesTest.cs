using Liaison.Connectors.Confirm;
using Xunit;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmTimesTest
{
    private static readonly ConfirmTimes London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    [Theory, Trait("row", "A13")]
    [InlineData("2026-07-01T09:30:00", "2026-07-01T09:30:00+01:00")]
    [InlineData("2026-01-01T09:30:00", "2026-01-01T09:30:00+00:00")]
    [InlineData("2026-07-01T09:30:00Z", "2026-07-01T10:30:00+01:00")]
    [InlineData("2026-07-01T09:30:00.987654+02:00", "2026-07-01T08:30:00+01:00")]
    [InlineData("2026-07-01T09:30:00.4000", "2026-07-01T09:30:00+01:00")]
    [InlineData("2026-07-01T09:30", "2026-07-01T09:30:00+01:00")]
    [InlineData("2026-07-01 09:30:00", "2026-07-01T09:30:00+01:00")]
    [InlineData("2026-07-01", "2026-07-01T00:00:00+01:00")]
    [InlineData("2026-03-29T01:30:00", "2026-03-29T02:30:00+01:00")] // skipped: as before the change
    [InlineData("2026-10-25T01:30:00", "2026-10-25T01:30:00+01:00")] // comes twice: the first
    [InlineData("2026-10-25T01:30:00+00:00", "2026-10-25T01:30:00+00:00")]
    [InlineData(" 2026-07-01T09:30:00 ", "2026-07-01T09:30:00+01:00")]
    [InlineData("01/07/2026", "01/07/2026")]
    [InlineData("", "")]
    public void A_time_is_brought_into_the_tenants_zone(string text, string expected) => Assert.Equal(expected, London.Normalise(text));

    [Fact]
    public void Every_quarter_of_an_hour_of_a_year_survives_the_journey()
    {
        for (var instant = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); instant.Year == 2026; instant = instant.AddMinutes(15))
        {
            Assert.Equal(instant, London.Read(London.Write(instant)));
        }
    }
}
