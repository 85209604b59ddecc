using System.Text.RegularExpressions;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>One installed PostgreSQL server: the folder of its programs and its major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const int OldestMajor = 15;

    public string Postgres => Program(Folder, "postgres");
    public string Initdb => Program(Folder, "initdb");
    public string PgCtl => Program(Folder, "pg_ctl");

    /// <summary>Picks the server for a data folder: the newest for a new one, the same major version for an existing one.</summary>
    public static async Task<PostgresBinaries> Choose(string? told, int? clusterMajor, CancellationToken cancel)
    {
        var found = await Find(told is null ? PostgresPlaces.Usual() : [told], cancel);
        var usable = found.Where(one => one.Major >= OldestMajor && (clusterMajor is null || one.Major == clusterMajor)).MaxBy(one => one.Major);
        if (usable is not null) return usable;
        var have = found.Count == 0 ? "none was found" : "found: " + string.Join(", ", found.Select(one => $"{one.Major} in {one.Folder}"));
        var looked = told is null ? "the usual folders and the PATH" : told;
        throw new PrivatePostgresException(clusterMajor is { } major
            ? $"The data folder was made by PostgreSQL {major}, and a server of another major version cannot open it ({have}; looked in {looked}). "
                + $"Install PostgreSQL {major} ({PostgresPlaces.HowToInstall(major)}) and start again. "
                + $"To move to a newer PostgreSQL, dump the database with pg_dump {major}, start Liaison on an empty data folder, and restore the dump."
            : $"Liaison needs PostgreSQL {OldestMajor} or newer to keep its data, and has no server to use ({have}; looked in {looked}). "
                + $"Install it ({PostgresPlaces.HowToInstall(null)}), or give Liaison the connection string of a PostgreSQL server you already run.");
    }

    /// <summary>
    /// Every real PostgreSQL server in these folders: <c>postgres --version</c> must say so, and initdb and pg_ctl must stand beside it.
    /// </summary>
    public static async Task<IReadOnlyList<PostgresBinaries>> Find(IEnumerable<string> folders, CancellationToken cancel)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in folders.Select(RealFolder).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!File.Exists(Program(folder, "initdb")) || !File.Exists(Program(folder, "pg_ctl"))) continue;
            var answer = await Command.Run([Program(folder, "postgres"), "--version"], cancel);
            if (answer.ExitCode == 0 && VersionLine().Match(answer.Output) is { Success: true } line)
                found.Add(new PostgresBinaries(folder, int.Parse(line.Groups["major"].ValueSpan)));
        }
        return found;
    }

    /// <summary>Where the server's program really is: a link in /usr/local/bin is followed to its home.</summary>
    private static string? RealFolder(string folder)
    {
        var program = new FileInfo(Program(folder, "postgres"));
        if (!program.Exists) return null;
        return (program.ResolveLinkTarget(returnFinalTarget: true) ?? program) is FileInfo { Exists: true } real ? real.DirectoryName : null;
    }

    private static string Program(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"^postgres \(PostgreSQL\) (?<major>\d{1,4})\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionLine();
}
