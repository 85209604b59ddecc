using System.Diagnostics;
using System.Globalization;

namespace Liaison.Bench;

/// <summary>Processor time spent by now, as <c>/proc</c> tells it: steadier than the clock on a machine that others use too.</summary>
/// <param name="Hub">This process, the callers included. Milliseconds, as all here.</param>
/// <param name="Postgres">The server and all its processes, those that ended too.</param>
/// <param name="Sink">The other system.</param>
internal sealed record CpuTime(double Hub, double Postgres, double Sink)
{
    private const double MillisecondsPerTick = 10;

    /// <param name="backend">The process id of any one session's server process; its parent is the server.</param>
    public static CpuTime Now(int backend, int sink)
    {
        var server = Stat(backend)?.Parent ?? 0;
        var postgres = Stat(server) is { } own ? own.Own + own.Reaped : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Stat(id) is { } child && child.Parent == server)
            {
                postgres += child.Own;
            }
        }
        using var process = Process.GetCurrentProcess();
        return new CpuTime(process.TotalProcessorTime.TotalMilliseconds, postgres * MillisecondsPerTick, (Stat(sink)?.Own ?? 0) * MillisecondsPerTick);
    }

    public static CpuTime operator -(CpuTime after, CpuTime before) => new(after.Hub - before.Hub, after.Postgres - before.Postgres, after.Sink - before.Sink);

    // proc(5): after the name in brackets come state, parent, …, user and system time (14, 15), and those of children that were waited for (16, 17).
    private static (int Parent, long Own, long Reaped)? Stat(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Sum(11, 12), Sum(13, 14));

            long Sum(int a, int b) => long.Parse(fields[a], CultureInfo.InvariantCulture) + long.Parse(fields[b], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
