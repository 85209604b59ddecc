using Npgsql;
using NpgsqlTypes;

namespace Liaison.Storage.Cases;

/// <summary>What a round of sweeping took away.</summary>
/// <param name="Halves">Uploads that broke off.</param>
/// <param name="Orphans">Whole files that no attachment names.</param>
public sealed record Swept(int Halves, int Orphans);

/// <summary>
/// Takes away what crashes leave among the files: uploads that never ended, and bytes whose row was never written or is gone. Only what is older than a day, so that
/// nothing under way is touched. A round looks at a bounded number of files and the next goes on from there.
/// </summary>
public sealed class AttachmentSweep(Database database, AttachmentFiles files, TimeProvider time)
{
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private string reached = "";

    /// <param name="most">How many files a round looks at; the last folder is looked through whole.</param>
    public async Task<Swept> Go(CancellationToken cancel, int most = 10_000)
    {
        var before = (time.GetUtcNow() - Oldest).UtcDateTime;
        var halves = files.Halves(before).Take(most).Count(files.TakeHalf);
        var looked = 0;
        var old = new List<string>();
        foreach (var folder in files.Folders(after: reached))
        {
            reached = folder;
            foreach (var file in files.In(folder))
            {
                looked++;
                if (file.LastWriteTimeUtc < before)
                {
                    old.Add(file.Name);
                }
            }
            if (looked >= most)
            {
                return new Swept(halves, await Unknown(old, before, cancel));
            }
        }
        reached = "";
        return new Swept(halves, await Unknown(old, before, cancel));
    }

    private async Task<int> Unknown(IReadOnlyList<string> names, DateTime before, CancellationToken cancel)
    {
        if (names.Count == 0)
        {
            return 0;
        }
        var orphans = 0;
        await using var connection = await database.OpenForAll(cancel);
        await using var ask = new NpgsqlCommand("select u.name from unnest($1) as u(name) where not exists (select 1 from attachments a where a.sha256 = u.name)", connection)
        {
            Parameters = { new() { Value = names.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text } },
        };
        await using var unknown = await ask.ExecuteReaderAsync(cancel);
        while (await unknown.ReadAsync(cancel))
        {
            orphans += files.TakeAway(unknown.GetString(0), before) ? 1 : 0;
        }
        return orphans;
    }
}
