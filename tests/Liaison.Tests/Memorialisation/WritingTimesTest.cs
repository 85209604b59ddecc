using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Xunit;

namespace Liaison.Tests.Memorialisation;

/// <summary>When a conversation is written, and what becomes of that which comes late.</summary>
public sealed class WritingTimesTest
{
    private static readonly DateTimeOffset End = Talks.Now;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly AgentRef Ann = new("7", "Ann", "ann@example.org");
    private static readonly WritingTimes AsSource = new(VoiceTime.AfterWrapUp, DigitalTime.WhenReleased, LateValues.LeftOut);

    private static readonly Session Call = Talks.Chat with { Channel = Channel.Voice, ChannelKnown = true, EndedAt = End, Interactions = [new("a", Ann, AnsweredAt: End - Minute)] };
    private static readonly Session Chat = Talks.Chat with { ChannelKnown = true, Interactions = [new("a", Ann, AnsweredAt: End - Minute)] };

    [Fact, Trait("row", "A75")]
    public void A_call_waits_for_its_agent_s_wrap_up_if_there_is_one()
    {
        Assert.Equal(End.AddMinutes(30), AsSource.WaitsUntil(Call, Minute));
        Assert.Null(AsSource.WaitsUntil(Call with { WrapUpEndedAt = End + Minute }, Minute));
        Assert.Null(AsSource.WaitsUntil(Call, TimeSpan.Zero));
        Assert.Null(AsSource.WaitsUntil(Call with { Interactions = [] }, Minute));
        Assert.Null(AsSource.WaitsUntil(Call with { EndedAt = null }, Minute));
        Assert.Null(AsSource.WaitsUntil(Call with { Channel = Channel.Chat }, Minute));
        Assert.Null(WritingTimes.AtTheEnd.WaitsUntil(Call, Minute));
        // The wrap-up of an agent who passed it on long before was not the last one.
        Assert.NotNull(AsSource.WaitsUntil(Call with { WrapUpEndedAt = End - (5 * Minute) }, Minute));
    }

    [Fact, Trait("row", "A76")]
    public void A_written_conversation_is_written_when_an_agent_transfers_or_leaves_it()
    {
        var (left, passedOn) = (With(Chat, ended: End), With(Chat, transferred: "Repairs"));
        Assert.True(AsSource.Releases(Change(Chat, left)));
        Assert.True(AsSource.Releases(Change(Chat, passedOn)));
        Assert.True(AsSource.Releases(Change(null, left)));
        Assert.False(AsSource.Releases(Change(left, left with { Disposition = "Solved" })));
        Assert.False(AsSource.Releases(Change(Chat, Chat)));
        Assert.False(AsSource.Releases(Change(Chat, left with { EndedAt = End })));
        Assert.False(AsSource.Releases(Change(Chat, left with { Channel = Channel.Voice })));
        Assert.False(AsSource.Releases(Change(null, Chat with { Interactions = [new("a", Ann, OfferedAt: End - Minute, EndedAt: End, Outcome: "missed")] })));
        Assert.False(WritingTimes.AtTheEnd.Releases(Change(Chat, left)));
    }

    [Fact, Trait("row", "A77")]
    public void What_a_contact_that_ended_first_lacked_is_left_out_and_everything_else_is_written()
    {
        MappingRow Row(string fact) => new(new RowSource(Fact: fact), new RowTarget(Field: fact), "a default", IgnoreEmpty: false);
        string[] late = ["session.status", "session.disposition", "session.notes", "session.tags", "digital.status", "digital.dispositionName", "digital.dispositionNotes"];
        MappingRow[] rows = [.. late.Select(Row), Row("customer.name"), new(new RowSource(Text: "{{ customer.name }}: {{ session.disposition }}"), new RowTarget(Field: "text"))];
        var first = Chat with { EndedAt = End, Disposition = "Solved", Customer = new Party("Ola"), Tags = ["vip"] };
        var facts = SessionFacts.Of(first, new SessionLight("https://hub.example", TimeZoneInfo.Utc));
        IEnumerable<(string, string?)> Written(Session session, WritingTimes times) => LateRows.Render(rows, session, times, ContactFields.CxOne, facts, null).Select(f => (f.Target, f.Value));
        Assert.Equal([.. late.Select(f => (f, (string?)null)), ("customer.name", "Ola"), ("text", "Ola: ")], Written(first, AsSource));
        Assert.Contains(("session.disposition", "Solved"), Written(first, AsSource with { Late = LateValues.PatchedIn }));
        Assert.Contains(("text", "Ola: Solved"), Written(With(first, ended: End - Minute), AsSource));
    }

    [Fact, Trait("row", "A77")]
    public void A_contact_ended_first_if_its_agent_was_still_in_it()
    {
        var first = Chat with { EndedAt = End };
        Assert.True(AsSource.LeavesOut(first));
        Assert.True(AsSource.LeavesOut(With(first, ended: End + Minute)));
        Assert.False(AsSource.LeavesOut(With(first, ended: End)));
        Assert.False(AsSource.LeavesOut(first with { EndedAt = null }));
        Assert.False(AsSource.LeavesOut(first with { Interactions = [] }));
        Assert.False(WritingTimes.AtTheEnd.LeavesOut(first));
        // Whoever hangs up first: a call's wrap-up is there for giving these values.
        Assert.True(AsSource.LeavesOut(Call));
        Assert.False(AsSource.LeavesOut(Call with { WrapUpEndedAt = End + Minute }));
        Assert.True((AsSource with { Voice = VoiceTime.AtEnd }).LeavesOut(Call with { WrapUpEndedAt = End + Minute }));
        Assert.True(AsSource.LeavesOut(first with { WrapUpEndedAt = End + Minute }));
    }

    private static Session With(Session session, DateTimeOffset? ended = null, string? transferred = null) =>
        session with { Interactions = [session.Interactions[0] with { EndedAt = ended, TransferredTo = transferred }] };

    private static SessionChange Change(Session? before, Session after) => new(before, after, [], after.EndedAt is not null);
}
