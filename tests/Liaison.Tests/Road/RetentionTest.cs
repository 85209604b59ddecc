using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Liaison.Hub.Hosting;
using Liaison.Hub.Road;
using Liaison.Storage.Retention;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Road;

/// <summary>What was kept long enough is let go, in small batches, by one hub for all; what is still needed stays.</summary>
public sealed partial class RetentionTest(PostgresFixture postgres)
{
    internal static readonly DateTimeOffset Now = new(2027, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Old_runs_go_and_new_ones_stay_and_so_does_that_of_a_contact_that_goes_on()
    {
        await using var house = await RetentionHouse.Open(postgres);
        await house.Session("ses_ended", ended: true, heard: Days(-100));
        await house.Session("ses_lasts", ended: false, heard: Days(-1));
        await house.Session("ses_lost", ended: false, heard: Days(-100));
        await house.Run("old", Days(-91), "ses_ended");
        await house.Run("asks", Days(-91), "ses_lasts", waits: true);
        await house.Run("lost", Days(-91), "ses_lost", waits: true);
        await house.Run("trial", Days(-91), null);
        await house.Run("new", Days(-89), "ses_ended");
        await house.Go();
        Assert.Equal(["asks", "new"], await house.Names("select state->>'name' from flow_runs"));
        await house.Session("ses_lasts", ended: true, heard: Days(0));
        house.Time.Now = Now.AddHours(1);
        await house.Go();
        Assert.Equal(["new"], await house.Names("select state->>'name' from flow_runs"));
    }

    [Fact]
    public async Task How_an_agent_is_now_stays_however_long_ago_it_began()
    {
        await using var house = await RetentionHouse.Open(postgres);
        await house.State("ann", Days(-500), "first");
        await house.State("ann", Days(-450), "last");
        await house.State("bob", Days(-450), "older");
        await house.State("bob", Days(-399), "newer");
        await house.Go();
        Assert.Equal(["last", "newer"], await house.Names("select reason from desk_states"));
    }

    [Fact]
    public async Task An_offer_that_ended_goes_and_an_open_one_stays()
    {
        await using var house = await RetentionHouse.Open(postgres);
        await house.Offer("answered", Days(-401), "answered");
        await house.Offer("open", Days(-401), null);
        await house.Offer("new", Days(-399), "missed");
        await house.Go();
        Assert.Equal(["new", "open"], await house.Names("select leg from desk_offers"));
    }

    [Fact]
    public async Task A_file_of_statistics_that_is_on_its_way_stays()
    {
        await using var house = await RetentionHouse.Open(postgres);
        var waiting = await house.Delivery(Days(-40), 0);
        var ended = await house.Delivery(Days(-40), 3);
        await house.File("waiting", Days(-36), waiting);
        await house.File("sent", Days(-36), ended);
        await house.File("new", Days(-34), ended);
        await house.Go();
        Assert.Equal(["new", "waiting"], await house.Names("select name from statistics_files"));
    }

    [Fact]
    public async Task Answers_are_forgotten_after_their_day()
    {
        await using var house = await RetentionHouse.Open(postgres);
        foreach (var (key, age) in new[] { ("old", 25), ("new", 23) })
        {
            await house.Do("insert into idempotency_keys (tenant_id, key, request_hash, created_at) values ('ten_1', $1, 'x', $2)", key, Now.AddHours(-age).UtcDateTime);
        }
        await house.Go();
        Assert.Equal(["new"], await house.Names("select key from idempotency_keys"));
    }

    [Fact]
    public async Task The_log_the_events_and_the_audit_trail_are_kept_for_ever_until_the_operator_says_otherwise()
    {
        await using var house = await RetentionHouse.Open(postgres);
        var delivery = await house.Delivery(Days(-4000), 3);
        await house.Event("evt", Days(-4000), "cas_1");
        await house.Do("insert into audit (id, tenant_id, at, who, action, subject) values ('aud_1', 'ten_1', $1, 'Ann', 'saved', 'con_1')", Days(-4000).UtcDateTime);
        await house.Go();
        Assert.Equal([delivery], await house.Names("select id from deliveries"));
        await house.Go(hub: "hub_1", ("LIAISON_KEEP_LOG", "365"), ("LIAISON_KEEP_EVENTS", "365"), ("LIAISON_KEEP_AUDIT", "365"));
        Assert.Empty(await house.Names("select id from drafts union all select tenant_id from outcomes union all select delivery_id from attempts"));
        Assert.Empty(await house.Names("select id from events union all select event_id from event_keys union all select id from audit"));
    }

    [Fact]
    public async Task Of_the_log_stays_what_a_waiting_delivery_still_needs()
    {
        await using var house = await RetentionHouse.Open(postgres);
        await house.Session("ses_lasts", ended: false, heard: Days(-1));
        var gone = await house.Delivery(Days(-400), 3, "cas_gone", lane: 1);
        var before = await house.Delivery(Days(-400), 3, "cas_busy", lane: 2);
        var waits = await house.Delivery(Days(-400), 0, "cas_busy", lane: 2);
        var awaited = await house.Delivery(Days(-400), 4, "cas_other", lane: 3);
        await house.Do("update queue set after_id = $1", awaited);
        var parked = await house.Delivery(Days(-400), 2, "cas_parked", lane: 4);
        var lasting = await house.Delivery(Days(-400), 3, "ses_lasts", lane: 5);
        var late = await house.Delivery(Days(-400), 3, "cas_late", lane: 6, ended: Days(-10));
        var young = await house.Delivery(Days(-300), 3, "cas_young", lane: 7);
        await house.Go(hub: "hub_1", ("LIAISON_KEEP_LOG", "365"));
        Assert.Equal(new[] { before, waits, awaited, parked, lasting, late, young }.Order(StringComparer.Ordinal), await house.Names("select id from deliveries"));
        Assert.DoesNotContain(gone, await house.Names("select delivery_id from attempts"));
    }

    [Fact]
    public async Task Of_the_events_stay_those_of_a_case_with_a_delivery_on_its_way_and_their_keys()
    {
        await using var house = await RetentionHouse.Open(postgres);
        await house.Delivery(Days(-400), 0, "cas_busy");
        await house.Event("busy", Days(-400), "cas_busy");
        await house.Event("quiet", Days(-400), "cas_quiet");
        await house.Event("young", Days(-300), "cas_quiet");
        await house.Go(hub: "hub_1", ("LIAISON_KEEP_EVENTS", "365"));
        Assert.Equal(["busy", "young"], await house.Names("select external_id from events"));
        Assert.Equal(["busy", "young"], await house.Names("select external_id from event_keys"));
    }

    [Fact]
    public async Task Much_goes_in_small_batches_and_is_counted()
    {
        await using var house = await RetentionHouse.Open(postgres);
        await house.Do("""
            insert into desk_states (tenant_id, user_id, at, presence, reason)
            select 'ten_1', 'usr_1', $1 - make_interval(secs => n), 0, 'r' from generate_series(1, 1201) n
            """, Days(-401).UtcDateTime);
        var (rounds, rows) = (new RetentionRounds(house.Database), KeptList.AgentStates);
        Assert.True(await rounds.Begin(rows, "hub_1", Now, Cancel));
        Assert.Equal(500, await rounds.Remove(rows, "hub_1", Days(-400), 500, Cancel));
        Assert.Equal("701", Assert.Single(await house.Names("select count(*)::text from desk_states")));
        await rounds.End(rows, "hub_1", Days(-400), Now, Cancel);

        var counted = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) =>
        {
            if (instrument == Telemetry.Removed)
            {
                l.EnableMeasurementEvents(instrument);
            }
        } };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Interlocked.Add(ref counted, tags[0].Value as string == "agent-states" ? value : 0));
        listener.Start();
        await house.Go();
        Assert.Equal("1", Assert.Single(await house.Names("select count(*)::text from desk_states")));
        Assert.Equal("1200", Assert.Single(await house.Names("select removed::text from retention_rounds where name = 'agent-states'")));
        Assert.True(counted >= 700);
    }

    [Fact]
    public async Task Of_two_hubs_one_does_it_and_the_other_goes_on_when_it_dies()
    {
        await using var house = await RetentionHouse.Open(postgres);
        await house.Do("insert into desk_states (tenant_id, user_id, at, presence, reason) select 'ten_1', 'usr_1', $1 - make_interval(secs => n), 0, 'r' from generate_series(1, 50) n", Days(-401).UtcDateTime);
        var (rounds, rows) = (new RetentionRounds(house.Database), KeptList.AgentStates);
        Assert.True(await rounds.Begin(rows, "hub_1", Now, Cancel));
        Assert.False(await rounds.Begin(rows, "hub_2", Now, Cancel));
        Assert.Equal(10, await rounds.Remove(rows, "hub_1", Days(-400), 10, Cancel));
        Assert.Null(await rounds.Remove(rows, "hub_2", Days(-400), 10, Cancel));
        await house.Do("update retention_rounds set lease_until = clock_timestamp() - interval '1 second'");
        Assert.True(await rounds.Begin(rows, "hub_2", Now, Cancel));
        Assert.Null(await rounds.Remove(rows, "hub_1", Days(-400), 10, Cancel));
        Assert.Equal(39, await rounds.Remove(rows, "hub_2", Days(-400), 100, Cancel));
        await rounds.End(rows, "hub_1", Days(-400), Now, Cancel);
        Assert.False(await rounds.Begin(rows, "hub_3", Now, Cancel));
        await rounds.End(rows, "hub_2", Days(-400), Now.AddHours(1), Cancel);
        Assert.False(await rounds.Begin(rows, "hub_3", Now.AddMinutes(59), Cancel));
        Assert.True(await rounds.Begin(rows, "hub_3", Now.AddHours(1), Cancel));
    }

    [Fact]
    public async Task Two_hubs_at_once_let_go_of_each_row_once()
    {
        await using var house = await RetentionHouse.Open(postgres);
        await house.Do("insert into desk_states (tenant_id, user_id, at, presence, reason) select 'ten_1', 'usr_1', $1 - make_interval(secs => n), 0, 'r' from generate_series(1, 2001) n", Days(-401).UtcDateTime);
        await Task.WhenAll(house.Go("hub_1"), house.Go("hub_2"), house.Go("hub_3"));
        Assert.Equal("2000", Assert.Single(await house.Names("select removed::text from retention_rounds where name = 'agent-states'")));
        Assert.Equal("1", Assert.Single(await house.Names("select count(*)::text from desk_states")));
    }

    [Fact]
    public async Task A_month_that_is_empty_goes_whole_and_one_that_holds_something_stays()
    {
        await using var house = await RetentionHouse.Open(postgres);
        foreach (var month in new[] { "2026_01", "2026_02", "2027_02" })
        {
            var first = DateTime.ParseExact(month, "yyyy_MM", System.Globalization.CultureInfo.InvariantCulture);
            await house.Do($"create table flow_runs_{month} partition of flow_runs for values from ('{first:yyyy-MM-dd}Z') to ('{first.AddMonths(1):yyyy-MM-dd}Z'); select liaison_protect('flow_runs_{month}')");
        }
        await house.Session("ses_lasts", ended: false, heard: Days(-1));
        await house.Run("january", new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero), null);
        await house.Run("february", new DateTimeOffset(2026, 2, 15, 0, 0, 0, TimeSpan.Zero), "ses_lasts");
        await house.Go();
        Assert.Equal(["flow_runs_2026_02", "flow_runs_2027_02"], await house.Names("select relname::text from pg_class where relname in ('flow_runs_2026_01', 'flow_runs_2026_02', 'flow_runs_2027_02') and relkind = 'r'"));
        Assert.Equal(["february"], await house.Names("select state->>'name' from flow_runs"));
    }

    [Fact]
    public async Task Every_table_is_let_go_after_a_time_or_known_to_stay()
    {
        await using var house = await RetentionHouse.Open(postgres);
        var tables = await house.Names("select relname::text from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = current_schema()::regnamespace");
        var listed = KeptList.All.SelectMany(rows => Deleted().Matches(rows.Remove).Select(match => match.Groups["table"].Value)).ToHashSet(StringComparer.Ordinal);
        string[] people = ["users", "sign_ins", "api_keys", "tenants"];
        string[] configuration = ["connections", "connection_documents", "tenant_documents", "document_versions", "case_references", "templates", "case_types", "rules", "flows", "flow_versions", "grants", "authorizations", "key_ring"];
        string[] records = ["cases", "case_history", "attachments", "record_links", "sessions", "session_words"];
        string[] underWay = ["queue", "workers", "desk_agents", "desk_legs", "desk_waiting", "desk_news", "desk_facts", "agent_changes", "statistics_progress", "simulations", "retention_rounds", "migrations"];
        string[] stay = [.. people, .. configuration, .. records, .. underWay];
        Assert.Empty(listed.Intersect(stay));
        Assert.Equal([.. listed.Concat(stay).Order(StringComparer.Ordinal)], tables);
    }

    [Fact]
    public void The_operator_says_how_many_days_and_a_mistake_is_told()
    {
        var plan = RetentionPlan.From(name => name switch { "LIAISON_KEEP_FLOW_RUNS" => "14", "LIAISON_KEEP_OFFERS" => "forever", "LIAISON_KEEP_LOG" => "730", _ => null });
        Assert.Equal((14, null, 730, 400), (plan.Kept["flow-runs"]?.TotalDays, plan.Kept["offers"]?.TotalDays, plan.Kept["log"]?.TotalDays, plan.Kept["agent-states"]?.TotalDays));
        Assert.DoesNotContain(plan.Limited, kept => kept.Rows.Name is "offers" or "audit");
        foreach (var wrong in new[] { "6", "0", "-1", "soon", "90d", "99999" })
        {
            var told = Assert.Throws<ArgumentException>(() => HubOptions.FromEnvironment(name => name == "LIAISON_KEEP_FLOW_RUNS" ? wrong : null));
            Assert.StartsWith($"LIAISON_KEEP_FLOW_RUNS is “{wrong}”; it is a number of days, 7 at the least, or “forever”.", told.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_for_operators_tells_of_each_kind_how_long_it_is_kept()
    {
        var page = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "operate.md"));
        Assert.All(KeptList.All, rows =>
        {
            var line = Assert.Single(page, line => line.StartsWith($"| `{rows.Variable}` |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);
            Assert.Equal((rows.Days?.ToString() ?? "for ever", rows.Least.ToString()), (line[^3], line[^2]));
        });
    }

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Days(int days) => Now.AddDays(days);

    [GeneratedRegex(@"delete from (?<table>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Deleted();
}
