using System.Diagnostics;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>A client that was written for a vendor and knows nothing of us, from the public registry, run against a stand-in.</summary>
public static class ForeignClient
{
    /// <param name="name">The folder below <c>tests</c>, and the package.</param>
    public static async Task Satisfies(string name, Uri address)
    {
        var folder = Path.Combine(SourceTree.Root, "tests", name);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", name)))
        {
            var (installed, log) = await Run(folder, "npm", "install", "--no-audit", "--no-fund");
            Assert.True(installed == 0, log);
        }

        var (code, output) = await Run(folder, "node", "run.mjs", address.ToString());
        Assert.True(code == 0, output);
        Assert.DoesNotContain("FAILED", output, StringComparison.Ordinal);
        Assert.Contains(" passed, 0 failed", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
