namespace Liaison.Core.Statistics;

/// <summary>Into which interval of its queue a contact is counted. Agents' time is always counted in the interval in which it was spent, to the second.</summary>
public enum Attribution
{
    /// <summary>Each thing in the interval in which it happened: an answer and its wait when it was answered, talk and wrap-up when they ended.</summary>
    Event = 0,

    /// <summary>All of a contact in the interval in which it came into the queue.</summary>
    Arrival = 1,
}

/// <summary>How figures are counted.</summary>
/// <param name="ServiceLevelSeconds">Answered after no longer a wait counts as answered in time.</param>
/// <param name="ShortAbandonSeconds">Who gave up sooner was hardly there.</param>
/// <param name="CountTransfers">Whether a contact that an agent passes on to a queue counts there again.</param>
/// <param name="AdminReasons">Reasons for not being ready that are work all the same; others are a pause.</param>
/// <param name="LeftOut">Queues of which nothing is counted.</param>
/// <param name="Serves">The queues that an agent serves, by e-mail address.</param>
public sealed record TallyRules(
    Attribution Attribution, int ServiceLevelSeconds, int ShortAbandonSeconds, bool CountTransfers, IReadOnlySet<string> AdminReasons, IReadOnlySet<string> LeftOut,
    Func<string, IReadOnlyList<string>> Serves);
