using System.CommandLine;
using Liaison.Hub.Hosting;
using Liaison.Hub.Operations;
using Spectre.Console;

namespace Liaison.Hub.Commands;

/// <summary><c>liaison doctor</c>: looks at database, keys, time, disk and every connection, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        var command = new Command("doctor", "Checks the database, the keys, the clock, the disk and every connection, and says what to do.");
        command.SetAction((_, cancel) => Guarded.Run(() => Examine(cancel)));
        return command;
    }

    private static async Task<int> Examine(CancellationToken cancel)
    {
        var options = HubOptions.FromEnvironment(Environment.GetEnvironmentVariable) with { Roles = new HashSet<string>(["api"], StringComparer.Ordinal), Urls = "http://127.0.0.1:0" };
        await using var store = await HubStore.Open(options, Console.Error.WriteLine, cancel, share: true);
        await using var app = HubHost.Build(options, store);
        var findings = await app.Services.GetRequiredService<Doctor>().Examine(cancel);
        foreach (var finding in findings)
        {
            AnsiConsole.MarkupLineInterpolated($"{(finding.Ok ? "[green]ok[/]  " : "[red]ill[/] ")} {finding.Name,-14} {finding.Detail}");
            if (finding is { Ok: false, Advice: { Length: > 0 } advice })
            {
                AnsiConsole.MarkupLineInterpolated($"                    {advice}");
            }
        }
        return findings.All(f => f.Ok) ? 0 : 1;
    }
}
