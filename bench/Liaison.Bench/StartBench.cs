using System.Diagnostics;
using Liaison.Hub.Commands;
using Liaison.Hub.Hosting;

namespace Liaison.Bench;

/// <summary>How long a real hub process takes from its start on an existing database to its first answer.</summary>
internal static class StartBench
{
    public static async Task Run()
    {
        using var folder = new TemporaryFolder("start");
        await Once(folder.Path);
        var seconds = new List<double>();
        for (var time = 0; time < 5; time++)
        {
            seconds.Add(await Once(folder.Path));
        }
        seconds.Sort();
        new Figure("start_to_first_answer", seconds[2], "s", "<= 2").Say();
    }

    private static async Task<double> Once(string data)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.FreeOr(0)}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "liaison.dll"), "serve"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LIAISON_DATA"] = data, ["LIAISON_URLS"] = url.ToString().TrimEnd('/') },
        };
        using var http = new HttpClient { BaseAddress = url };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                break;
            }
            catch (HttpRequestException) when (clock.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(5);
            }
        }
        var seconds = clock.Elapsed.TotalSeconds;
        using var stop = Process.Start("kill", ["-TERM", process.Id.ToString(null, null)]);
        await process.WaitForExitAsync();
        return seconds;
    }
}
