using System.Text.Json;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>What mappings may say of a session.</summary>
public sealed class SessionFactsTest
{
    private static readonly SessionLight Light = new("https://hub.example", TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
    private static readonly Session Call = Sum(Sessions.Facts.Call("c", "2026-07-02"));

    [Theory]
    [InlineData("session.channel", "voice")]
    [InlineData("session.externalId", "c")]
    [InlineData("session.url", "https://hub.example/sessions/ses_1")]
    [InlineData("session.startedAt", "2026-07-02T09:00:00Z")]
    [InlineData("session.startedAt.local", "2026-07-02 10:00:00")]
    [InlineData("session.endedAt.date", "2026-07-02")]
    [InlineData("session.endedAt.time", "10:05:01")]
    [InlineData("session.duration", "0:05:01")]
    [InlineData("session.durationSeconds", "301")]
    [InlineData("session.waitSeconds", "10")]
    [InlineData("session.talkSeconds", "290")]
    [InlineData("session.disposition", "Resolved")]
    [InlineData("session.notes", "Wants a call back")]
    [InlineData("session.tags", "boiler, vip")]
    [InlineData("session.recordings", "https://pbx.example/rec/1")]
    [InlineData("customer.phoneE164", "+442079460018")]
    [InlineData("customer.lastName", "O'Neil")]
    [InlineData("agent.email", "Jane.Roe@norchester.example")]
    [InlineData("items.account", "A-77")]
    [InlineData("items.nothing", null)]
    [InlineData("session.requestPage", null)]
    [InlineData("no.such.path", null)]
    public void A_fact_is_found_by_its_path(string path, string? value) => Assert.Equal(value, SessionFacts.Find(Call, Light, path));

    [Fact]
    public void Every_fact_of_the_catalogue_can_be_asked_for_of_a_full_session_and_of_an_empty_one()
    {
        var empty = Sum([]);
        var catalogue = SessionFacts.Catalogue(["account"]);
        Assert.Equal(catalogue.Count, catalogue.DistinctBy(f => f.Path).Count());
        Assert.All(catalogue, fact => Assert.True(fact.Label.Length > 1 && SessionFacts.Find(empty, Light, fact.Path) != ""));
        Assert.True(catalogue.Count(fact => SessionFacts.Find(Call, Light, fact.Path) is not null) > 40);
        Assert.Equal("A-77", SessionFacts.Of(Call, Light)["items.account"]);
    }

    [Fact]
    public void The_contact_belongs_to_the_agent_who_spoke_last_with_the_customer_else_to_who_was_offered_it_last()
    {
        var facts = Sessions.Facts.Call("c").Concat(
        [
            Sessions.Facts.Of("agent.offered", "c", "x1", "2026-03-02T09:04:00Z", new { agent = Sessions.Facts.Agent("8", "Max", "max@norchester.example") }),
            Sessions.Facts.Of("transferred", "c", "x2", "2026-03-02T09:03:50Z", new { interaction = "leg-1", toQueue = "Repairs" }),
        ]).ToList();
        var offered = Sum(facts);
        Assert.Equal("Jane Roe", offered.Agent!.Name);
        Assert.Equal(("transferred", "Repairs", "Repairs"), (offered.Interactions[0].Outcome, offered.Interactions[0].TransferredTo, offered.Queue));
        var taken = Sum([.. facts, Sessions.Facts.Of("agent.answered", "c", "x3", "2026-03-02T09:04:10Z", new { agent = new { id = "8" } })]);
        Assert.Equal(("Max", "max@norchester.example"), (taken.Agent!.Name, taken.Agent.Email));
        Assert.Null(Sum([]).Agent);
    }

    [Theory]
    [InlineData("voice", false, false, false, "waiting")]
    [InlineData("voice", true, false, false, "ringing")]
    [InlineData("voice", true, true, false, "inProgress")]
    [InlineData("voice", true, true, true, "answered")]
    [InlineData("voice", true, false, true, "missed")]
    [InlineData("voice", false, false, true, "abandoned")]
    [InlineData("inbox", false, false, true, "ended")]
    public void How_it_went_is_told_from_what_happened(string channel, bool offered, bool answered, bool ended, string status)
    {
        var facts = new List<System.Text.Json.Nodes.JsonObject> { Sessions.Facts.Of("started", "c", "1", "2026-03-02T09:00:00Z", new { channel }) };
        if (offered) facts.Add(Sessions.Facts.Of("agent.offered", "c", "2", "2026-03-02T09:00:01Z", new { agent = Sessions.Facts.Agent() }));
        if (answered) facts.Add(Sessions.Facts.Of("agent.answered", "c", "3", "2026-03-02T09:00:02Z", new { agent = Sessions.Facts.Agent() }));
        if (ended) facts.Add(Sessions.Facts.Of("ended", "c", "4", "2026-03-02T09:00:03Z"));
        Assert.Equal(status, Sum(facts).Status);
        Assert.Equal("voicemail", Sum([.. facts, Sessions.Facts.Of("ended", "c", "5", "2026-03-02T09:00:04Z", new { outcome = "voicemail" })]).Status);
    }

    private static Session Sum(IReadOnlyList<System.Text.Json.Nodes.JsonObject> events)
    {
        var ledger = new SessionLedger();
        var reader = new FactReader(number => "+" + string.Concat(number.Where(char.IsAsciiDigit)));
        foreach (var told in events)
        {
            ledger.Add(reader.Read((string)told["type"]!, Stamp.Of(DateTimeOffset.Parse((string)told["time"]!, null), (string)told["id"]!), JsonSerializer.SerializeToElement(told["data"])));
        }
        return LedgerReading.Read(ledger, new Id<Session>("ses_1"), new Id<Tenant>("ten_1"), "s", "c", 1);
    }
}
