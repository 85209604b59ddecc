using System.Net.Http.Json;
using System.Text.Json;
using Liaison.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>A sandbox of its own for one test, on a free port, and what every stand-in has: its control API and its fault switches, below its path.</summary>
public abstract class RunningSandbox : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string path;

    /// <param name="path">Of the stand-in that the test is about: <c>/salesforce</c>.</param>
    /// <param name="follow">Whether the client goes where it is redirected to, as a browser.</param>
    protected RunningSandbox(WebApplication app, string path, bool follow = false)
    {
        (this.app, this.path) = (app, path);
        Address = new Uri(app.Urls.First());
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = follow }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Starts one stand-in, with the program's own arguments, but silent.</summary>
    public static async Task<WebApplication> Open(string standIn, TimeProvider time, params IEnumerable<string> arguments)
    {
        var built = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--quiet", "true", "--only", standIn, .. arguments], time);
        await built.StartAsync();
        return built;
    }

    /// <summary>Settings of one stand-in as arguments: <c>personAccounts=true</c> of <c>salesforce</c>.</summary>
    public static IEnumerable<string> Of(string standIn, IEnumerable<string> settings) => settings.Select(one => $"--{standIn}:{one}");

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public Task<JsonElement> Control(string what, object body) => Post("control/" + what, body);

    public Task<JsonElement> Set(object settings) => Control("settings", settings);

    public Task<JsonElement> Fault(object fault) => Post("faults", fault);

    public async Task<JsonElement> Look(string what) => JsonDocument.Parse(await Http.GetStringAsync($"{path}/control/{what}")).RootElement;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<JsonElement> Post(string what, object body)
    {
        using var answer = await Http.PostAsJsonAsync($"{path}/{what}", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
