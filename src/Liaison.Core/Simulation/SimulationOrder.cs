using Liaison.Core.Shared;

namespace Liaison.Core.Simulation;

/// <summary>What is to be played.</summary>
/// <param name="Speed">How many simulated minutes pass in one real one.</param>
/// <param name="Agents">How many agents there are to answer.</param>
/// <param name="Minutes">How long it lasts, in real minutes.</param>
/// <param name="Seed">The same seed gives the same day.</param>
/// <param name="ContactsPerHour">In the busiest hour; if left out, what keeps these agents busy for most of their time.</param>
/// <param name="FromHour">The hour of the day at which it begins, from 0 to 23: mornings are busy, nights are not.</param>
/// <param name="TrueTimes">Whether facts keep the true lengths of waits and talks. Then they are told as of the past hours, and the last of them is as of now. Otherwise facts bear the time at which they are
/// told, and everything is as many times shorter as it is faster.</param>
public sealed record SimulationOrder(double Speed = 4, int Agents = 8, double Minutes = 10, int Seed = 1, int? ContactsPerHour = null, int FromHour = 9, bool TrueTimes = false)
{
    public const double Fastest = 240, Longest = 240;
    public const int MostAgents = 60, MostContactsPerHour = 2_000;

    /// <summary>Facts in a second: whatever would be more makes the simulated clock wait.</summary>
    public const int MostFactsPerSecond = 50;

    /// <summary>Why it cannot be played; nothing when it can.</summary>
    public IReadOnlyList<Problem> Problems()
    {
        var problems = new List<Problem>();
        Within("speed", Speed, 1, Fastest);
        Within("agents", Agents, 1, MostAgents);
        Within("minutes", Minutes, 0.1, Longest);
        Within("contactsPerHour", ContactsPerHour ?? 1, 1, MostContactsPerHour);
        Within("fromHour", FromHour, 0, 23);
        return problems;

        void Within(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
            {
                problems.Add(new Problem($"/{name}", "out-of-range", $"{name} is from {least} to {most}."));
            }
        }
    }
}
