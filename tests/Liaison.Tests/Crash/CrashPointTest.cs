using System.Globalization;
using Liaison.Core.Deliveries;
using Liaison.Storage.Log;
using Xunit;

namespace Liaison.Tests.Crash;

/// <summary>A hub dies at each point on the way from accepting a case to marking its deliveries as done; the next one on the same database brings all to its end.</summary>
public sealed class CrashPointTest(PostgresFixture postgres, ITestOutputHelper output)
{
    [Theory, Trait("row", "A1"), Trait("row", "A2"), Trait("row", "A23")]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whichever_request_or_answer_is_the_last_nothing_is_lost_nothing_done_twice_and_the_order_kept(int first)
    {
        const int Chains = 2;
        await using var site = await CrashSite.Start(postgres);
        var (hub, points) = (await site.Hub(new Life()), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var point = first; ; point += Chains)
        {
            var name = $"point-{point.ToString(CultureInfo.InvariantCulture)}";
            hub.Life.EndAt(point);
            var subject = await hub.Open(name, "1");
            var changed = subject is null ? null : await hub.Change(subject, "2");
            await hub.Settled();
            if (!hub.Life.IsOver)
            {
                // It did all that there was to do before it came to this point: there are no more.
                hub.Life.EndAt(int.MaxValue);
                Assert.InRange(point, 20, 1000);
                break;
            }
            points[hub.Life.EndedAt!] = points.GetValueOrDefault(hub.Life.EndedAt!) + 1;
            hub.Bury();
            await site.LeasesRunOut();
            hub = await site.Hub(new Life());
            // Who was not told that it is done says it again.
            subject = await hub.Open(name, "1");
            changed ??= await hub.Change(subject!, "2");
            await hub.Settled();
            var told = site.Register.Told($"{subject!.Number}-enquiry");
            Assert.True(told is [["1", "2"]], $"Killed at point {point}, {points.Last().Key}: {string.Join(" | ", told.Select(record => string.Join(", ", record)))}");
        }
        var counts = await hub.Get<DeliveryLog>().Counts(site.Tenant, new DeliveryFilter(), CancellationToken.None);
        Assert.Equal(0, counts.Where(c => c.Key != DeliveryState.Delivered).Sum(c => c.Value));
        output.WriteLine(string.Join(", ", points.Select(p => $"{p.Value} × {p.Key}")));
        Assert.Superset(new HashSet<string>(["ask", "answer"], StringComparer.Ordinal), points.Keys.ToHashSet(StringComparer.Ordinal));
    }
}
