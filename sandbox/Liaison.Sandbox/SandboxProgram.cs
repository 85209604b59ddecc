namespace Liaison.Sandbox;

/// <summary>Starts the sandbox: <c>liaison-sandbox --urls http://127.0.0.1:7070 [--data FOLDER] [--seed N] [--only salesforce,dynamics] [--confirm:password X]</c>.</summary>
public sealed class SandboxProgram
{
    private SandboxProgram()
    {
    }

    public static async Task Main(string[] args)
    {
        var app = SandboxApp.Build(args);
        if (app.Configuration.GetValue<int?>("parent") is { } parent)
        {
            _ = EndWith(parent, app.Lifetime);
        }
        await app.RunAsync();
    }

    /// <summary>Nobody needs stand-ins whose starter is gone, however it went.</summary>
    private static async Task EndWith(int parent, IHostApplicationLifetime lifetime)
    {
        try
        {
            using var starter = System.Diagnostics.Process.GetProcessById(parent);
            await starter.WaitForExitAsync(lifetime.ApplicationStopping);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
        lifetime.StopApplication();
    }
}
