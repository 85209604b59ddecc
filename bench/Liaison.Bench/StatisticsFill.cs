using System.Globalization;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Npgsql;
using NpgsqlTypes;

namespace Liaison.Bench;

/// <summary>Fills a store with one day of a large contact centre: calls and chats with their whole documents, and what its agents were when.</summary>
internal static class StatisticsFill
{
    private const int Agents = 400;

    private const string Columns =
        "id, tenant_id, source, external_id, document, version, moments, began_at, ended_at, answered_at, channel, direction, status, queue, agents, created_at, updated_at, course, over_at";

    public static readonly string[] Queues = [.. Enumerable.Range(1, 20).Select(n => $"Queue {n:00}")];

    public static async Task Fill(NpgsqlConnection connection, Id<Tenant> tenant, DateTimeOffset day, int count, CancellationToken cancel)
    {
        var random = new Random(7);
        // What is protected row by row cannot be copied into.
        await Run(connection, "create temp table filled (like sessions including defaults)");
        await using (var import = await connection.BeginBinaryImportAsync($"copy filled ({Columns}) from stdin (format binary)", cancel))
        {
            for (var n = 0; n < count; n++)
            {
                await Row(import, tenant, day.AddMilliseconds(n * (86_400_000.0 / count)), n, random, cancel);
            }
            await import.CompleteAsync(cancel);
        }
        await Run(connection, $"insert into sessions ({Columns}) select {Columns} from filled");
        await Run(connection, "drop table filled");
        await Run(connection, $"""
            insert into users (id, tenant_id, name, email, role, password) select 'usr_' || lpad(n::text, 26, '0'), '{tenant}', 'Agent ' || n, 'agent' || n || '@bench.example', 'agent', '-' from generate_series(1, {Agents}) n
            """);
        await using var states = new NpgsqlCommand($"""
            insert into desk_states (tenant_id, user_id, at, presence, reason)
            select $1, 'usr_' || lpad(n::text, 26, '0'), $2 + (s * interval '4 minutes') + n * interval '1 second', (array[1, 2, 3, 0])[1 + (n + s) % 4], case when (n + s) % 4 = 3 then 'Break' end
            from generate_series(1, {Agents}) n, generate_series(0, 359) s
            """, connection) { CommandTimeout = 600, Parameters = { new() { Value = tenant.Value }, new() { Value = day.UtcDateTime } } };
        await states.ExecuteNonQueryAsync(cancel);
        await Run(connection, "vacuum analyze sessions, desk_states, users");
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Row(NpgsqlBinaryImporter import, Id<Tenant> tenant, DateTimeOffset began, int n, Random random, CancellationToken cancel)
    {
        var (id, ledger) = ($"ses_{n:D26}", LedgerOf(began, n, random));
        var session = LedgerReading.Read(ledger, new Id<Session>(id), tenant, "urn:bench", $"bench-{n}", 1);
        var course = Course.Of(session);
        await import.StartRowAsync(cancel);
        await import.WriteAsync(id, cancel);
        await import.WriteAsync(tenant.Value, cancel);
        await import.WriteAsync("urn:bench", cancel);
        await import.WriteAsync($"bench-{n}", cancel);
        await import.WriteAsync(LedgerText.Write(ledger), NpgsqlDbType.Jsonb, cancel);
        await import.WriteAsync(1, cancel);
        await import.WriteAsync((short)3, cancel);
        await import.WriteAsync(session.BeganAt.UtcDateTime, cancel);
        await Maybe(import, session.EndedAt, cancel);
        await Maybe(import, session.AnsweredAt, cancel);
        await import.WriteAsync((short)session.Channel, cancel);
        await import.WriteAsync((short)session.Direction, cancel);
        await import.WriteAsync(session.Status, cancel);
        await import.WriteAsync(session.Queue!, cancel);
        await import.WriteAsync(Array.Empty<string>(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancel);
        await import.WriteAsync(began.UtcDateTime, cancel);
        await import.WriteAsync(began.UtcDateTime, cancel);
        await import.WriteAsync(CourseText.Write(course), cancel);
        await Maybe(import, course.OverAt, cancel);
    }

    private static Task Maybe(NpgsqlBinaryImporter import, DateTimeOffset? at, CancellationToken cancel) =>
        at is { } time ? import.WriteAsync(time.UtcDateTime, NpgsqlDbType.TimestampTz, cancel) : import.WriteNullAsync(cancel);

    /// <summary>Nine in ten are answered, one in twenty is passed on, one in ten is put on hold.</summary>
    private static SessionLedger LedgerOf(DateTimeOffset began, int n, Random random)
    {
        var (ledger, queue) = (new SessionLedger(), Queues[random.Next(Queues.Length)]);
        var (wait, talk) = (random.Next(2, 90), random.Next(30, 600));
        var answered = random.Next(10) > 0;
        Tell("startedAt", Time(0));
        Tell("channel", n % 4 == 0 ? "chat" : "voice");
        Tell("direction", "inbound");
        Tell("queue", queue);
        Tell("customer.name", $"Person {n}");
        Tell("customer.phone", $"+4420{n:D8}");
        Tell("ani", $"+4420{n:D8}");
        Tell("notes/1", $"{{\"key\":\"1\",\"at\":\"{Time(wait)}\",\"who\":\"Agent\",\"text\":\"{string.Concat(Enumerable.Repeat("What was said and done about it. ", 8))}\"}}");
        if (answered)
        {
            var agent = random.Next(1, Agents + 1);
            Leg("a", agent, wait, wait + talk);
            Tell("legs/a/queue", queue);
            if (n % 20 == 0)
            {
                Tell("legs/a/transferredTo", Queues[(n + 1) % Queues.Length]);
                Tell("queue", Queues[(n + 1) % Queues.Length], 1);
                Leg("b", 1 + ((agent + 7) % Agents), wait + talk + 20, wait + talk + 200);
                talk += 200;
            }
            if (n % 10 == 0)
            {
                Tell("states/1", $"{{\"state\":\"onHold\",\"at\":\"{Time(wait + 10)}\"}}");
                Tell("states/2", $"{{\"state\":\"talking\",\"at\":\"{Time(wait + 25)}\"}}");
            }
            Tell("wrapUpEndedAt", Time(wait + talk + 30));
        }
        Tell("endedAt", Time(answered ? wait + talk : wait));
        return ledger;

        string Time(int seconds) => SessionTimes.Write(began.AddSeconds(seconds));

        void Tell(string path, string value, int later = 0) => ledger.Add(new SessionFact(Stamp.Of(began.AddSeconds(later), $"e{n}"), [new Told(path, value)]));

        void Leg(string key, int agent, int from, int to)
        {
            Tell($"legs/{key}/agent", agent.ToString(CultureInfo.InvariantCulture));
            Tell($"legs/{key}/agentName", $"Agent {agent}");
            Tell($"legs/{key}/agentEmail", $"agent{agent}@bench.example");
            Tell($"legs/{key}/offeredAt", Time(from - 2));
            Tell($"legs/{key}/answeredAt", Time(from));
            Tell($"legs/{key}/endedAt", Time(to));
        }
    }
}
