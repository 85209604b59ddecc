namespace Liaison.Storage.PrivatePostgres;

/// <summary>Where systems put PostgreSQL's server programs, and how a person gets them there.</summary>
internal static class PostgresPlaces
{
    /// <summary>One star in a path stands for part of one folder name.</summary>
    private static readonly string[] Patterns =
    [
        "/usr/lib/postgresql/*/bin",                          // Debian, Ubuntu
        "/usr/pgsql-*/bin",                                   // the PostgreSQL project's RPMs
        "/usr/libexec/postgresql*",                           // Alpine
        "/usr/local/pgsql/bin",                               // built from source
        "/opt/homebrew/opt/postgresql@*/bin",                 // Homebrew on Apple silicon
        "/usr/local/opt/postgresql@*/bin",                    // Homebrew on Intel
        "/Applications/Postgres.app/Contents/Versions/*/bin",
        @"C:\Program Files\PostgreSQL\*\bin",
        "/usr/bin",                                           // Fedora, Arch, SUSE
    ];

    public static IEnumerable<string> Usual() => Patterns.SelectMany(Expand)
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));

    public static string HowToInstall(int? major)
    {
        if (OperatingSystem.IsMacOS()) return $"brew install postgresql@{major ?? 17}";
        if (OperatingSystem.IsWindows()) return "with the installer from postgresql.org";
        if (File.Exists("/etc/debian_version")) return major is null ? "sudo apt-get install postgresql" : $"sudo apt-get install postgresql-{major}";
        if (File.Exists("/etc/alpine-release")) return $"apk add postgresql{major ?? 17}";
        if (File.Exists("/etc/redhat-release")) return $"sudo dnf install postgresql{(major is null ? "" : $"{major}")}-server";
        return "with your system's package manager; the server package is usually called postgresql or postgresql-server";
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*');
        if (star < 0) return [pattern];
        var separator = pattern.StartsWith('/') ? '/' : '\\';
        var before = pattern.LastIndexOf(separator, star);
        var after = pattern.IndexOf(separator, star);
        var name = pattern[(before + 1)..(after < 0 ? pattern.Length : after)];
        var rest = after < 0 ? "" : pattern[(after + 1)..];
        var parent = pattern[..before];
        return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, name).Select(found => Path.Combine(found, rest)) : [];
    }
}
