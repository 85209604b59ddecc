namespace Liaison.Storage.PrivatePostgres;

/// <summary>How a hub came by its cluster.</summary>
public enum ClusterOrigin { Created, Started, Adopted, Shared }

/// <summary>
/// Liaison's own PostgreSQL: made, started, watched and stopped with the hub; reachable by nobody else.
/// While the hub runs, a server that dies is started again.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    private readonly ClusterFolder _folder;
    private readonly PrivatePostgresOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private ServerPlan? _plan;
    private FolderLock? _lock;
    private RunningServer? _server;
    private Task _watch = Task.CompletedTask;
    private bool _disposed;

    private PrivateCluster(PrivatePostgresOptions options) => (_options, _folder) = (options, ClusterFolder.In(options.DataFolder));

    public ClusterOrigin Origin { get; private set; }

    /// <summary>PostgreSQL's major version.</summary>
    public int Major => _folder.Major ?? 0;

    /// <summary>For Npgsql: role and database <c>liaison</c>. The role owns the database and is no superuser.</summary>
    public string ConnectionString => ClusterRoles.Connection(_server!.Address, ClusterRoles.Role, ClusterRoles.Database, _folder.RolePassword);

    /// <summary>For backups and tests; the hub itself never uses it.</summary>
    public string SuperuserConnectionString =>
        ClusterRoles.Connection(_server!.Address, ClusterCreation.Superuser, "postgres", _folder.SuperuserPassword);

    /// <summary>The server's own log.</summary>
    public string LogFile => _folder.Log;

    /// <summary>The server's process.</summary>
    public int ServerPid => _server!.Pid;

    /// <summary>Makes the cluster on first use, starts or adopts its server, and waits until it answers.</summary>
    /// <exception cref="PrivatePostgresException">It cannot be had; the message says why and what to do.</exception>
    public static async Task<PrivateCluster> Start(PrivatePostgresOptions options, CancellationToken cancel = default)
    {
        var cluster = new PrivateCluster(options);
        try
        {
            ClusterCreation.MakeRoot(cluster._folder);
            if (!await cluster.TryRun(cancel)) await cluster.Join(cancel);
            cluster._watch = cluster.Watch(cluster._stopping.Token);
            return cluster;
        }
        catch
        {
            cluster._lock?.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server (unless another hub runs it).</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stopping.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_lock is not null && _server is not null) await _server.Stop(_plan!);
        _lock?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>False when another hub runs the cluster.</summary>
    private async Task<bool> TryRun(CancellationToken cancel)
    {
        _lock ??= FolderLock.TryTake(_folder.Lock);
        if (_lock is null) return false;
        var existing = _folder.Major;
        var binaries = await PostgresBinaries.Choose(_options.Binaries, existing, cancel);
        var account = await ServerAccount.For(_folder, cancel);
        _plan = new ServerPlan(binaries, _folder, account, _options);
        if (existing is not null)
        {
            await account.GiveUnlessOwned(_folder.Data, cancel);
        }
        else
        {
            await ClusterCreation.MakeServerFolders(_folder, account, ServerAddress.Choose(_folder.Sockets, loopback: true), cancel);
            await ClusterCreation.Create(_plan, cancel);
        }
        (_server, var adopted) = await RunningServer.StartOrAdopt(_plan, cancel);
        Origin = existing is null ? ClusterOrigin.Created : adopted ? ClusterOrigin.Adopted : ClusterOrigin.Started;
        return true;
    }

    private async Task Join(CancellationToken cancel)
    {
        if (!_options.Share)
            throw new PrivatePostgresException($"The data folder {_folder.DataFolder} is in use: another hub ({FolderLock.Holder(_folder.Lock)}) "
                + "runs its PostgreSQL. Stop that hub, choose another data folder, or tell this hub to share the cluster.");
        _server = await RunningServer.Share(_folder, _options, cancel);
        Origin = ClusterOrigin.Shared;
    }

    /// <summary>A server that ends though nobody asked it to is started again; a hub that shared it takes over if its owner is gone.</summary>
    private async Task Watch(CancellationToken cancel)
    {
        while (true)
        {
            await _server!.Ended(_folder, cancel);
            _options.Notice?.Invoke($"PostgreSQL (process {_server.Pid}) has ended; it is being started again.");
            while (!await Again(cancel)) await Task.Delay(Between, cancel);
            _options.Notice?.Invoke($"PostgreSQL runs again (process {_server.Pid}, {Origin}).");
        }
    }

    private async Task<bool> Again(CancellationToken cancel)
    {
        try
        {
            if (!await TryRun(cancel)) await Join(cancel);
            return true;
        }
        catch (Exception failed) when (failed is PrivatePostgresException or Npgsql.NpgsqlException or IOException)
        {
            _options.Notice?.Invoke(failed.Message);
            return false;
        }
    }
}
