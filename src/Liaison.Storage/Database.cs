using Liaison.Core.Shared;
using Npgsql;

namespace Liaison.Storage;

/// <summary>The one PostgreSQL, and whose eyes a connection to it has.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;

    /// <param name="connectionString">An Npgsql connection string of a role that owns the database and is no superuser.</param>
    public Database(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= "liaison";
        builder.ConnectionStringBuilder.MaxAutoPrepare = 100;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        builder.ConnectionStringBuilder.Options = "-c liaison.tenant=*";
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        source = builder.Build();
        builder.ConnectionStringBuilder.Options = "";
        builder.ConnectionStringBuilder.NoResetOnClose = false;
        PerTenant = builder.Build();
    }

    /// <summary>For the hub's own workers, which serve every tenant.</summary>
    public NpgsqlDataSource All => source;

    private NpgsqlDataSource PerTenant { get; }

    /// <summary>An open connection that sees one tenant's rows and no others.</summary>
    public async Task<NpgsqlConnection> Open(Id<Tenant> tenant, CancellationToken cancel)
    {
        var connection = await PerTenant.OpenConnectionAsync(cancel);
        try
        {
            await using var scope = new NpgsqlCommand("select set_config('liaison.tenant', $1, false)", connection) { Parameters = { new() { Value = tenant.Value } } };
            await scope.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>An open connection that sees every tenant's rows: for the hub's own work.</summary>
    public async Task<NpgsqlConnection> OpenForAll(CancellationToken cancel) => await source.OpenConnectionAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await PerTenant.DisposeAsync();
    }
}
