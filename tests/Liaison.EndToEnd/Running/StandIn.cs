using System.Diagnostics;

namespace Liaison.EndToEnd.Running;

/// <summary>A stand-in process of a test's own, whose set-up and faults are in nobody else's way.</summary>
public sealed class StandIn : IDisposable
{
    private readonly Process process;

    private StandIn(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<StandIn> Start()
    {
        var url = HubProcess.FreeUrl();
        var start = new ProcessStartInfo("dotnet", [RunningHub.Built("sandbox/Liaison.Sandbox", "liaison-sandbox.dll"), "--urls", url.ToString().TrimEnd('/'), "--quiet", "true"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = url };
        for (var limit = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/confirm/control/settings", UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                return new StandIn(process, url);
            }
            catch (HttpRequestException) when (!process.HasExited && limit.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
