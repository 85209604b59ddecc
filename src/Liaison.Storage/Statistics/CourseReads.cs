using System.Data;
using System.Runtime.CompilerServices;
using Dapper;
using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Npgsql;

namespace Liaison.Storage.Statistics;

/// <summary>Reads what is counted, one thing after another: whoever counts a day never holds it.</summary>
public sealed class CourseReads(Database database)
{
    /// <summary>A contact that began longer ago has no part in an interval.</summary>
    public static readonly TimeSpan LongestContact = TimeSpan.FromDays(7);

    /// <summary>Who said so long ago that they are at work has forgotten to say otherwise.</summary>
    private static readonly TimeSpan LongestPresence = TimeSpan.FromHours(24);

    private static readonly TimeSpan QueueIsForgotten = TimeSpan.FromDays(30);

    /// <summary>Contacts of which anything may lie in the window, in no order.</summary>
    public async IAsyncEnumerable<Course> Courses(Id<Tenant> tenant, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var ask = new NpgsqlCommand("""
            select course, case when course is null then document::text end, source, external_id
            from sessions where tenant_id = $1 and began_at >= $2 and began_at < $3 and over_at >= $4
            """, connection)
        {
            Parameters = { new() { Value = tenant.Value }, new() { Value = (from - LongestContact).UtcDateTime }, new() { Value = to.UtcDateTime }, new() { Value = from.UtcDateTime } },
        };
        await using var reader = await ask.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
        while (await reader.ReadAsync(cancel))
        {
            yield return await reader.IsDBNullAsync(0, cancel)
                ? Course.Of(LedgerReading.Read(LedgerText.Read(reader.GetString(1)), default, tenant, reader.GetString(2), reader.GetString(3), 0))
                : CourseText.Read(reader.GetFieldValue<byte[]>(0));
        }
    }

    /// <summary>For how long agents were what, by agent and time: from the state in which they entered the window.</summary>
    public async IAsyncEnumerable<PresenceSpan> Presences(Id<Tenant> tenant, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var ask = new NpgsqlCommand("""
            select lower(u.email), u.name, s.presence, s.reason, s.at, lead(s.at) over (partition by u.id order by s.at)
            from users u cross join lateral (
              (select at, presence, reason from desk_states where tenant_id = $1 and user_id = u.id and at < $2 and at > $4 order by at desc limit 1)
              union all
              select at, presence, reason from desk_states where tenant_id = $1 and user_id = u.id and at >= $2 and at < $3) s
            where u.tenant_id = $1
            """, connection)
        {
            Parameters =
            {
                new() { Value = tenant.Value }, new() { Value = from.UtcDateTime }, new() { Value = to.UtcDateTime }, new() { Value = (from - LongestPresence).UtcDateTime },
            },
        };
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            yield return new PresenceSpan(
                reader.GetString(0), reader.GetString(1), (Presence)reader.GetInt16(2), await reader.IsDBNullAsync(3, cancel) ? null : reader.GetString(3), At(reader, 4),
                await reader.IsDBNullAsync(5, cancel) ? null : At(reader, 5));
        }
    }

    /// <summary>Queues by which contacts came lately, and since when; from their index alone, however many contacts there are.</summary>
    public async Task<IReadOnlyList<KnownQueue>> Queues(Id<Tenant> tenant, DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        var rows = await connection.QueryAsync<(string Name, DateTime Since)>(new CommandDefinition("""
            with recursive q as (
              (select queue from sessions where tenant_id = @tenant and queue is not null order by queue limit 1)
              union all
              select (select s.queue from sessions s where s.tenant_id = @tenant and s.queue > q.queue order by s.queue limit 1) from q where q.queue is not null)
            select q.queue, (select s.began_at from sessions s where s.tenant_id = @tenant and s.queue = q.queue order by s.began_at limit 1)
            from q where q.queue is not null
              and exists (select from sessions s where s.tenant_id = @tenant and s.queue = q.queue and s.began_at >= @lately)
            """, new { tenant = tenant.Value, lately = (before - QueueIsForgotten).UtcDateTime }, cancellationToken: cancel));
        return [.. rows.Select(r => new KnownQueue(r.Name, new DateTimeOffset(r.Since)))];
    }

    private static DateTimeOffset At(NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column));
}
