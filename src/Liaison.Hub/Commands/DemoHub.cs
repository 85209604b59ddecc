using System.Text.Json;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Storage.People;

namespace Liaison.Hub.Commands;

/// <summary>A hub with the sandbox beside it and the sample configuration in it.</summary>
internal sealed class DemoHub : IAsyncDisposable
{
    private readonly HubStore ownStore;

    private DemoHub(HubStore store, WebApplication app, SandboxProcess sandbox, Notebook notes) => (ownStore, App, Sandbox, Notes) = (store, app, sandbox, notes);

    public WebApplication App { get; }

    public SandboxProcess Sandbox { get; }

    public Notebook Notes { get; }

    /// <summary>What the demo must remember from one start to the next, in a file that only its owner may read.</summary>
    public sealed record Notebook(Id<Tenant> Tenant, string Email, string Password, string PushKey, string ExternalSystemNumber, string? CentreKey = null);

    public static async Task<DemoHub> Start(HubOptions options, int sandboxPort, CancellationToken cancel)
    {
        var sandbox = await SandboxProcess.Start(sandboxPort, Path.Combine(options.DataFolder, "sandbox"), cancel);
        var store = await HubStore.Open(options, Console.Error.WriteLine, cancel);
        var app = HubHost.Build(options, store);
        var notes = await Remember(app.Services, options, sandbox, cancel);
        await app.Services.GetRequiredService<TenantStore>().MarkAsDemo(notes.Tenant, cancel);
        await app.StartAsync(cancel);
        await sandbox.PushTo(new Uri($"{options.Urls}/integration/confirm/crm-agent?key={notes.PushKey}"), notes.ExternalSystemNumber, cancel);
        return new DemoHub(store, app, sandbox, notes);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Sandbox.DisposeAsync();
        await ownStore.DisposeAsync();
    }

    private static async Task<Notebook> Remember(IServiceProvider services, HubOptions options, SandboxProcess sandbox, CancellationToken cancel)
    {
        var file = Path.Combine(options.DataFolder, HubOptions.DemoFile);
        if (await FirstTenant.Ensure(services, "Demo council", "admin@example.org", cancel) is not { } first)
        {
            return File.Exists(file) ? Json.Read<Notebook>(await File.ReadAllTextAsync(file, cancel))
                : throw new CommandException($"The data folder {options.DataFolder} holds a hub that was not made by the demo. Use another folder (LIAISON_DATA), or start it with: liaison serve");
        }
        var seeded = await ActivatorUtilities.CreateInstance<DemoSeed>(services).Fill(first.Tenant, sandbox.Url, options.Urls, cancel);
        var notes = new Notebook(first.Tenant, first.Email, first.Password, seeded.PushKey, seeded.ExternalSystemNumber, seeded.CentreKey);
        var onlyMine = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            onlyMine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using var stream = new FileStream(file, onlyMine);
        await JsonSerializer.SerializeAsync(stream, notes, Json.Options, cancel);
        return notes;
    }
}
