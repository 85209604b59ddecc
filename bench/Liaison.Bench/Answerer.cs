using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Hub.Commands;

namespace Liaison.Bench;

/// <summary>
/// A bare server in a process of its own that answers like Salesforce, with answers that were made before: so that what a call costs over there is next to nothing. It knows record types
/// (as the stand-in describes them), one search with one answer, and tokens that run out.
/// </summary>
internal sealed class Answerer : IAsyncDisposable
{
    public const string Organisation = "00D5g00000AbCdEEAV";
    public const string User = "0055g00000AbCdEAAV";

    /// <summary>The number of the one person it knows.</summary>
    public const string Phone = "+44 20 7946 0018";

    /// <summary>How long it takes to give a new token: whoever waits for that is seen to.</summary>
    public static readonly TimeSpan TokenDelay = TimeSpan.FromSeconds(1);

    private static readonly string[] Types = ["Contact", "Account", "Lead"];
    private readonly Process process;

    private Answerer(Process process, Uri url) => (this.process, Url, Http) = (process, url, new HttpClient { BaseAddress = url });

    public Uri Url { get; }

    public HttpClient Http { get; }

    public static async Task Serve(string url, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var descriptions = Types.ToDictionary(t => t, t => File.ReadAllBytes(Path.Combine(folder, t + ".json")), StringComparer.Ordinal);
        var found = JsonSerializer.SerializeToUtf8Bytes(new
        {
            searchRecords = new[] { new { attributes = new { type = "Contact", url = "/services/data/v62.0/sobjects/Contact/0035g00000AbCdEAAV" }, Id = "0035g00000AbCdEAAV", Name = "Ann Smith", Phone, LastModifiedDate = "2026-03-02T09:00:00.000+0000" } },
        });
        var expired = JsonSerializer.SerializeToUtf8Bytes(new[] { new { message = "Session expired or invalid", errorCode = "INVALID_SESSION_ID" } });
        var tokens = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var (refused, refreshes, last) = (0L, 0L, "");

        app.MapPost("/control/tokens/{token}", (string token, int seconds) => { tokens["Bearer " + token] = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency); });
        app.MapGet("/control/state", () => new State(refused, refreshes, last));
        app.MapPost("/salesforce/services/oauth2/token", async () =>
        {
            await Task.Delay(TokenDelay);
            var next = "next-" + Interlocked.Increment(ref refreshes).ToString(null, null);
            tokens["Bearer " + next] = long.MaxValue;
            return Results.Json(new { access_token = next, refresh_token = "refresh-" + next, instance_url = url.TrimEnd('/') + "/salesforce", id = $"{url}salesforce/id/{Organisation}/{User}", token_type = "Bearer" });
        });
        app.MapGet("/salesforce/services/data/{version}/sobjects/{type}/describe", (HttpContext http, string type) => Answer(http, descriptions[type]));
        app.MapGet("/salesforce/services/data/{version}/search", async (HttpContext http) =>
        {
            last = http.Request.Path + http.Request.QueryString.Value;
            await Answer(http, found);
        });
        _ = Task.Run(async () => { await Console.In.ReadLineAsync(); await app.StopAsync(); });
        await app.RunAsync();

        async Task Answer(HttpContext http, byte[] body)
        {
            var known = tokens.TryGetValue(http.Request.Headers.Authorization.ToString(), out var until) && Stopwatch.GetTimestamp() < until;
            if (!known)
            {
                Interlocked.Increment(ref refused);
                (http.Response.StatusCode, body) = (StatusCodes.Status401Unauthorized, expired);
            }
            http.Response.ContentType = "application/json";
            http.Response.Headers["Sforce-Limit-Info"] = "api-usage=10/1000000";
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body);
        }
    }

    public static async Task<Answerer> Start(string folder)
    {
        await Describe(folder);
        var url = new Uri($"http://127.0.0.1:{Ports.FreeOr(0)}");
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["answerer", url.ToString(), folder]) { RedirectStandardInput = true, UseShellExecute = false })!;
        var answerer = new Answerer(process, url);
        for (var clock = Stopwatch.StartNew(); ;)
        {
            try
            {
                await answerer.Now();
                return answerer;
            }
            catch (HttpRequestException) when (clock.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(20);
            }
        }
    }

    public async Task<State> Now() => (await Http.GetFromJsonAsync<State>(new Uri("/control/state", UriKind.Relative)))!;

    /// <summary>Lets a token be good for so long from now.</summary>
    public async Task Issue(string token, int seconds)
    {
        using var answer = await Http.PostAsync(new Uri($"/control/tokens/{token}?seconds={seconds}", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task Describe(string folder)
    {
        using var data = new Liaison.Hub.Hosting.TemporaryFolder("describe");
        await using var sandbox = await SandboxProcess.Start(0, data.Path, CancellationToken.None);
        var (_, access) = await SalesforceSetup.TokenOf(sandbox);
        foreach (var type in Types)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, $"/salesforce/services/data/v62.0/sobjects/{type}/describe") { Headers = { { "Authorization", "Bearer " + access } } };
            using var answer = await sandbox.Http.SendAsync(ask);
            await File.WriteAllBytesAsync(Path.Combine(folder, type + ".json"), await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        }
    }

    /// <param name="Refused">Calls with a token that is none, or has run out.</param>
    /// <param name="Search">The path of the last search, as it was asked.</param>
    internal sealed record State(long Refused, long Refreshes, string Search);
}
