using System.Reflection;
using Npgsql;

namespace Liaison.Storage;

/// <summary>Brings a database to this version's shape: each numbered script once, in order, each in its own transaction, under one lock.</summary>
public static class Migrator
{
    private const long Lock = 0x4C494149534F4E; // “LIAISON”

    /// <returns>The names of the scripts that ran now.</returns>
    /// <exception cref="InvalidOperationException">The database was made by a newer version of Liaison.</exception>
    public static async Task<IReadOnlyList<string>> Migrate(Database database, CancellationToken cancel)
    {
        await using var connection = await database.OpenForAll(cancel);
        await Run(connection, $"select pg_advisory_lock({Lock}); create table if not exists migrations (name text primary key, at timestamptz not null default now())", cancel);
        try
        {
            var done = new HashSet<string>(StringComparer.Ordinal);
            await using (var names = new NpgsqlCommand("select name from migrations", connection))
            await using (var reader = await names.ExecuteReaderAsync(cancel))
            {
                while (await reader.ReadAsync(cancel))
                {
                    done.Add(reader.GetString(0));
                }
            }
            var scripts = Scripts().ToList();
            if (done.Except(scripts.Select(s => s.Name)).FirstOrDefault() is { } unknown)
            {
                throw new InvalidOperationException($"The database already holds the change “{unknown}”, which this version of Liaison does not know: it was made by a newer version. Run that version, or restore a backup from before.");
            }
            var ran = new List<string>();
            foreach (var (name, sql) in scripts.Where(s => !done.Contains(s.Name)))
            {
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                await Run(connection, sql, cancel);
                await using var note = new NpgsqlCommand("insert into migrations (name) values ($1)", connection) { Parameters = { new() { Value = name } } };
                await note.ExecuteNonQueryAsync(cancel);
                await transaction.CommitAsync(cancel);
                ran.Add(name);
            }
            return ran;
        }
        finally
        {
            await Run(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static IEnumerable<(string Name, string Sql)> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource.Split('.')[^2], reader.ReadToEnd());
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
