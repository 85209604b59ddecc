using System.Diagnostics;

namespace Liaison.Bench;

/// <summary>A bare HTTP server in a process of its own: takes a post, answers with a number.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly Process process;

    private Sink(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    public int ProcessId => process.Id;

    public static async Task Serve(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var count = 0L;
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync(Interlocked.Increment(ref count).ToString(null, null));
        });
        _ = Task.Run(async () => { await Console.In.ReadLineAsync(); await app.StopAsync(); });
        await app.RunAsync();
    }

    public static async Task<Sink> Start()
    {
        var url = new Uri($"http://127.0.0.1:{Liaison.Hub.Commands.Ports.FreeOr(0)}");
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["sink", url.ToString()]) { RedirectStandardInput = true, UseShellExecute = false })!;
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await http.PostAsync(url, null);
                return new Sink(process, url);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
