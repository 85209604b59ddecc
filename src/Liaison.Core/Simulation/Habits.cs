namespace Liaison.Core.Simulation;

/// <summary>What no data at hand tells: set by judgement, in one place.</summary>
internal static class Habits
{
    /// <summary>How many contacts come by each channel. The rest are messages left behind.</summary>
    public const double Voice = 0.52, Chat = 0.33, Inbox = 0.10;

    /// <summary>How long people wait before they give up, seconds on average, exponentially; letters wait for ever.</summary>
    public const double CallPatience = 300, ChatPatience = 240;

    public const double Transferred = 0.08, Held = 0.18, NotTaken = 0.03;

    /// <summary>Seconds, on average.</summary>
    public const double Hold = 35, Letter = 150;

    /// <summary>The part of their time in which agents are at work at the busiest hour, unless traffic is asked for.</summary>
    public const double Occupancy = 0.82;

    /// <summary>A pause of so many minutes about every so many minutes; never more than a fifth of the agents at once.</summary>
    public const double Pause = 8, BetweenPauses = 90;

    /// <summary>After an offer that an agent did not take they are away for so long.</summary>
    public static readonly TimeSpan AfterMissing = TimeSpan.FromSeconds(60);

    /// <summary>How long an offer rings before it is taken back.</summary>
    public static readonly TimeSpan RingsOut = TimeSpan.FromSeconds(20);

    public static readonly IReadOnlyList<string> Ends = ["Solved", "Solved", "Solved", "Passed on", "To be called back"];

    public static readonly IReadOnlyList<string> Reasons = ["Break", "Break", "Training", "Meeting"];

    public static readonly IReadOnlyList<string> Pages = ["https://www.sample.example/help", "https://www.sample.example/cards", "https://www.sample.example/contact", "https://www.sample.example/"];

    public static readonly IReadOnlyList<string> Queues = ["Accounts", "Cards", "Payments"];
}
