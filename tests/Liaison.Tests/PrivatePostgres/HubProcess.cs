using System.Diagnostics;
using Liaison.Storage.PrivatePostgres;
using Xunit;

namespace Liaison.Tests.PrivatePostgres;

/// <summary>
/// A second process that runs a private cluster, to be killed without warning: this test program, asked for the explicit "test" below.
/// </summary>
public sealed class HubProcess : IDisposable
{
    internal const string FolderVariable = "LIAISON_TESTS_HUB_FOLDER";
    internal const string OutlivesVariable = "LIAISON_TESTS_SERVER_OUTLIVES_HUB";
    internal const string ReadyLine = "the cluster of this hub is ready";

    private Process? _process;

    /// <summary>Returns when that hub's cluster answers.</summary>
    public static async Task<HubProcess> Start(string dataFolder, bool serverOutlivesHub = false, string? path = null)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!, ["-class", typeof(InAProcessOfItsOwn).FullName!, "-explicit", "only", "-noColor"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [FolderVariable] = dataFolder },
        };
        if (path is not null) info.Environment["PATH"] = path;
        if (serverOutlivesHub) info.Environment[OutlivesVariable] = "yes";
        var hub = new HubProcess { _process = Process.Start(info)! };
        var said = new List<string>();
        while (await hub._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == ReadyLine) return hub;
            said.Add(line);
        }
        throw new InvalidOperationException("The hub process ended early:\n" + string.Join('\n', said));
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false }) _process.Kill();
        _process?.Dispose();
    }
}

public sealed class InAProcessOfItsOwn
{
    [Fact(Explicit = true)]
    public async Task Runs_a_cluster_until_it_is_killed()
    {
        await using var cluster = await PrivateCluster.Start(new PrivatePostgresOptions
        {
            DataFolder = Environment.GetEnvironmentVariable(HubProcess.FolderVariable)!,
            DiesWithHub = Environment.GetEnvironmentVariable(HubProcess.OutlivesVariable) is null,
        });
        Console.WriteLine(HubProcess.ReadyLine);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }
}
