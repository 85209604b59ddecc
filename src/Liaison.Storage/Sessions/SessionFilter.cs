using Dapper;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Storage.Sessions;

/// <summary>Which sessions a list shows; parts that are null do not choose.</summary>
/// <param name="Agent">The e-mail address of the agent whom it belongs to.</param>
/// <param name="Search">Beginnings of words in names, addresses and ids, or the end of a number.</param>
/// <param name="From">Begun at this instant or later.</param>
/// <param name="To">Begun before this instant.</param>
/// <param name="Failed">True: only those with a delivery that failed or died.</param>
public sealed record SessionFilter(
    Channel? Channel = null, string? Queue = null, string? Campaign = null, string? Agent = null, string? Disposition = null, string? Search = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    bool Failed = false, string? Source = null, string? ExternalId = null)
{
    /// <summary>Words that stand in so many sessions or more are not worth fetching; a walk by time soon meets them.</summary>
    internal const int Common = 30_000;

    /// <summary>The condition that is asked, of what was given only: what is not asked cannot keep an index from being used.</summary>
    /// <param name="first">The places of the words whose sessions are fetched first, whatever the planner thinks: those that hold all of them.</param>
    internal string Where(Id<Tenant> tenant, DynamicParameters values, IReadOnlyCollection<int> first)
    {
        var conditions = new List<string> { "s.tenant_id = @tenant" };
        values.Add("tenant", tenant.Value);
        void Ask(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                values.Add(name, value);
            }
        }
        Ask("s.channel = @channel", "channel", (short?)Channel);
        Ask("s.queue = @queue", "queue", Queue);
        Ask("s.campaign = @campaign", "campaign", Campaign);
        Ask("s.agent_email = @agent", "agent", Agent?.ToLowerInvariant());
        Ask("s.disposition = @disposition", "disposition", Disposition);
        Ask("s.began_at >= @from", "from", From?.UtcDateTime);
        Ask("s.began_at < @to", "to", To?.UtcDateTime);
        Ask("s.source = @source", "source", Source);
        Ask("s.external_id = @externalId", "externalId", ExternalId);
        var found = Words(values);
        if (first.Count > 0)
        {
            conditions.Add($"s.id = any(array({string.Join(" intersect ", first.Select(at => $"select w.session_id {found[at]}"))}))");
        }
        conditions.AddRange(found.Where((_, at) => !first.Contains(at)).Select(words => $"s.id in (select w.session_id {words})"));
        if (Failed)
        {
            conditions.Add("s.id in (select d.subject from deliveries d where d.tenant_id = @tenant and d.state in (4, 5))");
        }
        return string.Join(" and ", conditions);
    }

    /// <summary>How many sessions each word stands in, counted up to <see cref="Common"/>; null when nothing is searched for.</summary>
    internal string? Counts(Id<Tenant> tenant, DynamicParameters values)
    {
        values.Add("tenant", tenant.Value);
        values.Add("common", Common);
        var found = Words(values);
        return found.Count == 0 ? null : "select array[" + string.Join(", ", found.Select(words => $"(select count(*)::int from (select 1 {words} limit @common) c)")) + "]";
    }

    private List<string> Words(DynamicParameters values)
    {
        var (place, found) = (0, new List<string>());
        foreach (var spellings in SessionWords.Sought(Search))
        {
            var either = new List<string>();
            foreach (var word in spellings)
            {
                either.Add($"(w.word >= @w{place} and w.word < @x{place})");
                values.Add($"w{place}", word);
                values.Add($"x{place++}", SessionWords.Beyond(word));
            }
            found.Add($"from session_words w where w.tenant_id = @tenant and ({string.Join(" or ", either)})");
        }
        return found;
    }
}
