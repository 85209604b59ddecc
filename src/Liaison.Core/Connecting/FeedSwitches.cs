namespace Liaison.Core.Connecting;

/// <summary>What a connection asks to be fed with, as its settings say.</summary>
/// <param name="DisabledQueues">Queues that its statistics leave out, by name, letter case aside; nothing else leaves them out.</param>
public sealed record FeedSwitches(bool SessionEvents, bool AgentEvents, bool Recordings, bool Transcripts, bool Statistics, IReadOnlySet<string> DisabledQueues)
{
    public static readonly FeedSwitches None = new(false, false, false, false, false, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
}
