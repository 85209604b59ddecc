using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace Liaison.Hub.Commands;

/// <summary>The stand-ins, in a process of their own beside the hub; it ends with the hub.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private readonly Process child;

    private SandboxProcess(Process process, Uri url)
    {
        child = process;
        Url = url;
        Http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Where the stand-in of Virtual Observer takes files in a demo: the same at each start, for it stands in a connection's settings.</summary>
    private const int FtpPort = 2121;

    private const string PlentyOfCalls = "1000000";

    private static readonly string[] AgentHeaders = ["Content-Type:text/xml"];
    private static readonly string[] FromSource = ["sandbox", "Liaison.Sandbox", "bin"];

    public Uri Url { get; }

    /// <summary>For the stand-ins' own control pages.</summary>
    public HttpClient Http { get; }

    /// <param name="port">Where it should listen; another free port is taken when that one is not.</param>
    public static async Task<SandboxProcess> Start(int port, string dataFolder, CancellationToken cancel)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.FreeOr(port)}");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in new[]
        {
            Program(), "--urls", url.ToString().TrimEnd('/'), "--data", dataFolder, "--quiet", "true", "--parent", Environment.ProcessId.ToString(null, null),
            "--virtualObserver:ftpPort", Ports.FreeOr(port == 0 ? 0 : FtpPort).ToString(null, null),
            // A day of sessions in a few seconds is more than an organisation's minute holds.
            "--kustomer:requestsPerMinute", PlentyOfCalls, "--kustomer:searchesPerMinute", PlentyOfCalls,
        })
        {
            start.ArgumentList.Add(argument);
        }
        Directory.CreateDirectory(dataFolder);
        var process = Process.Start(start) ?? throw new CommandException("The sandbox could not be started.");
        process.OutputDataReceived += static (_, _) => { };
        var said = new List<string>();
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) { lock (said) { said.Add(line.Data); } } };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var sandbox = new SandboxProcess(process, url);
        var limit = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await sandbox.Http.GetAsync(new Uri("/confirm/control/settings", UriKind.Relative), cancel);
                answer.EnsureSuccessStatusCode();
                return sandbox;
            }
            catch (HttpRequestException) when (limit.Elapsed < TimeSpan.FromSeconds(30) && !process.HasExited)
            {
                await Task.Delay(50, cancel);
            }
            catch (HttpRequestException silent)
            {
                await sandbox.DisposeAsync();
                throw new CommandException($"The sandbox did not answer at {url}. It said: {string.Join(' ', said.TakeLast(5))}", silent);
            }
        }
    }

    /// <summary>Tells the Confirm stand-in where its CRM Agent is to push changes.</summary>
    public async Task PushTo(Uri target, string externalSystemNumber, CancellationToken cancel)
    {
        using var answer = await Http.PostAsJsonAsync("/confirm/control/agent", new { enabled = true, targetUrl = target.ToString(), externalSystemNumber, headers = AgentHeaders }, cancel);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!child.HasExited)
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync();
        }
        child.Dispose();
    }

    private static string Program()
    {
        var named = Environment.GetEnvironmentVariable("LIAISON_SANDBOX");
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); named is null && folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine([folder.FullName, .. FromSource, configuration, "net10.0", "liaison-sandbox.dll"]);
            named = File.Exists(candidate) ? candidate : null;
        }
        return named ?? throw new CommandException("The sandbox program was not found beside the hub. Build it (./run does), or name its liaison-sandbox.dll in LIAISON_SANDBOX.");
    }
}

/// <summary>Ports on loopback.</summary>
internal static class Ports
{
    /// <summary>The wanted port if it is free, any free one otherwise; zero asks for any.</summary>
    public static int FreeOr(int wanted)
    {
        try
        {
            return Take(wanted);
        }
        catch (SocketException)
        {
            return Take(0);
        }
    }

    private static int Take(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
