namespace Liaison.Core.Connecting;

/// <summary>What a connection asks to be fed with, as its settings say.</summary>
/// <param name="DisabledQueues">Queues that its statistics leave out, by name, letter case aside; nothing else leaves them out.</param>
public sealed record FeedSwitches(bool SessionEvents, bool AgentEvents, bool Recordings, bool Transcripts, bool Statistics, IReadOnlySet<string> DisabledQueues)
{
    public static readonly FeedSwitches None = new(false, false, false, false, false, new HashSet<string>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether it asks for anything at all.</summary>
    public bool IsAnything => SessionEvents || AgentEvents || Recordings || Transcripts || Statistics;

    /// <summary>Facts that events of sessions carry, by path (<c>session.queue</c>): what is not asked for is not kept either.</summary>
    public IReadOnlyList<string> SessionFields { get; init; } = [];

    /// <summary>Facts that events of agents carry, by path.</summary>
    public IReadOnlyList<string> AgentFields { get; init; } = [];

    /// <summary>What a recording's part is called over there: a path with <c>{{ placeholders }}</c>.</summary>
    public string RecordingName { get; init; } = "recordings/{{ recording.id }}.{{ recording.extension }}";

    /// <summary>What a transcript is called over there.</summary>
    public string TranscriptName { get; init; } = "transcripts/{{ session.id }}.txt";
}
