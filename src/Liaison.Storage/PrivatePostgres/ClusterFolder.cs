namespace Liaison.Storage.PrivatePostgres;

/// <summary>
/// What lies where inside the data folder. <c>Root</c> belongs to the hub; <c>Data</c>, <c>Sockets</c> and <c>Logs</c> to the server's account.
/// </summary>
internal sealed record ClusterFolder(string DataFolder)
{
    public string Root => Path.Combine(DataFolder, "postgres");
    public string Data => Path.Combine(Root, "cluster");

    /// <summary>initdb works here, and the result is renamed when it is whole: a crash in the middle leaves nothing half made.</summary>
    public string Unfinished => Path.Combine(Root, "cluster.unfinished");
    public string Sockets => Path.Combine(Root, "socket");
    public string Logs => Path.Combine(Root, "log");
    public string Log => Path.Combine(Logs, "server.log");
    public string Lock => Path.Combine(Root, "in-use");
    public string SuperuserPassword => Path.Combine(Root, "superuser.password");
    public string RolePassword => Path.Combine(Root, "liaison.password");

    public static ClusterFolder In(string dataFolder) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder)));

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public int? Major
    {
        get
        {
            var file = Path.Combine(Data, "PG_VERSION");
            if (!File.Exists(file)) return null;
            return int.TryParse(File.ReadAllText(file).AsSpan().Trim(), out var major) ? major
                : throw new PrivatePostgresException(
                    $"{file} does not hold a version number, so {Data} is damaged. Restore the data folder from a backup.");
        }
    }

    /// <summary>The last lines of the server's log, or nothing.</summary>
    public string LogTail(int lines = 15)
    {
        try
        {
            using var stream = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, 16 * 1024), SeekOrigin.End);
            using var reader = new StreamReader(stream);
            return string.Join('\n', reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
