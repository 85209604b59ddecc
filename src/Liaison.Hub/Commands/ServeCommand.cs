using System.CommandLine;
using Liaison.Hub.Hosting;

namespace Liaison.Hub.Commands;

/// <summary><c>liaison serve</c>: the hub, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var command = new Command("serve", "Runs the hub until it is told to stop (Ctrl+C).");
        command.SetAction((_, cancel) => Guarded.Run(() => Serve(HubOptions.FromEnvironment(Environment.GetEnvironmentVariable), cancel)));
        return command;
    }

    private static async Task<int> Serve(HubOptions options, CancellationToken cancel)
    {
        await using var store = await HubStore.Open(options, Console.Error.WriteLine, cancel);
        await using var app = HubHost.Build(options, store);
        if (await FirstTenant.Ensure(app.Services, "My organisation", "administrator@example.org", cancel) is { } first)
        {
            Console.WriteLine($"First start. Sign in at {options.Urls} as {first.Email} with the password {first.Password} and change it; it is not shown again.");
        }
        await app.RunAsync(cancel);
        return 0;
    }
}
