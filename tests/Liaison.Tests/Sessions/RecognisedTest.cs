using System.Text.Json;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>The records that a person was recognised by belong to the session like all that is told of it.</summary>
public sealed class RecognisedTest
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact, Trait("row", "A105")]
    public void A_record_is_known_with_its_page_and_values_until_it_is_told_anew_or_taken_away()
    {
        var ledger = new SessionLedger();
        Tell(ledger, 0, new { connection = "con_1", recordType = "Contact", record = "003/A", name = "Ines Okafor", url = "https://crm.example/003A", why = "The very number.", open = true, values = new { MailingCity = "Leeds" } },
            new { connection = "con_1", recordType = "Contact", record = "003B", candidate = true });
        var record = Assert.Single(Read(ledger).Records);
        Assert.Equal(("con_1", "Contact", "003/A", "Ines Okafor", "https://crm.example/003A", "The very number.", true, "Leeds"),
            (record.Connection, record.RecordType, record.Record, record.Name, record.Url, record.Why, record.Open, record.Values["MailingCity"]));
        Assert.Equal("003B", Assert.Single(Read(ledger).Candidates).Record);

        Tell(ledger, 1, new { connection = "con_1", recordType = "Contact", record = "003B", name = "Chosen" }, new { connection = "con_1", recordType = "Contact", record = "003/A", gone = true });
        Assert.Equal(["003B"], Read(ledger).Records.Select(r => r.Record));
        Assert.Empty(Read(ledger).Candidates);
        Tell(ledger, 0, new { connection = "con_1", recordType = "Contact", record = "003B", name = "Late" });
        Assert.Equal("Chosen", Read(ledger).Records.Single().Name);
    }

    [Fact, Trait("row", "A105")]
    public void A_page_must_be_a_link_that_people_may_follow()
    {
        var type = FactTypes.Find(FactTypes.Recognised)!;
        string[] Problems(object record) => [.. FactCheck.Problems(type, JsonSerializer.SerializeToElement(new { records = new[] { record } }), Start).Select(p => $"{p.At} {p.Code}")];
        Assert.Equal(["/data/records/0/url not-a-link"], Problems(new { connection = "c", recordType = "Contact", record = "1", url = "javascript:alert(1)" }));
        Assert.Equal(["/data/records/0/open not-true-or-false"], Problems(new { connection = "c", recordType = "Contact", record = "1", open = "yes" }));
        Assert.Equal(["/data/records/0/record required"], Problems(new { connection = "c", recordType = "Contact" }));
    }

    private static void Tell(SessionLedger ledger, int second, params object[] records) =>
        Assert.IsType<LedgerChange.Taken>(ledger.Add(new FactReader(_ => null).Read(FactTypes.Recognised, Stamp.Of(Start.AddSeconds(second), $"e{second}"), JsonSerializer.SerializeToElement(new { records }))));

    private static Session Read(SessionLedger ledger) => LedgerReading.Read(ledger, new Id<Session>("ses_1"), new Id<Tenant>("ten_1"), "s", "1", 1);
}
