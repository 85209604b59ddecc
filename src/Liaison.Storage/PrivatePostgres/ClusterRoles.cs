using Npgsql;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>Connections to the cluster, and the one thing its superuser is used for: making Liaison's role and database.</summary>
internal static class ClusterRoles
{
    public const string Role = "liaison";
    public const string Database = "liaison";

    public static string Connection(ServerAddress address, string role, string database, string passwordFile) => new NpgsqlConnectionStringBuilder
    {
        Host = address.Host,
        Port = address.Port,
        Username = role,
        Database = database,
        Password = ReadPassword(passwordFile),
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        ApplicationName = "liaison",
        MaxPoolSize = 50,
    }.ConnectionString;

    /// <summary>Makes role and database when they are missing. Safe to repeat, and to be interrupted anywhere.</summary>
    public static async Task See(ServerAddress address, ClusterFolder folder, CancellationToken cancel)
    {
        var pooled = Connection(address, ClusterCreation.Superuser, "postgres", folder.SuperuserPassword);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(pooled) { Pooling = false }.ConnectionString);
        await Open(connection, folder, cancel);
        var newPassword = File.Exists(folder.RolePassword) ? null : ClusterCreation.WriteSecret(folder.RolePassword + ".new");
        if (!await Exists("select 1 from pg_roles where rolname = 'liaison'"))
            await Do($"create role liaison login nosuperuser nocreatedb nocreaterole password '{newPassword ?? ReadPassword(folder.RolePassword)}'");
        else if (newPassword is not null)
            await Do($"alter role liaison password '{newPassword}'");
        if (newPassword is not null) File.Move(folder.RolePassword + ".new", folder.RolePassword);
        if (!await Exists("select 1 from pg_database where datname = 'liaison'"))
            await Do("create database liaison owner liaison");

        async Task<bool> Exists(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(cancel) is not null;
        }

        async Task Do(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task Open(NpgsqlConnection connection, ClusterFolder folder, CancellationToken cancel)
    {
        try
        {
            await connection.OpenAsync(cancel);
        }
        catch (PostgresException refused) when (refused.SqlState.StartsWith("28", StringComparison.Ordinal))
        {
            throw new PrivatePostgresException($"The private PostgreSQL on {folder.Data} refuses the password in {folder.SuperuserPassword}. "
                + "Someone changed one of the two. Restore the password file from a backup and start Liaison again.", refused);
        }
    }

    private static string ReadPassword(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new PrivatePostgresException($"The password of the private cluster cannot be read from {file}: {unreadable.Message} "
                + "Start Liaison as the account that made the data folder, or restore the file from a backup.", unreadable);
        }
    }
}
