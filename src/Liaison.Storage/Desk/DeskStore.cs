using System.Text.Json;
using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Storage.Road;
using Npgsql;

namespace Liaison.Storage.Desk;

/// <summary>A fact that a desk tells and that the journal may not have yet.</summary>
/// <param name="Hub">By which address people reach the hub; null where a clock caused it.</param>
public sealed record DeskFact(long Seq, string Id, string Tenant, string Session, string Type, DateTimeOffset At, string Data, string Who, string? Hub);

/// <param name="Facts">To be told now; should this process die first, another one does.</param>
/// <param name="MayRoute">Whether a contact or an agent is free that was not before.</param>
/// <param name="NewStatus">Whether a change of the agent's status is to be told.</param>
public sealed record DeskChange(DeskTurn Turn, IReadOnlyList<DeskFact> Facts, bool MayRoute, bool NewStatus = false);

/// <summary>Changes desks: the agent's row is locked, the turn decided, and all that follows stored with it, or nothing of it.</summary>
/// <param name="owner">This process: it needs no notification of its own.</param>
public sealed class DeskStore(Database database, string owner)
{
    private const int MostTries = 5;

    /// <param name="watched">Whether anybody is to be told of changes of the agent's status.</param>
    public async Task<DeskChange> Change(Id<Tenant> tenant, DeskAgent agent, DateTimeOffset now, string? hub, bool watched, Func<AgentState, DeskTurn> decide, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ChangeOnce(tenant, agent, now, hub, watched, decide, cancel);
            }
            catch (PostgresException crossed) when (crossed.SqlState is PostgresErrorCodes.DeadlockDetected && tries < MostTries)
            {
                // Two agents who came back at once each waited for a contact that the other held; nothing of this was written.
            }
        }
    }

    private async Task<DeskChange> ChangeOnce(Id<Tenant> tenant, DeskAgent agent, DateTimeOffset now, string? hub, bool watched, Func<AgentState, DeskTurn> decide, CancellationToken cancel)
    {
        await using var connection = await database.Open(tenant, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var before = await Lock(connection, tenant, agent, now, cancel);
        var turn = decide(before);
        if (turn.After.Version == before.Version)
        {
            return new DeskChange(turn, [], false);
        }
        var write = new DeskWrite(connection, tenant, agent, now);
        if (turn.Effects.OfType<DeskEffect.Offered>().FirstOrDefault() is { } offered && !await write.Claim(offered.Session, cancel))
        {
            return new DeskChange(new DeskTurn(before, [], new DeskRefusal("taken", "The contact is somebody else's by now.")), [], false);
        }
        write.Agent(before, turn.After);
        var newStatus = watched && write.Status(AgentStatus.Of(before), AgentStatus.Of(turn.After), turn.After.Version);
        foreach (var effect in turn.Effects)
        {
            write.Follow(effect, turn.After);
        }
        var facts = turn.Effects.OfType<DeskEffect.Tell>().Select(t => new DeskFact(
            0, $"{t.Session}/{t.Part}/{turn.After.Version}", tenant.Value, t.Session.Value, t.Type, now, JsonSerializer.Serialize(t.Data, Json.Options), agent.Name, hub)).ToList();
        write.Facts(facts);
        write.Notify($"desk:{tenant}:{agent.Id}:{owner}");
        var told = await write.Run(facts, cancel);
        await transaction.CommitAsync(cancel);
        return new DeskChange(turn, told, MayRoute(before, turn), newStatus);
    }

    private static bool MayRoute(AgentState before, DeskTurn turn) =>
        turn.Effects.Any(e => e is DeskEffect.Wait or DeskEffect.OfferOver { Outcome: "missed" or "declined" })
        || (turn.After is { Presence: Presence.InQueue, Offer: null } && (before.Presence != Presence.InQueue || before.Offer is not null));

    private static async Task<AgentState> Lock(NpgsqlConnection connection, Id<Tenant> tenant, DeskAgent agent, DateTimeOffset now, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into desk_agents (user_id, tenant_id, state, since, idle_since) values ($1, $2, $3, $4, $4) on conflict (user_id) do nothing")
                {
                    Parameters = { new() { Value = agent.Id }, new() { Value = tenant.Value }, new() { Value = Json.Write(AgentState.New(now)) }, new() { Value = now.UtcDateTime } },
                },
                new("select state from desk_agents where user_id = $1 and tenant_id = $2 for update") { Parameters = { new() { Value = agent.Id }, new() { Value = tenant.Value } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Json.Read<AgentState>(reader.GetString(0)) : throw new InvalidOperationException($"The user {agent.Id} belongs to another tenant.");
    }
}
