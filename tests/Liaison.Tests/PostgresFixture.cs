using Liaison.Storage;
using Liaison.Storage.PrivatePostgres;
using Liaison.Tests;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Liaison.Tests;

/// <summary>
/// One private cluster for the whole test run, started by the first test that wants a database.
/// Take it as a constructor parameter and ask for a database of your own:
/// <code>public sealed class ClaimTest(PostgresFixture postgres) { … await postgres.CreateDatabase() … }</code>
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string Prefix = "liaison-tests-";
    private readonly Lazy<Task<PrivateCluster>> _cluster;
    private readonly Dictionary<string, Task<string>> _templates = [];
    private DirectoryInfo? _folder;
    private int _made;

    public PostgresFixture() => _cluster = new(async () =>
    {
        _folder = Memory() ?? Directory.CreateTempSubdirectory(Prefix);
        var cluster = await PrivateCluster.Start(new PrivatePostgresOptions { DataFolder = _folder.FullName, MaxConnections = 300 });
        // Hundreds of databases that live for seconds: going through them every five seconds to tidy up is most of what the server would do.
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var off = new NpgsqlBatch(connection) { BatchCommands = { new("alter system set autovacuum = off"), new("select pg_reload_conf()") } };
        await off.ExecuteNonQueryAsync();
        return cluster;
    });

    /// <summary>
    /// A fresh database that the role <c>liaison</c> owns, as a connection string. <paramref name="template"/> is what <see cref="Template"/> returned.
    /// </summary>
    public async Task<string> CreateDatabase(string? template = null)
    {
        var cluster = await _cluster.Value;
        var name = $"test_{Interlocked.Increment(ref _made)}";
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name} owner liaison template {template ?? "template1"}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>A fresh database as a hub leaves it on its first day: every migration has run, and nobody is there yet.</summary>
    public async Task<string> CreateHubDatabase() => await CreateDatabase(await Template("hub", static async text =>
    {
        await using var database = new Database(text);
        await Migrator.Migrate(database, CancellationToken.None);
    }));

    /// <summary>
    /// Prepares a database once per run (migrations, say) and returns its name, to be copied by <see cref="CreateDatabase"/> within milliseconds.
    /// Whatever <paramref name="prepare"/> opens it must close; the connection string it gets does not pool.
    /// </summary>
    public Task<string> Template(string name, Func<string, Task> prepare)
    {
        lock (_templates)
        {
            if (!_templates.TryGetValue(name, out var template)) _templates[name] = template = Prepare(prepare);
            return template;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated) await (await _cluster.Value).DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    /// <summary>
    /// A folder in memory where there is room: hundreds of databases are a hundred thousand files, and it takes a disk minutes to take them away again.
    /// What earlier runs could not take away, because they were ended, goes first.
    /// </summary>
    private static DirectoryInfo? Memory()
    {
        var memory = new DirectoryInfo("/dev/shm");
        if (OperatingSystem.IsWindows() || !memory.Exists || new DriveInfo(memory.FullName).AvailableFreeSpace < 8L * 1024 * 1024 * 1024)
        {
            return null;
        }
        foreach (var left in memory.EnumerateDirectories(Prefix + "*").Where(left => !Directory.Exists("/proc/" + left.Name[Prefix.Length..])))
        {
            left.Delete(recursive: true);
        }
        return Directory.CreateDirectory(Path.Combine(memory.FullName, Prefix + Environment.ProcessId), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<string> Prepare(Func<string, Task> prepare)
    {
        var database = new NpgsqlConnectionStringBuilder(await CreateDatabase()) { Pooling = false };
        await prepare(database.ConnectionString);
        return database.Database!;
    }
}
