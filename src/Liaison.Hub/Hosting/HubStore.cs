using Liaison.Storage;
using Liaison.Storage.PrivatePostgres;
using Liaison.Storage.Secrets;

namespace Liaison.Hub.Hosting;

/// <summary>The database, brought to this version's shape, and the keys that open its secrets. The private PostgreSQL stops with it.</summary>
public sealed class HubStore : IAsyncDisposable
{
    private readonly PrivateCluster? ownCluster;

    private HubStore(Database database, KeyRing keys, MasterKey master, PrivateCluster? cluster, string connectionString) =>
        (Database, Keys, Master, ownCluster, ConnectionString) = (database, keys, master, cluster, connectionString);

    public Database Database { get; }

    public KeyRing Keys { get; }

    public MasterKey Master { get; }

    public string ConnectionString { get; }

    /// <param name="share">Whether a hub may be running on the same data folder already, whose database is used then.</param>
    /// <exception cref="PrivatePostgresException">The private database could not be started; the message says what to do.</exception>
    /// <exception cref="SecretException">The master key does not open this database's keys.</exception>
    public static async Task<HubStore> Open(HubOptions options, Action<string> notice, CancellationToken cancel, bool share = false)
    {
        var cluster = options.Database is not null ? null
            : await PrivateCluster.Start(new PrivatePostgresOptions { DataFolder = Path.Combine(options.DataFolder, "postgres"), Notice = notice, Share = share }, cancel);
        var connectionString = options.Database ?? cluster!.ConnectionString;
        var database = new Database(connectionString);
        try
        {
            foreach (var script in await Migrator.Migrate(database, cancel))
            {
                notice($"The database was brought to {script}.");
            }
            var master = MasterKey.Find(Environment.GetEnvironmentVariable(MasterKey.Variable), options.MasterKeyFile, options.DataFolder);
            return new HubStore(database, await KeyRing.Load(database.All, master, cancel), master, cluster, connectionString);
        }
        catch
        {
            await database.DisposeAsync();
            if (cluster is not null)
            {
                await cluster.DisposeAsync();
            }
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (ownCluster is not null)
        {
            await ownCluster.DisposeAsync();
        }
    }
}
