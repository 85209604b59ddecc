namespace Liaison.Storage.PrivatePostgres;

/// <summary>
/// Who the server runs as. PostgreSQL refuses to run as root, so a hub started as root drops to the owner of the data,
/// else <c>postgres</c>, else <c>nobody</c>; any other hub runs it as itself (<c>Name</c> is null).
/// </summary>
internal sealed record ServerAccount(string? Name, string Uid, string Gid)
{
    public static readonly ServerAccount Own = new(null, "", "");

    public bool IsDropped => Name is not null;

    public static async Task<ServerAccount> For(ClusterFolder folder, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return Own;
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(parts => parts.Length > 3).ToList();
        foreach (var place in new[] { folder.Data, folder.DataFolder })
        {
            var owner = await Owner(place, cancel);
            if (owner is null or "0") continue;
            return accounts.Find(parts => parts[2] == owner) is { } known ? Of(known) : new ServerAccount("account " + owner, owner, owner);
        }
        return accounts.Find(parts => parts[0] == "postgres") is { } postgres ? Of(postgres)
            : accounts.Find(parts => parts[0] == "nobody") is { } nobody ? Of(nobody)
            : throw new PrivatePostgresException("Liaison was started as root, PostgreSQL refuses to run as root, and there is neither an account "
                + "'postgres' nor 'nobody' to run it as. Start Liaison as an ordinary user, or create one of the two accounts.");

        static ServerAccount Of(string[] parts) => new(parts[0], parts[2], parts[3]);
    }

    /// <summary>The words to put before a command so that it runs as this account.</summary>
    public string[] Before(ServerTools tools) => !IsDropped ? []
        : tools.Setpriv ? ["setpriv", $"--reuid={Uid}", $"--regid={Gid}", "--clear-groups"]
        : ["runuser", "-u", Name!, "--"];

    /// <summary>A folder that only the server's account (and root) can enter.</summary>
    public async Task MakeFolder(string path, CancellationToken cancel)
    {
        if (new DirectoryInfo(path).LinkTarget is not null)
            throw new PrivatePostgresException($"{path} is a link, and Liaison does not follow links to keep its data. Remove it and start again.");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await Give(path, cancel);
    }

    /// <summary>Makes a file or folder, with all in it, this account's own.</summary>
    public async Task Give(string path, CancellationToken cancel)
    {
        if (!IsDropped) return;
        var answer = await Command.Run(["chown", "-R", $"{Uid}:{Gid}", path], cancel);
        if (answer.ExitCode != 0)
            throw new PrivatePostgresException($"{path} could not be given to the account '{Name}' that runs PostgreSQL: {answer.Output}");
    }

    /// <summary>A cluster restored from a backup may still belong to root.</summary>
    public async Task GiveUnlessOwned(string path, CancellationToken cancel)
    {
        if (IsDropped && await Owner(path, cancel) != Uid) await Give(path, cancel);
    }

    private static async Task<string?> Owner(string path, CancellationToken cancel)
    {
        if (!Directory.Exists(path)) return null;
        var answer = await Command.Run(["stat", "-c", "%u", path], cancel);
        return answer.ExitCode == 0 ? answer.Output : null;
    }
}
