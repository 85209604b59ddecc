using Liaison.Core.Sessions;
using Liaison.Core.Statistics;
using Liaison.Storage.Road;
using Npgsql;

namespace Liaison.Storage.Sessions;

/// <summary>Writes sessions with the columns and words that they are found by.</summary>
internal static class SessionRows
{
    public static void Write(NpgsqlBatch batch, IReadOnlyList<MergedSession> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }
        var courses = rows.ToDictionary(r => r, r => Course.Of(r.After));
        new Columns(batch, """
            update sessions s set document = u.document::jsonb, version = u.version, moments = u.moments, updated_at = greatest(s.updated_at, u.at), began_at = u.began_at, ended_at = u.ended_at,
              answered_at = u.answered_at, channel = u.channel, direction = u.direction, status = u.status, queue = u.queue, campaign = u.campaign, disposition = u.disposition,
              sub_disposition = u.sub_disposition, agent_name = u.agent_name, agent_email = u.agent_email, agents = string_to_array(u.agents, E'\n'), customer_name = u.customer_name,
              first_name = u.first_name, last_name = u.last_name, company = u.company, email = u.email, phone = u.phone, recordings = string_to_array(u.recordings, E'\n'), course = u.course,
              over_at = coalesce(u.over_at, 'infinity')
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)
              as u(id, document, version, moments, at, began_at, ended_at, answered_at, channel, direction, status, queue, campaign, disposition, sub_disposition, agent_name, agent_email, agents,
                customer_name, first_name, last_name, company, email, phone, recordings, course, over_at)
            where s.id = u.id
            """)
            .Text(rows, r => r.After.Id.Value).Text(rows, r => LedgerText.Write(r.Ledger)).Int(rows, r => r.After.Version).Int(rows, r => (int)r.Past).Time(rows, r => r.At)
            .Time(rows, r => r.After.BeganAt).MaybeTime(rows, r => r.After.EndedAt).MaybeTime(rows, r => r.After.AnsweredAt).Int(rows, r => (int)r.After.Channel).Int(rows, r => (int)r.After.Direction)
            .Text(rows, r => r.After.Status).Text(rows, r => r.After.Queue).Text(rows, r => r.After.Campaign).Text(rows, r => r.After.Disposition).Text(rows, r => r.After.SubDisposition)
            .Text(rows, r => r.After.Agent?.Name ?? r.After.Agent?.Email ?? r.After.Agent?.Id).Text(rows, r => r.After.Agent?.Email?.ToLowerInvariant()).Text(rows, r => Agents(r.After))
            .Text(rows, r => r.After.Customer.Name).Text(rows, r => r.After.Customer.FirstName).Text(rows, r => r.After.Customer.LastName).Text(rows, r => r.After.Customer.Company)
            .Text(rows, r => r.After.Customer.Email?.ToLowerInvariant()).Text(rows, r => Phone(r.After)).Text(rows, r => Recordings(r.After))
            .Text(rows, r => CourseText.Write(courses[r])).MaybeTime(rows, r => courses[r].OverAt);
        Words(batch, rows);
    }

    private static void Words(NpgsqlBatch batch, IReadOnlyList<MergedSession> rows)
    {
        var (gone, come) = (new List<(MergedSession Session, string Word)>(), new List<(MergedSession Session, string Word)>());
        foreach (var row in rows)
        {
            var (before, after) = (row.Before is null ? [] : SessionWords.Of(row.Before), SessionWords.Of(row.After));
            gone.AddRange(before.Except(after, StringComparer.Ordinal).Select(w => (row, w)));
            come.AddRange(after.Except(before, StringComparer.Ordinal).Select(w => (row, w)));
        }
        if (gone.Count > 0)
        {
            new Columns(batch, "delete from session_words w using unnest($1, $2) as u(session_id, word) where w.session_id = u.session_id and w.word = u.word")
                .Text(gone, g => g.Session.After.Id.Value).Text(gone, g => g.Word);
        }
        if (come.Count > 0)
        {
            new Columns(batch, "insert into session_words (tenant_id, session_id, word) select * from unnest($1, $2, $3) on conflict do nothing")
                .Text(come, c => c.Session.After.Tenant.Value).Text(come, c => c.Session.After.Id.Value).Text(come, c => c.Word);
        }
    }

    /// <summary>Everybody who had to do with it, by e-mail address.</summary>
    private static string? Agents(Session session) =>
        Lines(session.Interactions.Select(i => i.Agent.Email?.ToLowerInvariant()).OfType<string>().Distinct(StringComparer.Ordinal));

    private static string? Recordings(Session session) => Lines(session.Files.Where(f => f.Kind == "recording").Select(f => f.Stored ?? f.Url).OfType<string>().Take(20));

    private static string? Phone(Session session) => session.Customer.PhoneE164 ?? session.Customer.Phone ?? (session.Direction == Direction.Outbound ? session.Dnis : session.Ani);

    private static string Lines(IEnumerable<string> parts) => string.Join('\n', parts.Select(p => p.ReplaceLineEndings(" ")));
}
