using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Liaison.EndToEnd;

/// <summary>One real hub process on a data folder; it can be killed at any instant and started again on the same folder.</summary>
internal sealed class HubProcess : IDisposable
{
    private readonly string dataFolder;
    private Process? process;

    public HubProcess(string dataFolder, Uri url) => (this.dataFolder, Url) = (dataFolder, url);

    public Uri Url { get; }

    public static Uri FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "liaison.dll"), "serve"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LIAISON_DATA"] = dataFolder;
        start.Environment["LIAISON_URLS"] = Url.ToString().TrimEnd('/');
        start.Environment["LIAISON_ALLOW_INTERNAL"] = "1";
        process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { } said) { lock (Said) { Said.Enqueue(said); while (Said.Count > 200) { Said.Dequeue(); } } } };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last lines that it said.</summary>
    public Queue<string> Said { get; } = new();

    /// <summary>Ends it as a power cut would: no warning, nothing flushed.</summary>
    public void KillMinusNine()
    {
        process!.Kill(entireProcessTree: false);
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    public async Task Ready(TimeSpan limit)
    {
        using var http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(2) };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < limit;)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                if (process is { HasExited: true })
                {
                    break;
                }
            }
            using var pause = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
            await Task.WhenAny(Task.Delay(Timeout.Infinite, pause.Token));
        }
        lock (Said)
        {
            throw new InvalidOperationException($"The hub did not come up. It said:\n{string.Join('\n', Said)}");
        }
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        process?.Dispose();
    }
}
