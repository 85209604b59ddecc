using System.Diagnostics;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>
/// What a running server writes into <c>postmaster.pid</c>: its process, where it listens, and how far it is
/// (<c>starting</c>, <c>ready</c>, <c>stopping</c>). Source: src/include/utils/pidfile.h of PostgreSQL 10 and newer.
/// </summary>
internal sealed record PostmasterPid(int Pid, ServerAddress Address, string Status)
{
    public const string Ready = "ready";

    public static string FileIn(string data) => Path.Combine(data, "postmaster.pid");

    /// <summary>The file's content, or null when there is none or it is still being written.</summary>
    public static PostmasterPid? Read(string data)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(FileIn(data));
        }
        catch (IOException)
        {
            return null;
        }
        if (lines.Length == 0 || !int.TryParse(lines[0], out var pid) || pid <= 0) return null;
        string Line(int number) => lines.Length >= number ? lines[number - 1].Trim() : "";
        var port = int.TryParse(Line(4), out var listed) ? listed : ServerAddress.SocketPort;
        return new PostmasterPid(pid, new ServerAddress(Line(5) is { Length: > 0 } folder ? folder : Line(6), port), Line(8));
    }

    /// <summary>False when the process is gone or its number now belongs to another program.</summary>
    public bool IsRunning => ProgramOf(Pid).Contains("postgres", StringComparison.Ordinal);

    /// <summary>The number of a dead server was given to another program; PostgreSQL itself cannot tell and would refuse to start.</summary>
    public bool BelongsToAnotherProgram => ProgramOf(Pid) is { Length: > 0 } && !IsRunning;

    private static string ProgramOf(int pid)
    {
        try
        {
            // A zombie's command line is empty, which is the answer we want.
            if (OperatingSystem.IsLinux()) return File.ReadAllText($"/proc/{pid}/cmdline");
            using var process = Process.GetProcessById(pid);
            return process.ProcessName;
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            return "";
        }
    }
}
