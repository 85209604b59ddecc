using System.Globalization;
using Dapper;
using Liaison.Bench;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Sessions;
using Liaison.Tests.Cases;
using Npgsql;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>Lists over a full store: pages, filters, search, and that each finds its way by an index.</summary>
public sealed class SessionListTest(PostgresFixture postgres)
{
    private const int Many = 20_000;

    private static readonly (string Query, int Count)[] Questions =
    [
        ("search=person11", 3),
        ("search=PERSON11%40example.org", 3),
        ("search=020+7000+0011", 3),
        ("search=%2B442070000011", 3),
        ("search=70000011", 3),
        ("search=dan+person11", 1),
        ("search=fill-33", 1),
        ("search=nobody", 0),
        ("search=%25", 0),
        ("queue=Roads", 12),
        ("queue=Roads&channel=chat", 3),
        ("agent=AGENT7@norchester.example", 2),
        ("disposition=Escalated&campaign=Survey", 0),
        ("from=2025-01-01T04:00:00Z&to=2025-01-01T05:00:00Z", 12),
        ("source=urn:fill&externalId=fill-5", 1),
        ("delivery=failed", 0),
    ];

    [Fact]
    public async Task No_list_reads_the_whole_store_whatever_it_filters_by()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await Fill(hub);
        var from = new DateTimeOffset(2025, 1, 20, 0, 0, 0, TimeSpan.Zero);
        var filters = new[]
        {
            new SessionFilter(), new SessionFilter(Channel: Channel.Chat), new SessionFilter(Queue: "Roads"), new SessionFilter(Campaign: "Survey"), new SessionFilter(Agent: "agent7@norchester.example"),
            new SessionFilter(Disposition: "Escalated"), new SessionFilter(Search: "person77"), new SessionFilter(Search: "ann person77"), new SessionFilter(Search: "020 7000 0077"),
            new SessionFilter(From: from, To: from.AddDays(1)), new SessionFilter(Failed: true), new SessionFilter(Source: "urn:fill", ExternalId: "fill-5"), new SessionFilter(Queue: "Roads", Search: "person77", From: from),
        };
        foreach (var filter in filters)
        {
            foreach (var first in filter.Search is null ? new int[][] { [] } : filter.Search.Contains("ann", StringComparison.Ordinal) ? [[], [1], [0, 1]] : [[], [0]])
            {
                foreach (var newestFirst in new[] { true, false })
                {
                    await AssertNoScan(hub, SessionList.PageSql(hub.Tenant.Id, filter, newestFirst, null, 50, first), filter);
                    await AssertNoScan(hub, SessionList.PageSql(hub.Tenant.Id, filter, newestFirst, new SessionPlace(from, "ses_1"), 50, first), filter);
                }
                await AssertNoScan(hub, SessionList.CountSql(hub.Tenant.Id, filter, first), filter);
            }
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap_in_both_directions()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await using (var connection = await hub.Get<Storage.Database>().OpenForAll(CancellationToken.None))
        {
            await SessionFill.Fill(connection, hub.Tenant.Id.Value, 1, 120, CancellationToken.None);
            // Half begin at the same instant: then the id decides.
            await connection.ExecuteAsync("update sessions set began_at = '2025-02-01T00:00:00Z' where right(id, 1) < '8'");
        }
        using var client = await hub.SignIn();
        foreach (var sort in new[] { "start", "-start" })
        {
            var seen = new List<string>();
            string? next = "";
            while (next is not null)
            {
                var page = (await client.Get($"/api/v1/sessions?limit=50&sort={sort}&after={next}")).Json;
                Assert.Equal(120, page["total"]!.GetValue<int>());
                seen.AddRange(page["items"]!.AsArray().Select(i => i!["id"]!.GetValue<string>()));
                next = page["next"]?.GetValue<string>();
            }
            Assert.Equal(120, seen.Distinct().Count());
            Assert.Equal(120, seen.Count);
        }
    }

    [Fact]
    public async Task Sessions_are_found_by_words_numbers_and_filters()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await using (var connection = await hub.Get<Storage.Database>().OpenForAll(CancellationToken.None))
        {
            await SessionFill.Fill(connection, hub.Tenant.Id.Value, 1, 60, CancellationToken.None);
        }
        using var client = await hub.SignIn();
        foreach (var (query, count) in Questions)
        {
            var found = await client.Get($"/api/v1/sessions?{query}");
            Assert.True(found.Status == 200, found.Text);
            Assert.True(count == found.Json["items"]!.AsArray().Count, $"{query} finds {found.Json["items"]!.AsArray().Count}.");
            Assert.Equal(count, found.Json["total"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task A_question_that_makes_no_sense_is_told_so()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        using var client = await hub.SignIn();
        foreach (var query in new[] { "sort=name", "channel=7", "channel=telex", "delivery=maybe", "after=nonsense", "from=yesterday" })
        {
            var answer = await client.Get($"/api/v1/sessions?{query}");
            Assert.True((answer.Status, answer.Code) == (400, "malformed"), $"{query}: {answer.Text}");
        }
    }

    private static async Task Fill(CaseHub hub)
    {
        await using var connection = await hub.Get<Storage.Database>().OpenForAll(CancellationToken.None);
        await SessionFill.Fill(connection, hub.Tenant.Id.Value, 1, Many, CancellationToken.None);
    }

    private static async Task AssertNoScan(CaseHub hub, (string Sql, DynamicParameters Values) query, SessionFilter filter)
    {
        await using var connection = await hub.Get<Storage.Database>().Open(hub.Tenant.Id, CancellationToken.None);
        var plan = string.Join('\n', await connection.QueryAsync<string>("explain " + query.Sql, query.Values));
        Assert.False(plan.Contains("Seq Scan on sessions", StringComparison.Ordinal) || plan.Contains("Seq Scan on session_words", StringComparison.Ordinal), $"{filter}\n{plan}");
    }
}
