using Liaison.Core.Desk;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Road;
using Npgsql;
using NpgsqlTypes;

namespace Liaison.Storage.Desk;

/// <summary>One desk's change on its way into the database: everything in one batch. Rows of agents are locked before rows of waiting contacts, everywhere.</summary>
internal sealed class DeskWrite(NpgsqlConnection connection, Id<Tenant> tenant, DeskAgent agent, DateTimeOffset now)
{
    private readonly List<NpgsqlBatchCommand> commands = [];

    /// <summary>Takes a waiting contact for this agent; false when it is gone, or somebody else's.</summary>
    public async Task<bool> Claim(Id<Session> session, CancellationToken cancel)
    {
        await using var claim = new NpgsqlCommand("update desk_waiting set offered_to = $3 where session_id = $1 and tenant_id = $2 and offered_to is null", connection)
        {
            Parameters = { new() { Value = session.Value }, new() { Value = tenant.Value }, new() { Value = agent.Id } },
        };
        return await claim.ExecuteNonQueryAsync(cancel) == 1;
    }

    public void Agent(AgentState before, AgentState after)
    {
        Add("""
            update desk_agents set state = $3, presence = $4, reason = $5, since = $6, idle_since = $7, has_offer = $8, due_at = $9, version = $10 where user_id = $1 and tenant_id = $2
            """, agent.Id, tenant.Value, Json.Write(after), (short)after.Presence, after.Reason, after.Since.UtcDateTime, after.IdleSince.UtcDateTime, after.Offer is not null, after.DueAt?.UtcDateTime, after.Version);
        if (after.Presence != before.Presence || after.Reason != before.Reason)
        {
            Add("insert into desk_states (tenant_id, user_id, at, presence, reason, session_id) values ($1, $2, $3, $4, $5, $6)",
                tenant.Value, agent.Id, now.UtcDateTime, (short)after.Presence, after.Reason, after.Legs.FirstOrDefault(l => l.Stage == LegStage.Talking)?.Session.Value);
        }
        if (after.Presence == Presence.InQueue && before.Presence == Presence.NotReady)
        {
            // Who comes back is somebody new.
            Add("update desk_waiting set tried = array_remove(tried, $2) where tenant_id = $1 and offered_to is null and tried @> array[$2]", tenant.Value, agent.Id);
        }
        foreach (var gone in before.Legs.Where(b => !after.Legs.Any(a => a.Is(b.Session, b.Key))))
        {
            Add("delete from desk_legs where session_id = $1 and user_id = $2 and leg = $3", gone.Session.Value, agent.Id, gone.Key);
        }
        foreach (var come in after.Legs.Where(a => !before.Legs.Any(b => b.Is(a.Session, a.Key))))
        {
            Add("insert into desk_legs (tenant_id, session_id, user_id, leg) values ($1, $2, $3, $4) on conflict do nothing", tenant.Value, come.Session.Value, agent.Id, come.Key);
        }
    }

    /// <summary>Notes that the agent's status changed, for those who are told of it; false when it did not.</summary>
    public bool Status(AgentStatus before, AgentStatus after, int version)
    {
        if (after == before)
        {
            return false;
        }
        Add("insert into agent_changes (tenant_id, user_id, version, at, name, email, state, reason, session_id, queue, before) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            tenant.Value, agent.Id, version, now.UtcDateTime, agent.Name, agent.Email, after.State, after.Reason, after.Session, after.Queue, before.State);
        return true;
    }

    public void Follow(DeskEffect effect, AgentState after)
    {
        switch (effect)
        {
            case DeskEffect.Offered(var session, var leg):
                Add("insert into desk_offers (tenant_id, session_id, leg, user_id, queue, offered_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
                    tenant.Value, session.Value, leg.Key, agent.Id, leg.Queue, leg.Since.UtcDateTime, leg.Until.UtcDateTime);
                break;
            case DeskEffect.OfferOver(var session, var leg, var outcome):
                Add("update desk_offers set outcome = $2, ended_at = $3 where leg = $1 and outcome is null", leg, outcome, now.UtcDateTime);
                if (outcome is "answered" or "abandoned")
                {
                    Add("delete from desk_waiting where session_id = $1 and offered_to = $2", session.Value, agent.Id);
                }
                else
                {
                    Add("update desk_waiting set offered_to = null, for_user = null, tried = array_append(tried, $2), tried_at = $3 where session_id = $1 and offered_to = $2", session.Value, agent.Id, now.UtcDateTime);
                }
                break;
            case DeskEffect.Wait(var session, var queue, var only):
                Add("""
                    insert into desk_waiting (session_id, tenant_id, queue, priority, since, for_user, tried, tried_at) values ($1, $2, $3, $4, $5, $6, array[$7], $5)
                    on conflict (session_id) do update set queue = excluded.queue, for_user = excluded.for_user, tried = excluded.tried, tried_at = excluded.tried_at where desk_waiting.offered_to is null
                    """, session.Value, tenant.Value, queue, agent.Settings.Queue(queue)?.Priority ?? WaitingStore.UsualPriority, now.UtcDateTime, only, agent.Id);
                break;
            case DeskEffect.Tell:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(effect), effect, $"Nothing is known of this at version {after.Version}.");
        }
    }

    public void Facts(IReadOnlyList<DeskFact> facts)
    {
        foreach (var fact in facts)
        {
            Add("insert into desk_facts (id, tenant_id, session_id, type, at, data, who, hub) values ($1, $2, $3, $4, $5, $6, $7, $8) returning seq",
                fact.Id, fact.Tenant, fact.Session, fact.Type, fact.At.UtcDateTime, fact.Data, fact.Who, fact.Hub);
        }
    }

    public void Notify(string message) => Add($"select pg_notify('{Intake.Channel}', $1)", message);

    /// <summary>Writes everything; the facts come back with their places.</summary>
    public async Task<IReadOnlyList<DeskFact>> Run(IReadOnlyList<DeskFact> facts, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        commands.ForEach(batch.BatchCommands.Add);
        var placed = new List<DeskFact>(facts.Count);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        do
        {
            while (await reader.ReadAsync(cancel))
            {
                if (placed.Count < facts.Count && reader.GetFieldType(0) == typeof(long))
                {
                    placed.Add(facts[placed.Count] with { Seq = reader.GetInt64(0) });
                }
            }
        }
        while (await reader.NextResultAsync(cancel));
        return placed;
    }

    private void Add(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = TypeOf(sql, command.Parameters.Count + 1) },
                _ => new NpgsqlParameter { Value = value },
            });
        }
        commands.Add(command);
    }

    // The one nullable value that is no text is when something is due.
    private static NpgsqlDbType TypeOf(string sql, int place) => sql.Contains($"due_at = ${place},", StringComparison.Ordinal) ? NpgsqlDbType.TimestampTz : NpgsqlDbType.Text;
}
