using System.CommandLine;
using Liaison.Core.Shared;
using Liaison.Core.Simulation;
using Liaison.Hub.Simulator;
using Spectre.Console;

namespace Liaison.Hub.Commands;

/// <summary><c>liaison simulate</c>: plays a contact centre into a hub, over HTTP as a real one would.</summary>
internal static class SimulateCommand
{
    public static Command Make()
    {
        var usual = new SimulationOrder();
        var hub = new Option<string>("--hub") { Description = "The hub's address.", DefaultValueFactory = static _ => "http://127.0.0.1:8080" };
        var key = new Option<string?>("--key") { Description = "An API key with the scope sessions:write. LIAISON_KEY holds it just as well, and does not show it to others on this machine." };
        var speed = new Option<double>("--speed") { Description = $"How many simulated minutes pass in one real one, 1 to {SimulationOrder.Fastest}.", DefaultValueFactory = _ => usual.Speed };
        var agents = new Option<int>("--agents") { Description = $"How many agents answer, 1 to {SimulationOrder.MostAgents}.", DefaultValueFactory = _ => usual.Agents };
        var minutes = new Option<double>("--minutes") { Description = $"How long it lasts, up to {SimulationOrder.Longest}.", DefaultValueFactory = _ => usual.Minutes };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same day.", DefaultValueFactory = _ => usual.Seed };
        var busy = new Option<int?>("--contacts-per-hour") { Description = "In the busiest hour; if left out, what keeps the agents busy for most of their time." };
        var from = new Option<int>("--from-hour") { Description = "The hour of the simulated day at which it begins.", DefaultValueFactory = _ => usual.FromHour };
        var trueTimes = new Option<bool>("--true-times") { Description = "Keeps the true lengths of waits and talks: facts are told as of the past hours." };
        var simulate = new Command("simulate", "Plays simulated contacts into a hub. They are written into its connected systems as real ones are: do not point it at a hub that serves real people.")
        {
            hub, key, speed, agents, minutes, seed, busy, from, trueTimes,
        };
        simulate.SetAction((given, cancel) => Guarded.Run(() => Simulate(
            new SimulationOrder(given.GetValue(speed), given.GetValue(agents), given.GetValue(minutes), given.GetValue(seed), given.GetValue(busy), given.GetValue(from), given.GetValue(trueTimes)),
            given.GetRequiredValue(hub), given.GetValue(key) ?? Environment.GetEnvironmentVariable("LIAISON_KEY"), cancel)));
        return simulate;
    }

    private static async Task<int> Simulate(SimulationOrder order, string hub, string? key, CancellationToken cancel)
    {
        if (!Uri.TryCreate(hub.EndsWith('/') ? hub : hub + '/', UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new CommandException($"“{hub}” is no address of a hub. One looks like http://127.0.0.1:8080.");
        }
        if (order.Problems() is [var problem, ..])
        {
            throw new CommandException(problem.Message);
        }
        using var http = HubTeller.Client(address, key is { Length: > 0 } given ? given : throw new CommandException("Give a key with the scope sessions:write: --key, or LIAISON_KEY."));
        var teller = new HubTeller(http, TimeProvider.System, Console.Error.WriteLine);
        await teller.Check(cancel);
        SimulationPlay? play = null;
        play = new SimulationPlay(order, SimulatorSamples.Material, (facts, until) => teller.Tell(play!.Run, facts, until), TimeProvider.System);
        Console.WriteLine($"{order.Agents} agents, {order.Speed} times as fast, for {order.Minutes} minutes. The sessions' source is {DueFact.Source}, their ids begin with {play.Run}. Ctrl+C ends it.");
        var why = await Watched(play, cancel);
        Console.WriteLine(Json.Write(new { why, run = play.Run, told = play.Progress.Told, refused = play.Progress.Refused, sessions = play.Progress.Counts.Began, open = play.Progress.Counts.Open }));
        return play.Progress.Refused > 0 ? 3 : 0;
    }

    /// <summary>With a bar on the terminal; without a terminal it says only how it ended.</summary>
    private static Task<SimulationEnd> Watched(SimulationPlay play, CancellationToken cancel) => Console.IsOutputRedirected
        ? play.Play(static (_, _) => Task.FromResult(true), cancel)
        : AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new RemainingTimeColumn()).StartAsync(bars =>
        {
            var bar = bars.AddTask("Opening", maxValue: (play.EndsAt - play.StartedAt).TotalSeconds);
            return play.Play((progress, _) =>
            {
                bar.Description = $"{progress.Clock}  {progress.Told} facts, {progress.Counts.Began} contacts, {progress.Counts.Open} open, {progress.Counts.Waiting} waiting{(progress.HeldBack ? ", held back" : "")}";
                bar.Increment(1);
                return Task.FromResult(true);
            }, cancel);
        });
}
