using Dapper;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Storage.Configuration;

/// <summary>How a tenant stands at a glance.</summary>
/// <param name="ByState">Deliveries by state; the delivered among the last 10,000.</param>
/// <param name="LastHour">Deliveries that ended, by minute, of the last 20,000; a minute in which none did is left out.</param>
public sealed record Overview(int CasesOpen, int CasesToday, IReadOnlyDictionary<DeliveryState, int> ByState, IReadOnlyList<OverviewMinute> LastHour);

public sealed record OverviewMinute(DateTimeOffset Minute, int Delivered, int Failed);

/// <summary>Counts for the first page: bounded, so that a long history does not slow it down.</summary>
public sealed class OverviewStore(Database database, TimeProvider time)
{
    private const string Sql = """
        select (select count(*)::int from cases where tenant_id = @tenant and completed_at is null), (select count(*)::int from cases where tenant_id = @tenant and created_at >= @today);
        select state::int, count(*)::int from queue where tenant_id = @tenant group by 1
        union all
        select state::int, count(*)::int from outcomes where tenant_id = @tenant and state in (4, 5) group by 1
        union all
        select state::int, count(*)::int from (select state from outcomes where tenant_id = @tenant order by seq desc limit 10000) d where state in (3, 6) group by 1;
        select date_trunc('minute', updated_at) as minute, (count(*) filter (where state = 3))::int as delivered, (count(*) filter (where state in (4, 5)))::int as failed
        from (select state, updated_at from outcomes where tenant_id = @tenant order by seq desc limit 20000) d
        where state in (3, 4, 5) and updated_at > @hour group by 1 order by 1
        """;

    public async Task<Overview> Read(Id<Tenant> tenant, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.Open(tenant, cancel);
        await using var all = await connection.QueryMultipleAsync(new CommandDefinition(
            Sql, new { tenant = tenant.Value, today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), hour = now.AddHours(-1) }, cancellationToken: cancel));
        var (open, today) = await all.ReadSingleAsync<(int, int)>();
        var states = (await all.ReadAsync<(int State, int Count)>()).ToDictionary(s => (DeliveryState)s.State, s => s.Count);
        var minutes = (await all.ReadAsync<MinuteRow>()).Select(m => new OverviewMinute(new DateTimeOffset(m.Minute), m.Delivered, m.Failed)).ToList();
        return new Overview(open, today, Enum.GetValues<DeliveryState>().ToDictionary(state => state, state => states.GetValueOrDefault(state)), minutes);
    }

    private sealed record MinuteRow(DateTime Minute, int Delivered, int Failed);
}
