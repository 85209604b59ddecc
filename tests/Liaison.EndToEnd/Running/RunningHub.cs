using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Liaison.EndToEnd.Running;

[assembly: AssemblyFixture(typeof(RunningHub))]

namespace Liaison.EndToEnd.Running;

/// <summary>One real <c>liaison demo</c> with its stand-in and its own PostgreSQL, and one real browser, for all tests of a run.</summary>
public sealed class RunningHub : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"liaison-e2e-{Environment.ProcessId}");
    private readonly List<string> said = [];
    private Process? hub;
    private IPlaywright? playwright;

    public static string Root { get; } = FindRoot();

    public Uri Url { get; private set; } = null!;

    public string Email { get; private set; } = "";

    public string Password { get; private set; } = "";

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The same hub through its API, signed in as the administrator.</summary>
    public HubApi Api { get; private set; } = null!;

    public ConfirmSide Confirm { get; private set; } = null!;

    public string Output
    {
        get
        {
            lock (said)
            {
                return string.Join('\n', said);
            }
        }
    }

    public async ValueTask InitializeAsync()
    {
        StartHub();
        await Ready();
        using var notes = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "data", "demo.json")));
        Email = notes.RootElement.GetProperty("email").GetString()!;
        Password = notes.RootElement.GetProperty("password").GetString()!;
        Api = await HubApi.SignIn(Url, Email, Password);
        Confirm = new ConfirmSide(await Api.ConfirmUrl());
        await Api.Until("/deliveries?limit=1", answer => answer.At("counts", "delivered").GetInt32() >= 300 && answer.At("counts", "waiting").GetInt32() == 0);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("LIAISON_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }
        playwright?.Dispose();
        Api?.Dispose();
        Confirm?.Dispose();
        if (hub is not null)
        {
            using var stop = Process.Start("kill", ["-TERM", hub.Id.ToString(null, null)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await hub.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                hub.Kill(entireProcessTree: true);
                await hub.WaitForExitAsync(CancellationToken.None);
            }
            hub.Dispose();
        }
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void StartHub()
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            // Started as root, PostgreSQL runs as an account that has to pass through here.
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var start = new ProcessStartInfo("dotnet", [Built("src/Liaison.Hub", "liaison.dll"), "demo"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LIAISON_DATA"] = Path.Combine(folder, "data");
        start.Environment["LIAISON_URLS"] = Url.ToString().TrimEnd('/');
        start.Environment["LIAISON_SANDBOX"] = Built("sandbox/Liaison.Sandbox", "liaison-sandbox.dll");
        // Tests want the same hub each time, and nobody else in it.
        start.Environment["LIAISON_SIMULATION"] = "off";
        hub = Process.Start(start)!;
        hub.OutputDataReceived += (_, line) => Hear(line.Data);
        hub.ErrorDataReceived += (_, line) => Hear(line.Data);
        hub.BeginOutputReadLine();
        hub.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        lock (said)
        {
            said.Add(line ?? "");
        }
    }

    private async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Url };
        var limit = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!hub!.HasExited)
            {
                // It is still starting.
            }
            if (hub!.HasExited || limit.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"The hub did not become ready. It said:\n{Output}");
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The program as built beside its project, in the configuration of these tests.</summary>
    public static string Built(string project, string file)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";
        return Path.Combine(Root, project, "bin", configuration, "net10.0", file);
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Liaison.slnx")))
        {
            at = at.Parent;
        }
        return at?.FullName ?? throw new InvalidOperationException("Liaison.slnx was not found above the tests.");
    }
}
