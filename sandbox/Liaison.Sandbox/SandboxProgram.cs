namespace Liaison.Sandbox;

/// <summary>Starts the sandbox: <c>liaison-sandbox --urls http://127.0.0.1:7070 [--data FOLDER] [--seed N] [--confirm:password X]</c>.</summary>
public sealed class SandboxProgram
{
    private SandboxProgram()
    {
    }

    public static Task Main(string[] args) => SandboxApp.Build(args).RunAsync();
}
