using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>A session is what its facts add up to, in whatever order, and however often, they come.</summary>
public sealed class LedgerTest
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Facts that quarrel: few instants, few keys, few words, so that nearly every field is told several times over.</summary>
    private static readonly Gen<SessionFact> AnyFact =
        from type in Gen.Elements(FactTypes.All.Select(t => t.Name).ToArray())
        from second in Gen.Choose(0, 5)
        from id in Gen.Choose(0, 400)
        from a in Gen.Elements("x", "y", "z")
        from b in Gen.Elements<string?>("p", "q", null)
        select Read(type, $"e{id:D3}", Start.AddSeconds(second), a, b);

    private static readonly Arbitrary<(SessionFact[] Facts, int Seed)> Shuffles =
        (from facts in AnyFact.ListOf() from seed in Gen.Choose(0, int.MaxValue - 1) select (facts.ToArray(), seed)).ToArbitrary();

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(60);

    [Fact]
    public void Any_order_and_any_repetition_of_the_same_facts_give_the_same_session() => Check.One(Many, Prop.ForAll(Shuffles, static given =>
    {
        var random = new Random(given.Seed);
        var told = given.Facts.Concat(given.Facts.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(told);
        return Shown(Sum(given.Facts)) == Shown(Sum(told)) && Registers(Sum(given.Facts)) == Registers(Sum(told));
    }));

    [Fact]
    public void What_two_processes_know_is_the_same_whoever_takes_in_the_other() => Check.One(Many, Prop.ForAll(Shuffles, static given =>
    {
        var random = new Random(given.Seed);
        var parts = given.Facts.GroupBy(_ => random.Next(3)).Select(g => g.ToArray()).Append([]).Append([]).Append([]).Take(3).ToArray();
        var (left, right, all) = (Sum(parts[0]), Sum(parts[2]), Sum(given.Facts));
        var middle = Sum(parts[1]);
        // (a + b) + c, and c + (b + a)
        left.Merge(middle);
        left.Merge(right);
        var inner = Sum(parts[1]);
        inner.Merge(Sum(parts[0]));
        var other = Sum(parts[2]);
        other.Merge(inner);
        other.Merge(inner);
        return Registers(left) == Registers(other) && Registers(left) == Registers(all);
    }));

    [Fact]
    public void A_ledger_is_read_as_it_was_written() => Check.One(Many, Prop.ForAll(Shuffles, static given =>
        Registers(LedgerText.Read(LedgerText.Write(Sum(given.Facts)))) == Registers(Sum(given.Facts))));

    [Fact]
    public void The_later_fact_holds_and_a_late_one_changes_only_what_nobody_has_told_since()
    {
        var ledger = Sum(Read(FactTypes.Disposition, "b", Start.AddSeconds(9), "Resolved", null));
        var late = ledger.Add(new FactReader(_ => null).Read(FactTypes.WrappedUp, Stamp.Of(Start, "a"), JsonSerializer.SerializeToElement(new { disposition = "Unknown", subDisposition = "None" })));
        Assert.Equal(new LedgerChange.Taken(true), late);
        Assert.Equal("Resolved", Session(ledger).Disposition);
        Assert.Null(Session(ledger).SubDisposition);
        Assert.Equal(Start, Session(ledger).WrapUpEndedAt);
    }

    [Fact]
    public void A_session_that_is_full_says_so_and_keeps_what_it_has()
    {
        var ledger = new SessionLedger();
        for (var at = 0; at < 100; at++)
        {
            Assert.IsType<LedgerChange.Taken>(ledger.Add(Tag(at)));
        }
        Assert.Equal("The session holds as many tags as one may hold.", Assert.IsType<LedgerChange.Full>(ledger.Add(Tag(100))).Why);
        Assert.IsType<LedgerChange.Taken>(ledger.Add(Tag(99)));
        Assert.Equal(100, Session(ledger).Tags.Count);

        var line = new string('x', FactTypes.LongestLine);
        var chat = new SessionLedger();
        var taken = 0;
        while (taken < 1_000 && chat.Add(new SessionFact(Stamp.Of(Start, "l"), [new Told($"lines/{taken}", line)])) is LedgerChange.Taken)
        {
            taken++;
        }
        Assert.InRange(chat.Size, SessionLedger.MostCharacters - FactTypes.LongestLine - 100, SessionLedger.MostCharacters);

        static SessionFact Tag(int number) => new(Stamp.Of(Start, $"t{number}"), [new Told($"tags/{number}", "on")]);
    }

    private static SessionFact Read(string type, string id, DateTimeOffset at, string a, string? b)
    {
        object data = type switch
        {
            FactTypes.Started or FactTypes.Changed or FactTypes.Ended => new { channel = a == "x" ? "chat" : "voice", queue = a, campaign = b, ani = a, customer = new { name = b, phone = a, email = a }, items = new Dictionary<string, string?> { [a] = b, ["always"] = a } },
            FactTypes.OfflineReceived => new { text = a, customer = new { email = b } },
            FactTypes.State => new { state = a },
            FactTypes.AgentOffered or FactTypes.AgentAnswered or FactTypes.AgentLeft => new { agent = new { id = a, name = b }, interaction = b },
            FactTypes.Transferred => new { interaction = a, toQueue = b },
            FactTypes.Said => new { lines = new object[] { new { key = b, speaker = "agent", text = a }, new { speaker = "customer", text = a } } },
            FactTypes.Note => new { key = a, text = b },
            FactTypes.Tagged => new { add = new[] { a }, remove = new[] { b ?? "z" } },
            FactTypes.Disposition or FactTypes.WrappedUp => new { disposition = a, subDisposition = b },
            FactTypes.Recognised => new { records = new object[] { new { connection = "con_1", recordType = "Contact", record = a, name = b, candidate = b == "q", gone = b is null, values = new { City = a } }, new { connection = "con_1", recordType = "Lead", record = "always", why = a } } },
            FactTypes.Items => new { items = new Dictionary<string, string?> { [a] = b } },
            FactTypes.RecordingPaused or FactTypes.RecordingResumed => new { what = a == "x" ? "audio" : a == "y" ? "screen" : null, who = b },
            _ => new { key = a, name = b, size = 5 },
        };
        var element = JsonSerializer.SerializeToElement(data);
        Assert.Empty(FactCheck.Problems(FactTypes.Find(type)!, element, Start.AddDays(1)));
        return new FactReader(number => number + "!").Read(type, Stamp.Of(at, id), element);
    }

    private static SessionLedger Sum(params SessionFact[] facts)
    {
        var ledger = new SessionLedger();
        foreach (var fact in facts)
        {
            Assert.IsType<LedgerChange.Taken>(ledger.Add(fact));
        }
        return ledger;
    }

    private static string Registers(SessionLedger ledger) => string.Join('\n', ledger.Registers.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value}"));

    private static string Shown(SessionLedger ledger) => Json.Write(Session(ledger));

    private static Session Session(SessionLedger ledger) => LedgerReading.Read(ledger, new Id<Session>("ses_1"), new Id<Tenant>("ten_1"), "s", "1", 1);
}
