using System.Diagnostics;
using Npgsql;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>A server that answers with our password: started by us, adopted from a killed hub, or shared with another one.</summary>
internal sealed class RunningServer(ServerAddress address, int pid, Task<int>? exited)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public ServerAddress Address => address;
    public int Pid => pid;

    /// <summary>Starts a server, or adopts the one that a killed hub left behind.</summary>
    public static async Task<(RunningServer Server, bool Adopted)> StartOrAdopt(ServerPlan plan, CancellationToken cancel)
    {
        var folder = plan.Folder;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await Orphan(plan, cancel) is { } orphan) return (orphan, true);
            var address = ServerAddress.Choose(folder.Sockets, plan.Options.Loopback);
            await ClusterCreation.MakeServerFolders(folder, plan.Account, address, cancel);
            var process = await ServerProcess.Launch(plan, address);
            var own = process.Pid is null ? null : process.Exited;
            try
            {
                if (await UntilReady(plan, process, cancel) is { } ready)
                {
                    await ClusterRoles.See(ready.Address, folder, cancel);
                    return (new RunningServer(ready.Address, ready.Pid, own), false);
                }
            }
            catch
            {
                await new RunningServer(address, process.Pid ?? 0, own).Stop(plan);
                throw;
            }
            var log = folder.LogTail();
            if (!IsPassing(log) || Stopwatch.GetElapsedTime(started) > plan.StartLimit)
                throw PrivatePostgresException.WithLog($"PostgreSQL {plan.Binaries.Major} ended as soon as it was started on {folder.Data}.", log);
            await Task.Delay(Step * 5, cancel);
        }
    }

    /// <summary>Waits for the server of another hub, which may still be starting it.</summary>
    public static async Task<RunningServer> Share(ClusterFolder folder, PrivatePostgresOptions options, CancellationToken cancel)
    {
        for (var waited = TimeSpan.Zero; waited < options.StartLimit; waited += Step)
        {
            if (File.Exists(folder.RolePassword) && PostmasterPid.Read(folder.Data) is { Status: PostmasterPid.Ready, IsRunning: true } found)
                return new RunningServer(found.Address, found.Pid, null);
            await Task.Delay(Step, cancel);
        }
        throw PrivatePostgresException.WithLog($"Another hub ({FolderLock.Holder(folder.Lock)}) runs the cluster in {folder.Root}, but its server "
            + $"did not become ready within {options.StartLimit.TotalSeconds:0} s. Look at that hub's output.", folder.LogTail());
    }

    /// <summary>Ends when the server does.</summary>
    public async Task Ended(ClusterFolder folder, CancellationToken cancel)
    {
        if (exited is not null)
        {
            await exited.WaitAsync(cancel);
            return;
        }
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (PostmasterPid.Read(folder.Data) is { IsRunning: true } seen && seen.Pid == pid) await look.WaitForNextTickAsync(cancel);
    }

    /// <summary>Fast shutdown; immediate if that takes longer than it may.</summary>
    public async Task Stop(ServerPlan plan)
    {
        var folder = plan.Folder;
        foreach (var mode in new[] { "fast", "immediate" })
        {
            await plan.Run(plan.Binaries.PgCtl, "stop", "--no-wait", "--silent", "-m", mode, "-D", folder.Data);
            for (var waited = TimeSpan.Zero; waited < plan.Options.StopLimit; waited += Step)
            {
                if (exited is null or { IsCompleted: true } && PostmasterPid.Read(folder.Data) is not { IsRunning: true })
                {
                    var ownFolder = address.IsSocket && address.Host != folder.Sockets;
                    if (ownFolder && Directory.Exists(address.Host)) Directory.Delete(address.Host, recursive: true);
                    return;
                }
                await Task.Delay(Step);
            }
        }
        throw PrivatePostgresException.WithLog($"PostgreSQL (process {pid}) on {folder.Data} did not stop.", folder.LogTail());
    }

    private static async Task<RunningServer?> Orphan(ServerPlan plan, CancellationToken cancel)
    {
        var folder = plan.Folder;
        for (var waited = TimeSpan.Zero; waited < plan.StartLimit; waited += Step)
        {
            if (PostmasterPid.Read(folder.Data) is not { } found) return null;
            if (!found.IsRunning)
            {
                if (found.BelongsToAnotherProgram) File.Delete(PostmasterPid.FileIn(folder.Data));
                return null;
            }
            if (found.Status == PostmasterPid.Ready && await Answers(found, folder, cancel)) return new RunningServer(found.Address, found.Pid, null);
            await Task.Delay(Step, cancel);
        }
        throw PrivatePostgresException.WithLog($"A PostgreSQL server (process {PostmasterPid.Read(folder.Data)?.Pid}) is on {folder.Data} and neither "
            + $"became ready nor stopped within {plan.StartLimit.TotalSeconds:0} s. Stop that process and start Liaison again.", folder.LogTail());
    }

    private static async Task<bool> Answers(PostmasterPid found, ClusterFolder folder, CancellationToken cancel)
    {
        try
        {
            await ClusterRoles.See(found.Address, folder, cancel);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;  // It is on its way down: wait until it is gone.
        }
    }

    private static async Task<PostmasterPid?> UntilReady(ServerPlan plan, ServerProcess process, CancellationToken cancel)
    {
        var folder = plan.Folder;
        for (var waited = TimeSpan.Zero; waited < plan.StartLimit; waited += Step)
        {
            if (PostmasterPid.Read(folder.Data) is { Status: PostmasterPid.Ready } seen && IsOurs(seen)) return seen;
            if (process.Exited.IsCompleted) return null;
            await Task.Delay(Step, cancel);
        }
        throw PrivatePostgresException.WithLog($"PostgreSQL was started on {folder.Data} but was not ready within {plan.StartLimit.TotalSeconds:0} s. "
            + "After a power cut it may need longer; start Liaison again.", folder.LogTail());

        bool IsOurs(PostmasterPid seen) => process.Pid is null ? seen.IsRunning : seen.Pid == process.Pid;
    }

    /// <summary>The last processes of a killed server are still letting go, or someone took the port that was free a moment ago.</summary>
    private static bool IsPassing(string log) =>
        log.Contains("is still in use", StringComparison.Ordinal)
        || log.Contains("lock file \"postmaster.pid\" already exists", StringComparison.Ordinal)
        || log.Contains("Address already in use", StringComparison.Ordinal);
}
