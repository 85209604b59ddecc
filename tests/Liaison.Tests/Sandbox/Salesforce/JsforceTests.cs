using System.Diagnostics;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

/// <summary>The stand-in satisfies a client that was written for Salesforce and knows nothing of us.</summary>
public sealed class JsforceTests
{
    [Fact]
    public async Task The_stand_in_satisfies_jsforce()
    {
        var folder = Path.Combine(SourceTree.Root, "tests", "jsforce");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "jsforce")))
        {
            var (installed, log) = await Run(folder, "npm", "install", "--no-audit", "--no-fund");
            Assert.True(installed == 0, log);
        }

        await using var sandbox = await SalesforceSandbox.Start();
        var (code, output) = await Run(folder, "node", "run.mjs", new Uri(sandbox.Address, "/salesforce").ToString());
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
