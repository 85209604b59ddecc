using Npgsql;

namespace Liaison.Bench;

/// <summary>Fills a store with sessions, as a busy year leaves them, faster than they could be told one by one.</summary>
public static class SessionFill
{
    private const string Sql = """
        with made as (
          select n, 'ses_' || lpad(to_hex(n), 26, '0') as id, timestamptz '2025-01-01 00:00:00Z' + n * interval '5 minutes' as at,
            (array['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana', 'Ivo', 'Jo'])[1 + n % 10] as first_name, 'Person' || (n / 3) as last_name,
            'person' || (n / 3) || '@example.org' as email, '+4420' || lpad((70000000 + n / 3)::text, 8, '0') as phone, (array['Housing', 'Roads', 'Benefits', 'Waste', 'Council tax'])[1 + n % 5] as queue,
            case when n % 4 = 0 then (array['Repairs', 'Arrears', 'Survey'])[1 + n % 3] end as campaign, 'agent' || (n % 40) || '@norchester.example' as agent,
            (array['Resolved', 'Call back', 'Wrong number', 'Escalated'])[1 + n % 4] as disposition, (n % 4)::smallint as channel
          from generate_series($2::int, $2::int + $3::int - 1) n),
        stored as (
          insert into sessions (id, tenant_id, source, external_id, document, version, moments, began_at, ended_at, answered_at, channel, direction, status, queue, campaign, disposition, agent_name,
            agent_email, agents, customer_name, first_name, last_name, email, phone, created_at, updated_at)
          select id, $1, 'urn:fill', 'fill-' || n, (select jsonb_object_agg(k, jsonb_build_array((extract(epoch from at) * 1000000)::bigint, 'fill', v)) from (values
              ('channel', (array['voice', 'chat', 'inbox', 'offline'])[1 + channel]), ('startedAt', to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
              ('endedAt', to_char((at + interval '4 minutes') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), ('queue', queue), ('campaign', campaign), ('disposition', disposition),
              ('customer.firstName', first_name), ('customer.lastName', last_name), ('customer.email', email), ('customer.phone', phone), ('customer.phoneE164', phone), ('legs/1/agent', agent), ('legs/1/agentEmail', agent),
              ('lines/1', '{"key":"1","at":"' || to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '","speaker":"customer","text":"' || repeat('words that were said ', 20) || '"}')) p(k, v)),
            1, 3, at, at + interval '4 minutes', at + interval '10 seconds', channel, 0, 'answered', queue, campaign, disposition, agent, agent, array[agent], first_name || ' ' || last_name, first_name, last_name, email, phone, at, at
          from made on conflict do nothing returning id)
        insert into session_words (tenant_id, session_id, word)
        select $1, m.id, w.word from made m join stored s on s.id = m.id cross join lateral (values
          (lower(m.first_name)), (lower(m.last_name)), (m.email), ('fill-' || m.n), ('#' || reverse(substr(m.phone, 2)))) w(word) on conflict do nothing
        """;

    /// <param name="from">The first one's number; the same numbers again change nothing.</param>
    public static async Task Fill(NpgsqlConnection connection, string tenant, int from, int count, CancellationToken cancel)
    {
        await using var fill = new NpgsqlCommand(Sql, connection) { CommandTimeout = 600, Parameters = { new() { Value = tenant }, new() { Value = from }, new() { Value = count } } };
        await fill.ExecuteNonQueryAsync(cancel);
        await using var analyze = new NpgsqlCommand("analyze sessions, session_words", connection) { CommandTimeout = 600 };
        await analyze.ExecuteNonQueryAsync(cancel);
    }
}
