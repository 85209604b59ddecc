using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Liaison.Core.Deliveries;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.Sessions;
using Liaison.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>What follows from a session's facts is planned with each moment once, and stored with the facts or not at all.</summary>
public sealed class SessionPlanTest(PostgresFixture postgres)
{
    private static readonly Session Blank = new() { Id = new("ses_1"), Tenant = new("ten_1"), Source = "s", ExternalId = "1" };

    [Fact]
    public async Task Each_moment_comes_once_and_its_deliveries_are_stored_with_the_facts()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var planner = new Recorder(hub);
        await using var second = await SecondHub.Start(hub, services => services.AddSingleton<PlanSession>(planner.Plan));
        using var pbx = second.Client(await hub.Key(null, "sessions:write"));
        var call = Facts.Call("c").ToList();
        await pbx.Tell([.. call[..4]]);
        await pbx.Tell([.. call[4..9]]);
        await pbx.Tell([.. call]);
        await pbx.Tell([.. call[9..]]);

        // What is told together may be stored in one commit or in several; a moment comes once all the same.
        Assert.Equal(["Started", "Ended", "after the end"], planner.Told.Select(t => t.Said).Distinct());
        Assert.All(new[] { "Started", "Ended" }, moment => Assert.Single(planner.Told, t => t.Said == moment));
        Assert.Null(planner.Told.First().Change.Before);
        Assert.NotNull(planner.Told.ElementAt(1).Change.Before!.AnsweredAt);
        Assert.Equal("Resolved", planner.Told.Last().Change.After.Disposition);
        Assert.All(planner.Told, t => Assert.EndsWith($"/sessions/{t.Change.After.Id}", t.Cause.Url, StringComparison.Ordinal));
        // Each names its fact as the cause.
        Assert.Equal((long)planner.Told.Count, await hub.Sql<long>("select count(*) from deliveries d join events e on e.id = d.event_id and e.subject = d.subject where d.subject like 'ses_%'"));
        var shown = (await pbx.Get($"/api/v1/sessions/{planner.Told.First().Change.After.Id}")).Json;
        Assert.Equal(planner.Told.Count, shown["deliveries"]!.AsArray().Count);
        Assert.Equal("The ledger", (string?)shown["deliveries"]![0]!["connectionName"]);
        Assert.Equal(planner.Told.Count, (await pbx.Get("/api/v1/sessions")).Json["items"]![0]!["deliveries"]!["waiting"]!.GetValue<int>());
    }

    [Fact]
    public async Task Nothing_of_a_fact_is_kept_when_its_deliveries_cannot_be_stored()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var planner = new Recorder(hub) { SameId = true };
        await using var second = await SecondHub.Start(hub, services => services.AddSingleton<PlanSession>(planner.Plan).AddLogging(static logging => logging.ClearProviders()));
        using var pbx = second.Client(await hub.Key(null, "sessions:write"));
        Assert.Equal(202, (await pbx.Tell(Facts.Call("c")[0])).Status);
        // The planner gives the same id again, which the journal refuses.
        Assert.Equal(500, (await pbx.Tell(Facts.Call("d")[0])).Status);
        Assert.Equal((1L, 1L, 1L), await hub.Sql<(long, long, long)>("select (select count(*) from sessions), (select count(*) from event_keys), (select count(*) from deliveries)"));
        planner.SameId = false;
        Assert.Equal(1, (await pbx.Tell(Facts.Call("d")[0])).Json["accepted"]!.GetValue<int>());
    }

    [Fact, Trait("row", "A188")]
    public async Task A_message_left_while_nobody_was_there_is_a_session_of_its_own()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        var planner = new Recorder(hub);
        await using var second = await SecondHub.Start(hub, services => services.AddSingleton<PlanSession>(planner.Plan));
        using var chat = second.Client(await hub.Key(null, "sessions:write"));
        var message = Facts.Of("offline.received", "m1", "m1", "2026-03-02T20:00:00Z", new { text = "Please call me", requestPage = "https://norchester.example/bins", customer = new { name = "Ann", email = "ann@example.org" } });
        await chat.Tell(message);
        await chat.Tell(message);
        Assert.Equal(["OfflineMessageReceived"], planner.Told.Select(t => t.Said));
        var session = planner.Told.Single().Change.After;
        Assert.Equal((Channel.Offline, "message", "Please call me", TimeSpan.Zero), (session.Channel, session.Status, session.Transcript.Single().Text, session.Duration));
    }

    [Theory, Trait("row", "A187"), Trait("row", "A189")]
    [InlineData(Channel.Chat)]
    [InlineData(Channel.Inbox)]
    [InlineData(Channel.Voice)]
    public void A_contact_that_began_and_ended_has_both_moments_in_their_order(Channel channel)
    {
        var at = DateTimeOffset.UnixEpoch;
        var both = Blank with { Channel = channel, ChannelKnown = true, StartedAt = at, EndedAt = at };
        Assert.Equal([Moment.Started, Moment.Ended], SessionMoments.Of(both, PastMoments.None).Moments);
        var (started, past) = SessionMoments.Of(both with { EndedAt = null }, PastMoments.None);
        Assert.Equal([Moment.Started], started);
        Assert.False(past.IsOver());
        (var ended, past) = SessionMoments.Of(both, past);
        Assert.Equal([Moment.Ended], ended);
        Assert.True(past.IsOver());
        Assert.Empty(SessionMoments.Of(both, past).Moments);
    }

    [Fact]
    public void An_end_that_arrives_first_counts_once_the_channel_is_known_and_the_start_after_it_is_no_start()
    {
        var at = DateTimeOffset.UnixEpoch;
        Assert.Empty(SessionMoments.Of(Blank with { EndedAt = at }, PastMoments.None).Moments);
        var (moments, past) = SessionMoments.Of(Blank with { EndedAt = at, ChannelKnown = true }, PastMoments.None);
        Assert.Equal([Moment.Ended], moments);
        Assert.Empty(SessionMoments.Of(Blank with { EndedAt = at, ChannelKnown = true, StartedAt = at }, past).Moments);
    }

    /// <summary>A planner that notes what it is asked, and delivers something for each.</summary>
    private sealed class Recorder(CaseHub hub)
    {
        private readonly IdSource ids = new(TimeProvider.System, new Random(11));
        private readonly Id<Delivery> same = new IdSource(TimeProvider.System, new Random(12)).Next<Delivery>();

        public bool SameId { get; set; }

        public ConcurrentQueue<(SessionChange Change, SessionCause Cause, string Said)> Told { get; } = [];

        public IReadOnlyList<Delivery> Plan(TenantSetup setup, SessionChange change, SessionCause cause)
        {
            // Facts told at once may be taken in by several transactions; what is no moment is nothing here.
            var said = string.Join(", ", change.Moments.Select(m => m.ToString()).Concat(change.AfterEnd ? ["after the end"] : Array.Empty<string>()));
            if (said.Length == 0)
            {
                return [];
            }
            Told.Enqueue((change, cause, said));
            return
            [
                new Delivery
                {
                    Id = SameId ? same : ids.Next<Delivery>(), Tenant = setup.Tenant, Connection = hub.Connection.Id, Kind = DeliveryKind.Memorialise, Subject = change.After.Id.Value,
                    Lane = Delivery.LaneOf(hub.Connection.Id, change.After.Id.Value), Event = cause.Event, Steps = [new Step(StepKind.Write)], CreatedAt = cause.Now,
                    Draft = new Draft { RecordType = "Task", Reference = "task", Key = "k", SubjectNumber = change.After.ExternalId, TriggeredAt = cause.Now },
                },
            ];
        }
    }
}
