using System.Text.Json.Serialization;
using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Sessions;

namespace Liaison.Core.Flows;

/// <summary>How far a run through a flow has come: all of it, so that any process can go on from here.</summary>
public sealed record RunState
{
    /// <summary>What is known of the contact, by path; it does not change while the flow runs.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The variables, by name.</summary>
    public IReadOnlyDictionary<string, string> Items { get; init; } = new Dictionary<string, string>();
    public string? Queue { get; init; }
    public int? Priority { get; init; }
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The records that were found, each once, the first first.</summary>
    public IReadOnlyList<RecognisedRecord> Records { get; init; } = [];

    /// <summary>Of several that fit equally well, a person chooses.</summary>
    public IReadOnlyList<RecognisedRecord> Candidates { get; init; } = [];

    /// <summary>What opens at the agent's; null: nothing.</summary>
    public ScreenPop? ScreenPop { get; init; }
    public IReadOnlyList<NodeVisit> Path { get; init; } = [];

    /// <summary>The node where the run stands; null when it is over.</summary>
    public string? At { get; init; }

    /// <summary>What the caller is to type before it goes on; null when it does not wait.</summary>
    public CodeWanted? Waiting { get; init; }

    /// <summary>How often the caller has typed in vain at this node.</summary>
    public int Tries { get; init; }
    public int Visits { get; init; }

    /// <summary>How long it has worked so far.</summary>
    public double ElapsedMs { get; init; }

    /// <summary>How it ended, in one sentence.</summary>
    public string Why { get; init; } = "";

    [JsonIgnore]
    public bool IsOver => At is null;
}

/// <summary>What a flow waits for: digits from the caller.</summary>
/// <param name="Terminator">The key that ends the typing.</param>
public sealed record CodeWanted(string NodeId, string Item, string Prompt, int MinDigits, int MaxDigits, string Terminator, int TimeoutSeconds);

/// <summary>What opens at the agent's when the contact is accepted.</summary>
/// <param name="Url">The page to open; null when nothing has one.</param>
public sealed record ScreenPop(string? Url, IReadOnlyList<RecognisedRecord> Records);

/// <summary>One node on a run's way.</summary>
/// <param name="Port">The port it was left by; null where the run ended or waits.</param>
/// <param name="Why">One sentence.</param>
public sealed record NodeVisit(string NodeId, string Kind, string Label, string? Port, string Why, double ElapsedMs, NodeDetails? Details = null);

/// <summary>What a lookup found, with everything that explains it.</summary>
/// <param name="From">live · recent · earlierSession · nowhere.</param>
public sealed record NodeDetails(Identified? Identified = null, string? From = null, QueryTrace? Query = null);

/// <param name="Records">The records that were taken, twenty at most.</param>
public sealed record QueryTrace(RecordsFound Path, IReadOnlyList<FoundRecord> Records, string Why);

/// <summary>Which of its three ways a query went.</summary>
public enum RecordsFound
{
    None = 0,
    Single = 1,
    Multiple = 2,
}
