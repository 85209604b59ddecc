using Liaison.Core.Deliveries;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Road;
using Npgsql;

namespace Liaison.Storage.Sessions;

/// <summary>
/// Takes facts into their sessions inside the journal's transaction. Each session's row is locked first, in one order everywhere, so that facts which several processes accept at
/// the same time wait for each other and none is lost; all facts of one session are taken in one pass.
/// </summary>
internal sealed class SessionMerge
{
    private readonly List<MergedSession> sessions = [];
    private readonly List<Acceptance> refused = [];
    private readonly List<Acceptance> accepted = [];

    private SessionMerge() { }

    /// <summary>The rows to journal: those of sessions now name their session, and carry the deliveries that follow.</summary>
    public List<Acceptance> Accepted => accepted;

    public static async Task<SessionMerge> Take(NpgsqlConnection connection, IReadOnlyList<Acceptance> rows, CancellationToken cancel)
    {
        var merge = new SessionMerge();
        var groups = rows.Where(r => r.Session is not null).GroupBy(r => (Tenant: r.Event.Tenant.Value, r.Session!.Source, r.Session.ExternalId))
            .OrderBy(g => g.Key.Tenant, StringComparer.Ordinal).ThenBy(g => g.Key.Source, StringComparer.Ordinal).ThenBy(g => g.Key.ExternalId, StringComparer.Ordinal).ToList();
        if (groups.Count == 0)
        {
            merge.accepted.AddRange(rows);
            return merge;
        }
        var locked = await Lock(connection, [.. groups.Select(g => g.First())], cancel);
        var changed = new Dictionary<Acceptance, Acceptance>(ReferenceEqualityComparer.Instance);
        foreach (var group in groups)
        {
            var session = new MergedSession(locked[group.Key]);
            var (taken, full) = session.Add([.. group]);
            merge.sessions.Add(session);
            merge.refused.AddRange(full);
            taken.ForEach(t => changed[t.Row] = t.With);
        }
        merge.accepted.AddRange(rows.Where(r => r.Session is null || changed.ContainsKey(r)).Select(r => changed.GetValueOrDefault(r, r)));
        return merge;
    }

    /// <summary>Adds what is to be written of the sessions to the journal's batch.</summary>
    public void Write(NpgsqlBatch batch)
    {
        SessionRows.Write(batch, [.. sessions.Where(s => s.HasFacts)]);
        var news = sessions.FindAll(s => s.ForDesks);
        if (news.Count > 0)
        {
            new Columns(batch, """
                insert into desk_news (session_id, tenant_id, version, at) select * from unnest($1, $2, $3, $4)
                on conflict (session_id) do update set version = excluded.version, at = excluded.at
                """)
                .Text(news, n => n.After.Id.Value).Text(news, n => n.After.Tenant.Value).Int(news, n => n.After.Version).Time(news, n => n.At);
        }
        var files = accepted.Where(r => r.Session?.File is not null).ToList();
        if (files.Count > 0)
        {
            new Columns(batch, """
                insert into attachments (id, tenant_id, session_id, name, description, content_type, size, sha256, added_at, added_by) select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """)
                .Text(files, f => f.Session!.File!.Id.Value).Text(files, f => f.Event.Tenant.Value).Text(files, f => f.Event.Subject).Text(files, f => f.Session!.File!.Name)
                .Text(files, f => f.Session!.File!.Description).Text(files, f => f.Session!.File!.ContentType).Long(files, f => f.Session!.File!.Size).Text(files, f => f.Session!.File!.Sha256)
                .Time(files, f => f.Session!.File!.AddedAt).Text(files, f => f.Session!.File!.AddedBy);
        }
        if (refused.Count > 0)
        {
            // A fact that was not taken is not known: should there be room one day, it may come again.
            new Columns(batch, "delete from event_keys k using unnest($1) u(id), unnest($2) t(tenant_id) where k.event_id = u.id and k.tenant_id = t.tenant_id")
                .Text(refused, r => r.Event.Id.Value).Text([.. refused.DistinctBy(r => r.Event.Tenant.Value)], r => r.Event.Tenant.Value);
        }
    }

    private static async Task<Dictionary<(string Tenant, string Source, string ExternalId), LockedSession>> Lock(NpgsqlConnection connection, List<Acceptance> firsts, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        Identities(new Columns(batch, """
            insert into sessions (tenant_id, source, external_id, id, began_at, created_at, updated_at)
            select u.tenant_id, u.source, u.external_id, u.id, u.at, u.at, u.at from unnest($1, $2, $3, $4, $5) as u(tenant_id, source, external_id, id, at)
            on conflict (tenant_id, source, external_id) do nothing
            """), firsts).Text(firsts, r => r.Session!.Candidate.Value).Time(firsts, r => r.Event.At);
        Identities(new Columns(batch, """
            select s.tenant_id, s.source, s.external_id, s.id, s.document::text, s.version, s.moments
            from sessions s join unnest($1, $2, $3) as u(tenant_id, source, external_id) on s.tenant_id = u.tenant_id and s.source = u.source and s.external_id = u.external_id
            order by s.tenant_id collate "C", s.source collate "C", s.external_id collate "C" for update of s
            """), firsts);
        var locked = new Dictionary<(string, string, string), LockedSession>();
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            locked[(reader.GetString(0), reader.GetString(1), reader.GetString(2))] = new LockedSession(
                new Id<Session>(reader.GetString(3)), reader.GetString(4), reader.GetInt32(5), (PastMoments)reader.GetInt16(6));
        }
        return locked;
    }

    private static Columns Identities(Columns columns, List<Acceptance> rows) =>
        columns.Text(rows, r => r.Event.Tenant.Value).Text(rows, r => r.Session!.Source).Text(rows, r => r.Session!.ExternalId);
}

/// <summary>A session's row as it was found and locked.</summary>
internal sealed record LockedSession(Id<Session> Id, string Document, int Version, PastMoments Past);
