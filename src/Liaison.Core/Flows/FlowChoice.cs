using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows;

/// <summary>A flow as it is at work.</summary>
/// <param name="Version">Which of its published versions.</param>
public sealed record PublishedFlow(Id<CallFlow> Id, int Version, CallFlow Flow);

/// <summary>Which flow a contact takes: what was dialled beats the campaign, that the queue, that the channel; else the flow that is for all.</summary>
public static class FlowChoice
{
    /// <param name="plain">A number in its plainest form (E.164), so that ways of writing do not matter.</param>
    public static PublishedFlow? Of(IEnumerable<PublishedFlow> published, CallFacts call, Func<string, string> plain) => published
        .Where(p => Fits(p.Flow.Match, call, plain))
        .OrderByDescending(p => Weight(p.Flow.Match))
        .ThenBy(p => p.Id.Value, StringComparer.Ordinal)
        .FirstOrDefault();

    private static bool Fits(FlowMatch match, CallFacts call, Func<string, string> plain) =>
        (match.Dnis.Count == 0 || (call.Dnis is { } dnis && match.Dnis.Any(d => Same(plain(d), plain(dnis)))))
        && Among(match.Campaigns, call.Campaign) && Among(match.Queues, call.Queue)
        && (match.Channels.Count == 0 || (call.Channel is { } channel && match.Channels.Contains(channel)));

    // Each beats all that come after it together.
    private static int Weight(FlowMatch match) =>
        (match.Dnis.Count > 0 ? 8 : 0) + (match.Campaigns.Count > 0 ? 4 : 0) + (match.Queues.Count > 0 ? 2 : 0) + (match.Channels.Count > 0 ? 1 : 0);

    private static bool Among(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Any(w => Same(w, value)));

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
