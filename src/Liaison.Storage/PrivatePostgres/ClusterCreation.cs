using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>Makes the folders and, on first use, the cluster itself.</summary>
internal static class ClusterCreation
{
    public const string Superuser = "postgres";

    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayPass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The hub's own folders. Started as root, the server's account must be able to walk through them, but not to look around.</summary>
    public static void MakeRoot(ClusterFolder folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder.Root);
                return;
            }
            var mode = Environment.IsPrivilegedProcess ? OnlyOwner | OthersMayPass : OnlyOwner;
            if (!Directory.Exists(folder.DataFolder)) Directory.CreateDirectory(folder.DataFolder, mode);
            else if (Environment.IsPrivilegedProcess) LetPass(folder.DataFolder);
            if (!Directory.Exists(folder.Root)) Directory.CreateDirectory(folder.Root, mode);
            else File.SetUnixFileMode(folder.Root, mode);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new PrivatePostgresException($"The data folder {folder.DataFolder} cannot be used: {refused.Message} "
                + "Choose a folder that this account may write to, or change its owner.", refused);
        }
    }

    /// <summary>The folders of the server's account, and the proof that it can reach them.</summary>
    public static async Task MakeServerFolders(ClusterFolder folder, ServerAccount account, ServerAddress address, CancellationToken cancel)
    {
        await account.MakeFolder(folder.Logs, cancel);
        if (address.IsSocket) await account.MakeFolder(address.Host, cancel);
        if (account.IsDropped) await SeeThatItCanPass(folder, account, cancel);
    }

    public static async Task Create(ServerPlan plan, CancellationToken cancel)
    {
        var folder = plan.Folder;
        if (Directory.Exists(folder.Unfinished)) Directory.Delete(folder.Unfinished, recursive: true);
        await plan.Account.MakeFolder(folder.Unfinished, cancel);
        WriteSecret(folder.SuperuserPassword);
        var handedOver = folder.SuperuserPassword + ".once";
        File.Copy(folder.SuperuserPassword, handedOver, overwrite: true);
        await plan.Account.Give(handedOver, cancel);
        try
        {
            // Order by code point: the same on every machine and after every upgrade of the C library, and fast.
            var made = await Initdb("C.UTF-8");
            if (made.ExitCode != 0 && made.Output.Contains("locale", StringComparison.Ordinal)) made = await Initdb("C");
            if (made.ExitCode != 0)
                throw new PrivatePostgresException($"The private PostgreSQL cluster could not be made in {folder.Root}. "
                    + $"initdb of PostgreSQL {plan.Binaries.Major} said:\n{made.Output}");
            Directory.Move(folder.Unfinished, folder.Data);
        }
        finally
        {
            File.Delete(handedOver);
        }

        Task<Command> Initdb(string characters) => plan.Run(plan.Binaries.Initdb, "-D", folder.Unfinished, "--data-checksums",
            "--username", Superuser, "--pwfile", handedOver, "--auth-local=scram-sha-256", "--auth-host=scram-sha-256",
            "--encoding=UTF8", "--lc-collate=C", $"--lc-ctype={characters}", "--lc-messages=C");
    }

    /// <summary>A new random password in a file that only its owner reads.</summary>
    public static string WriteSecret(string path)
    {
        var password = RandomNumberGenerator.GetHexString(40, lowercase: true);
        using var file = OwnerOnlyFile.Open(path, FileMode.Create);
        file.Write(Encoding.ASCII.GetBytes(password));
        file.Flush(flushToDisk: true);
        return password;
    }

    [UnsupportedOSPlatform("windows")]
    private static void LetPass(string path) => File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherExecute);

    private static async Task SeeThatItCanPass(ClusterFolder folder, ServerAccount account, CancellationToken cancel)
    {
        if (await CanPass(folder.Logs)) return;
        var parents = new Stack<string>();
        for (var parent = folder.Root; parent is not null; parent = Path.GetDirectoryName(parent)) parents.Push(parent);
        var closed = folder.Root;
        foreach (var parent in parents)
        {
            if (await CanPass(parent)) continue;
            closed = parent;
            break;
        }
        throw new PrivatePostgresException($"Liaison was started as root, so PostgreSQL runs as '{account.Name}', and that account "
            + $"may not pass through the folder {closed} to reach {folder.Root}. "
            + "Choose a data folder it can reach, such as /var/lib/liaison; or start Liaison as an ordinary user; "
            + $"or open the folder for passing through: chmod o+x {closed}");

        async Task<bool> CanPass(string path) =>
            (await Command.Run([.. account.Before(ServerTools.Here()), "test", "-x", path], cancel)).ExitCode == 0;
    }
}
