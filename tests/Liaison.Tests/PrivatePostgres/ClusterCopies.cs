using System.Diagnostics;
using Liaison.Storage.PrivatePostgres;
using Npgsql;
using Xunit;

namespace Liaison.Tests.PrivatePostgres;

/// <summary>Data folders with a cluster that was made once and stopped properly; each holds a table <c>kept</c> with the number 7.</summary>
public sealed class ClusterCopies : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("liaison-clusters-");
    private int _made;

    public async ValueTask InitializeAsync()
    {
        // The tests may run as root; the account that PostgreSQL then runs as must be able to pass.
        await Run("chmod", "o+x", _folder.FullName);
        await using var cluster = await PrivateCluster.Start(new PrivatePostgresOptions { DataFolder = Path.Combine(_folder.FullName, "original") });
        await Ask<object>(cluster.ConnectionString, "create table kept (number int); insert into kept values (7)");
    }

    /// <summary>A folder that does not exist yet.</summary>
    public string NewFolder(string suffix = "") => Path.Combine(_folder.FullName, $"data-{Interlocked.Increment(ref _made)}{suffix}");

    public async Task<PrivatePostgresOptions> Copy(string suffix = "")
    {
        var folder = NewFolder(suffix);
        await Run("cp", "-a", Path.Combine(_folder.FullName, "original"), folder);
        return new PrivatePostgresOptions { DataFolder = folder, SharedBuffersMegabytes = 32 };
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    public static async Task<T> Ask<T>(string database, string sql)
    {
        var single = new NpgsqlConnectionStringBuilder(database) { Pooling = false };
        await using var connection = new NpgsqlConnection(single.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<string> Run(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', words)} ended with {process.ExitCode}");
    }
}
