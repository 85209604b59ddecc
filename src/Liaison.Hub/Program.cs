using System.CommandLine;
using Liaison.Hub.Commands;

namespace Liaison.Hub;

/// <summary>The one executable: the hub in any role, and the commands around it.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Liaison joins the places where people talk to an organisation with the systems where it keeps its records.")
        {
            ServeCommand.Make(),
            DemoCommand.Make(),
            SmokeCommand.Make(),
            ImportCommand.Make(),
            DoctorCommand.Make(),
            SimulateCommand.Make(),
        };
        // Whoever is told to stop finishes what is under way; a hub's own limits are shorter than this.
        return await root.Parse(args.Length == 0 ? ["serve"] : args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
    }
}
