using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Connectors.Ftp;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Commands;
using Liaison.Hub.Hosting;

namespace Liaison.Bench;

/// <summary>
/// A file of 500 MB brought to the stand-in's FTP server, a process of its own, in the clear and under TLS: how fast beside a plain loop over a socket to the same server
/// in the same run, and how much memory it takes.
/// </summary>
internal static class FtpBench
{
    private const long Megabyte = 1_000_000;
    private const int Runs = 5;

    public static async Task Run(int megabytes)
    {
        using var folder = new TemporaryFolder("ftp");
        await using var sandbox = await SandboxProcess.Start(0, folder.Path, CancellationToken.None);
        var doors = await sandbox.Http.GetFromJsonAsync<JsonElement>(new Uri("/virtual-observer/control", UriKind.Relative));
        foreach (var security in new[] { FtpSecurity.None, FtpSecurity.Explicit })
        {
            var place = new FtpPlace("localhost", doors.GetProperty("ftpPort").GetInt32(), security, doors.GetProperty("ftpUserName").GetString()!, new Secret(doors.GetProperty("ftpPassword").GetString()))
            {
                PinnedCertificate = doors.GetProperty("certificateSha256").GetString(),
            };
            var name = security == FtpSecurity.None ? "ftp" : "ftps";
            // Both move the bytes alone: reckoning the checksum on both sides is told by itself below.
            await Set(sandbox, new { checksum = false });
            await Ours(place, 20 * Megabyte);
            await Plain(place, 20 * Megabyte);
            var (ours, plain) = (new List<Upload>(), new List<Upload>());
            for (var run = 0; run < Runs; run++)
            {
                plain.Add(await Plain(place, megabytes * Megabyte));
                ours.Add(await Ours(place, megabytes * Megabyte));
            }
            var (seconds, plainly) = (Median(ours, one => one.Seconds), Median(plain, one => one.Seconds));
            var (spent, plainlySpent) = (Median(ours, one => one.Spent), Median(plain, one => one.Spent));
            new Figure($"{name}_plain_loop", megabytes / plainly, "MB/s").Say();
            new Figure($"{name}_upload", megabytes / seconds, "MB/s", ">= 0.9 of the plain loop", plainly / seconds).Say();
            new Figure($"{name}_upload_cpu", spent / megabytes, "ms/MB", "<= 1.2 of the plain loop", spent / plainlySpent).Say();
            new Figure($"{name}_upload_memory", ours.Max(one => one.Growth), "MB", "<= 16").Say();
            await Set(sandbox, new { checksum = true });
            new Figure($"{name}_upload_with_checksum", megabytes / (await Ours(place, megabytes * Megabyte)).Seconds, "MB/s").Say();
        }
    }

    private static async Task<Upload> Ours(FtpPlace place, long length)
    {
        using var client = new FtpClient(place, GuardedSockets.Opener(allowInternalAddresses: true, TimeSpan.FromSeconds(10), TimeProvider.System), TimeProvider.System);
        Said(await client.Test(new Calls(), CancellationToken.None));
        return await Measured(length, async content => Said(await client.Store("bench/500.bin", content, length, new Calls(), CancellationToken.None)));
    }

    private static async Task<Upload> Plain(FtpPlace place, long length)
    {
        using var upload = await PlainUpload.LogIn(place);
        return await Measured(length, upload.Send);
    }

    private static async Task<Upload> Measured(long length, Func<Stream, Task> send)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        var most = before;
        await using var content = new EndlessBytes(length, () =>
        {
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
        });
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await send(content);
        return new Upload(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, (most - before) / (double)Megabyte);
    }

    private static void Said<T>(Outcome<T> outcome) => outcome.Match(_ => true, fault => throw new CommandException($"The upload failed: {fault.Detail}"));

    private static async Task Set(SandboxProcess sandbox, object settings)
    {
        using var answer = await sandbox.Http.PostAsJsonAsync(new Uri("/virtual-observer/control/settings", UriKind.Relative), settings);
        answer.EnsureSuccessStatusCode();
    }

    private static double Median(List<Upload> uploads, Func<Upload, double> of) => uploads.Select(of).Order().ElementAt(uploads.Count / 2);

    /// <param name="Seconds">The whole delivery; of ours renaming is part of it.</param>
    /// <param name="Spent">Processor time of this process, in milliseconds.</param>
    /// <param name="Growth">By how much this process grew at most, in MB.</param>
    private sealed record Upload(double Seconds, double Spent, double Growth);
}
