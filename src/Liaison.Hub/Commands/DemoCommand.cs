using System.CommandLine;
using Liaison.Core.Simulation;
using Liaison.Hub.Hosting;
using Liaison.Hub.Import;
using Liaison.Hub.Simulator;
using Liaison.Storage.People;

namespace Liaison.Hub.Commands;

/// <summary><c>liaison demo</c>: a hub to look at, with stand-ins for the other systems and real sample requests.</summary>
internal static class DemoCommand
{
    /// <summary>“off” keeps the demo still, for tests and for looking at things in peace.</summary>
    private const string Switch = "LIAISON_SIMULATION";

    /// <summary>Some life, and not so much that one could not follow it.</summary>
    private static readonly SimulationOrder Gentle = new(Speed: 5, Agents: 8, Minutes: 20);

    private static bool Simulated => !string.Equals(Environment.GetEnvironmentVariable(Switch), "off", StringComparison.OrdinalIgnoreCase);

    public static Command Make()
    {
        var command = new Command("demo", "Runs a hub with the sandbox beside it, and sample cases and sessions in it.");
        command.SetAction((_, cancel) => Guarded.Run(() => Demo(cancel)));
        return command;
    }

    private static async Task<int> Demo(CancellationToken cancel)
    {
        var options = HubOptions.FromEnvironment(Environment.GetEnvironmentVariable);
        var wanted = new Uri(options.Urls);
        options = options with { AllowInternalAddresses = true, Urls = $"http://{wanted.Host}:{Ports.FreeOr(wanted.Port)}" };
        await using var demo = await DemoHub.Start(options, 8090, cancel);
        Console.WriteLine($"""

              Liaison is at      {options.Urls}
              Sign in as         {demo.Notes.Email}
              with the password  {demo.Notes.Password}
              The stand-ins are  {demo.Sandbox.Url}confirm   (for Confirm: look at its enquiries and change one)
                                 {demo.Sandbox.Url}salesforce   (for Salesforce: look at its contacts, cases and tasks)
                                 {demo.Sandbox.Url}dynamics   (for Dynamics 365: look callers up there, or let conversations become phone calls)
                                 {demo.Sandbox.Url}kustomer   (for Kustomer: look at its customers and their timelines)
                                 {demo.Sandbox.Url}virtual-observer   (for Virtual Observer: look at the events and files that it is fed with)
              Data lies in       {options.DataFolder}

            """);
        var imported = await ImportCommand.Run(demo.App.Services, demo.Notes.Tenant, new ImportOrder(DemoSeed.CasesFile, DemoSeed.CaseType), cancel);
        Console.WriteLine(imported.Imported > 0 ? $"{imported.Imported} sample cases were imported; their enquiries are being raised now." : "The sample cases are there already.");
        if (demo.Notes.CentreKey is { } key)
        {
            var told = await SampleDay.Replay(new Uri(options.Urls), key, TimeProvider.System, cancel);
            Console.WriteLine(told.Accepted > 0 ? "A day of sessions was told; their records in Salesforce and Kustomer are being written now, and Virtual Observer is fed with them." : "The sample sessions are there already.");
            var calls = await SampleCalls.Make(new Uri(options.Urls), key, TimeProvider.System, cancel);
            Console.WriteLine(calls > 0 ? $"{calls} calls of the last hour went through the call flow “Main number”." : "The sample calls are there already.");
        }
        if (Simulated)
        {
            await DemoAgents.Ensure(demo.App.Services, demo.Notes.Tenant, Gentle.Agents, cancel);
        }
        if (Simulated && await demo.App.Services.GetRequiredService<Simulations>().Start(demo.Notes.Tenant, Gentle, Actor.Liaison, options.PublicUrl ?? options.Urls, cancel))
        {
            Console.WriteLine($"For {Gentle.Minutes} minutes simulated people call and write, and simulated agents answer: look at {options.Urls}/sessions. Stop it at {options.Urls}/simulator, or begin with {Switch}=off.");
        }
        Console.WriteLine("Press Ctrl+C to stop.");
        await demo.App.WaitForShutdownAsync(cancel);
        return 0;
    }
}
