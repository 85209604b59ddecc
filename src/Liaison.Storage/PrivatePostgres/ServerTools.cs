namespace Liaison.Storage.PrivatePostgres;

/// <summary>What this system offers to start a child with: its own session, a signal at the parent's death, another account.</summary>
internal sealed record ServerTools(bool Setsid, bool Setpriv)
{
    /// <summary>With both the server is our own child: it sees no Ctrl+C of ours, and it does not outlive us.</summary>
    public bool CanKeepChild => Setsid && Setpriv;

    public static ServerTools Here()
    {
        if (!OperatingSystem.IsLinux()) return new ServerTools(false, false);
        return new ServerTools(IsUtilLinux("setsid"), IsUtilLinux("setpriv"));
    }

    /// <summary>BusyBox has programs of the same names that cannot do what we need.</summary>
    private static bool IsUtilLinux(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':')
        .Select(folder => new FileInfo(Path.Combine(folder, name)))
        .FirstOrDefault(file => file.Exists) is { } program
        && (program.ResolveLinkTarget(returnFinalTarget: true)?.Name ?? program.Name) == name;
}
