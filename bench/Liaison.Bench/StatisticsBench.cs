using System.Diagnostics;
using System.Text.Json;
using Liaison.Core.Desk;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Hub.Road;
using Liaison.Hub.Statistics;
using Npgsql;

namespace Liaison.Bench;

/// <summary>A day of a hundred thousand sessions and four hundred agents, counted from the database into quarters of an hour; beside a plain loop that only reads the same rows and adds up waits.</summary>
internal static class StatisticsBench
{
    private const int Times = 5;

    /// <summary>The process's own processor time of each count and each plain loop, in turn: steadier than the clock where others use the machine too.</summary>
    private static readonly List<double> Cpu = [];

    public static async Task Run(int count)
    {
        await using var hub = await BenchHub.Start(new Uri("http://127.0.0.1:9/"), workers: false);
        var day = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        await using (var connection = await hub.Store.Database.OpenForAll(CancellationToken.None))
        {
            await StatisticsFill.Fill(connection, hub.Tenant, day, count, CancellationToken.None);
        }
        var settings = StatisticsSettings.Beginning with { IntervalMinutes = 15 };
        var setup = await hub.App.Services.GetRequiredService<Setups>().Of(hub.Tenant, CancellationToken.None);
        // Every agent serves every queue.
        setup = setup with { Desk = setup.Desk with { Queues = [.. StatisticsFill.Queues.Select(q => new DeskQueue(q))] } };
        var desk = hub.App.Services.GetRequiredService<StatisticsDesk>();
        IReadOnlyList<Interval> intervals = [.. settings.Grid.Between(day, day.AddDays(1))];
        var (counted, plain, memory, rows) = (new Durations(), new Durations(), 0.0, CountedRows.None);
        for (var n = 0; n <= Times; n++)
        {
            // The first time is for the compiler and the caches.
            var (ms, peak) = await Measured(async () => rows = await desk.Count(setup, settings, new HashSet<string>(), intervals, CancellationToken.None));
            var (bare, _) = await Measured(() => Plain(hub, day));
            memory = n == 0 ? memory : Math.Max(memory, peak);
            if (n > 0)
            {
                counted.Add(ms);
                plain.Add(bare);
            }
        }
        new Figure("statistics_day", counted.At(0.5) / 1000, "s", "<= 5", counted.At(0.5) / plain.At(0.5)).Say();
        new Figure("statistics_day_cpu", Cpu.Where((_, n) => n > 1 && n % 2 == 0).Order().ElementAt(Times / 2) / 1000, "s", Ratio: Cpu.Where((_, n) => n > 1 && n % 2 == 0).Sum() / Cpu.Where((_, n) => n > 1 && n % 2 == 1).Sum()).Say();
        new Figure("statistics_day_memory", memory, "MB", "<= 200").Say();
        new Figure("statistics_day_missing", count - rows.Queues.Sum(r => r[Measure.Offered]), "sessions", "= 0").Say();
        var clock = Stopwatch.StartNew();
        var files = intervals.Sum(i => settings.Layouts.Sum(l => StatisticsFile.Write(l, settings, rows.Of(l.Subject, i)).Length));
        new Figure("statistics_files_of_a_day", clock.Elapsed.TotalMilliseconds, "ms").Say();
        new Figure("statistics_files_size", files / 1e6, "MB").Say();
    }

    /// <summary>How long it took, and by how much the process grew meanwhile, at most.</summary>
    private static async Task<(double Milliseconds, double Megabytes)> Measured(Func<Task> what)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = Resident();
        var peak = before;
        using var stop = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync())
            {
                peak = Math.Max(peak, Resident());
            }
        });
        using var process = Process.GetCurrentProcess();
        var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await what();
        var took = clock.Elapsed.TotalMilliseconds;
        process.Refresh();
        Cpu.Add((process.TotalProcessorTime - cpu).TotalMilliseconds);
        await stop.CancelAsync();
        await watch;
        return (took, (Math.Max(peak, Resident()) - before) / 1e6);
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static async Task Plain(BenchHub hub, DateTimeOffset day)
    {
        var waits = new Dictionary<(long, string), long>();
        await using var connection = await hub.Store.Database.Open(hub.Tenant, CancellationToken.None);
        await using var ask = new NpgsqlCommand("select course from sessions where tenant_id = $1 and began_at >= $2 and began_at < $3", connection)
        {
            Parameters = { new() { Value = hub.Tenant.Value }, new() { Value = day.UtcDateTime }, new() { Value = day.AddDays(1).UtcDateTime } },
        };
        await using var reader = await ask.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            using var course = JsonDocument.Parse(reader.GetString(0));
            var (all, legs) = (course.RootElement, course.RootElement[7]);
            if (legs.GetArrayLength() > 4 && legs[4].ValueKind == JsonValueKind.Number)
            {
                var key = (all[2].GetInt64() / 900_000_000, all[5].GetString()!);
                waits[key] = waits.GetValueOrDefault(key) + ((legs[4].GetInt64() - all[2].GetInt64()) / 1_000_000);
            }
        }
    }
}
