using Dapper;
using Liaison.Storage;
using Liaison.Storage.Secrets;
using Npgsql;

namespace Liaison.Hub.Operations;

/// <summary>Where the hub keeps its files: the disk whose space is watched.</summary>
public sealed record OperationsOptions(string DataFolder)
{
    public static OperationsOptions From(IConfiguration configuration) => new(configuration["Liaison:DataFolder"] ?? Directory.GetCurrentDirectory());
}

/// <summary>Looks at what the hub stands on: database, its shape, keys, clock, disk, and connections that stand still.</summary>
public sealed class Checkup(Database database, SecretBox secrets, OperationsOptions options, TimeProvider time)
{
    private const long LeastFree = 512L * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Finding>> Run(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        var findings = new List<Finding>();
        try
        {
            await using var connection = await database.OpenForAll(both.Token);
            findings.Add(new Finding("database", true, $"PostgreSQL {connection.PostgreSqlVersion} answers."));
            findings.Add(await Migrations(connection, both.Token));
            findings.Add(await Clock(connection, both.Token));
            findings.Add(await Parked(connection, both.Token));
        }
        catch (Exception away) when (away is NpgsqlException or OperationCanceledException or TimeoutException && !cancel.IsCancellationRequested)
        {
            // The message may name the server, its role and its folders: those are for the log and the doctor, not for whoever can reach this port.
            findings.Add(new Finding("database", false, $"The database cannot be used ({away.GetType().Name}).",
                "Look whether PostgreSQL runs and can be reached from here, then at the hub's log. A private cluster's own log lies in its data folder."));
        }
        findings.Add(Keys());
        findings.Add(Disk());
        return findings;
    }

    private static async Task<Finding> Migrations(NpgsqlConnection connection, CancellationToken cancel)
    {
        var ran = (await connection.QueryAsync<string>(new CommandDefinition("select name from migrations", cancellationToken: cancel))).ToHashSet(StringComparer.Ordinal);
        var known = typeof(Database).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Select(n => n.Split('.')[^2]).ToList();
        var (missing, strange) = (known.Where(n => !ran.Contains(n)).ToList(), ran.Except(known).ToList());
        return missing.Count > 0
            ? new Finding("migrations", false, $"The database lacks {string.Join(", ", missing)}.", "Start a hub of this version with the right to change the database: it brings the database up to date.")
            : strange.Count > 0
                ? new Finding("migrations", false, $"The database was made by a newer version ({string.Join(", ", strange)}).", "Run that newer version, or restore a backup from before.")
                : new Finding("migrations", true, $"The database has this version's shape ({known.Count} of {known.Count} changes).");
    }

    private async Task<Finding> Clock(NpgsqlConnection connection, CancellationToken cancel)
    {
        var theirs = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancel));
        var off = (time.GetUtcNow().UtcDateTime - theirs).Duration();
        return off < ClockSlack
            ? new Finding("clock", true, "This machine's clock and the database's agree.")
            : new Finding("clock", false, $"This machine's clock and the database's differ by {off.TotalSeconds:0} seconds.", "Set both machines' clocks by a time server (NTP): due times and leases depend on it.") { Degraded = true };
    }

    private static async Task<Finding> Parked(NpgsqlConnection connection, CancellationToken cancel)
    {
        var parked = await connection.ExecuteScalarAsync<int>(new CommandDefinition("select count(*)::int from connections where enabled and parked is not null", cancellationToken: cancel));
        return parked == 0
            ? new Finding("connections", true, "No connection stands still.")
            : new Finding("connections", false, $"{parked} {(parked == 1 ? "connection is" : "connections are")} parked; their deliveries wait.",
                "Open the integrations hub: each parked connection says why. Correct its settings and save, and the deliveries go on.") { Degraded = true };
    }

    private Finding Keys()
    {
        try
        {
            var whole = secrets.Unprotect("checkup", "checkup", secrets.Protect("checkup", "checkup", "checkup")) == "checkup";
            return whole ? new Finding("keys", true, "The key ring opens.") : new Finding("keys", false, "The key ring gives back something else.", "Restore the table key_ring from a backup.");
        }
        catch (SecretException locked)
        {
            return new Finding("keys", false, "The key ring does not open.", locked.Message);
        }
    }

    private Finding Disk()
    {
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(options.DataFolder));
            var free = $"{drive.AvailableFreeSpace / (1024.0 * 1024 * 1024):0.0} GB are free where the data folder lies.";
            return drive.AvailableFreeSpace >= LeastFree ? new Finding("disk", true, free)
                : new Finding("disk", false, free, "Make room, or move the data folder to a larger disk: when it is full, nothing more can be accepted.") { Degraded = true };
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding("disk", false, "The data folder's disk cannot be looked at.", "Check that the data folder exists and belongs to the user that the hub runs as.") { Degraded = true };
        }
    }
}
