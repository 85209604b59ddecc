using System.ComponentModel;
using System.Diagnostics;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>Starts the server's process. It says nothing about whether the server is ready.</summary>
internal sealed class ServerProcess
{
    private const long LogLimit = 8 * 1024 * 1024;

    private ServerProcess(int? pid, Task<int> exited) => (Pid, Exited) = (pid, exited);

    /// <summary>Null when the server was started through pg_ctl and is not our child.</summary>
    public int? Pid { get; }

    /// <summary>Ends with the exit code when the child ends; never for a server that is not our child.</summary>
    public Task<int> Exited { get; }

    public static async Task<ServerProcess> Launch(ServerPlan plan, ServerAddress address)
    {
        var folder = plan.Folder;
        StartFreshLogWhenLong(folder);
        string[] settings = [.. ServerSettings.Arguments(plan.Options, address)];
        if (ServerTools.Here().CanKeepChild)
        {
            // SIGINT is PostgreSQL's fast shutdown: clients are cut off, everything committed is kept.
            string[] deathSignal = plan.Options.DiesWithHub ? ["setpriv", "--pdeathsig", "INT"] : [];
            string[] intoLog = ["/bin/sh", "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", folder.Log];
            return await Keep(["setsid", .. plan.AsAccount([.. deathSignal, .. intoLog, plan.Binaries.Postgres, "-D", folder.Data, .. settings])]);
        }
        // pg_ctl gives the server a session of its own; the next hub adopts it if we are killed.
        var quoted = string.Join(' ', settings.Select(word => word.EndsWith('=') ? word + "''" : word));
        var started = await plan.Run(plan.Binaries.PgCtl, "start", "--no-wait", "--silent", "-D", folder.Data, "-l", folder.Log, "-o", quoted);
        return started.ExitCode == 0 ? new ServerProcess(null, new TaskCompletionSource<int>().Task)
            : throw PrivatePostgresException.WithLog($"PostgreSQL could not be started: {started.Output}", folder.LogTail());
    }

    /// <summary>
    /// The death signal is tied to the thread that starts the child, not to our process. So a thread of its own starts it and
    /// stays until the child ends; a pool thread would be retired one quiet day and take the server with it.
    /// </summary>
    private static Task<ServerProcess> Keep(string[] words)
    {
        var launched = new TaskCompletionSource<ServerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            var exited = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                var info = Command.StartInfo(words);
                info.RedirectStandardInput = true;
                using var process = Process.Start(info)!;
                process.StandardInput.Close();
                launched.SetResult(new ServerProcess(process.Id, exited.Task));
                process.WaitForExit();
                exited.SetResult(process.ExitCode);
            }
            catch (Win32Exception refused)
            {
                launched.SetException(new PrivatePostgresException($"PostgreSQL could not be started with {words[0]}: {refused.Message}", refused));
            }
        })
        { IsBackground = true, Name = "private PostgreSQL" }.Start();
        return launched.Task;
    }

    private static void StartFreshLogWhenLong(ClusterFolder folder)
    {
        if (new FileInfo(folder.Log) is { Exists: true, Length: > LogLimit } log) log.MoveTo(folder.Log + ".old", overwrite: true);
    }
}
