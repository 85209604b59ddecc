using Liaison.Core.Flows;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Flows;
using Liaison.Storage.Flows;

namespace Liaison.Hub.Api.Flows;

public enum FlowRunStatus
{
    Finished = 0,

    /// <summary>The caller is to type digits.</summary>
    Collect = 1,

    /// <summary>No flow is for this contact.</summary>
    NoFlow = 2,
}

/// <summary>What a run through a flow came to.</summary>
/// <param name="RunId">Null for a try.</param>
/// <param name="Collect">What the caller is to type; then continue the run.</param>
/// <param name="Queue">The queue that the contact goes to; null: the flow says nothing of it.</param>
/// <param name="Priority">0 to 9; null: the flow says nothing of it.</param>
/// <param name="Items">All variables.</param>
/// <param name="Records">The records that were found, each with its page.</param>
/// <param name="Candidates">Of several that fit equally well, a person chooses.</param>
/// <param name="ScreenPop">What opens at the agent's; null: nothing.</param>
/// <param name="Path">The way that it took, node by node.</param>
/// <param name="Why">How it ended, in one sentence.</param>
/// <param name="ElapsedMs">How long it worked; a caller's typing is not counted.</param>
public sealed record FlowRunAnswer(
    Id<FlowRun>? RunId, FlowUsedAnswer? Flow, FlowRunStatus Status, CodeWanted? Collect, string? Queue, int? Priority, IReadOnlyList<string> Skills, IReadOnlyDictionary<string, string> Items,
    IReadOnlyList<RecognisedRecord> Records, IReadOnlyList<RecognisedRecord> Candidates, ScreenPop? ScreenPop, IReadOnlyList<NodeVisit> Path, string Why, double ElapsedMs, DateTimeOffset? At,
    Id<Session>? SessionId)
{
    internal static FlowRunAnswer Of(FlowRun run) => Of(run.State, run.Flow) with { RunId = run.Id, At = run.BeganAt, SessionId = run.Session };

    internal static FlowRunAnswer Of(RunState state, FlowUsed? flow) => new(
        null, flow is null ? null : new FlowUsedAnswer(flow.Id, flow.Name, flow.Version), flow is null ? FlowRunStatus.NoFlow : state.Waiting is null ? FlowRunStatus.Finished : FlowRunStatus.Collect,
        state.Waiting, state.Queue, state.Priority, state.Skills, state.Items, state.Records, state.Candidates, state.ScreenPop, state.Path, state.Why, state.ElapsedMs, null, null);
}

/// <param name="Version">The published version; 0 for a draft.</param>
public sealed record FlowUsedAnswer(Id<CallFlow> Id, string Name, int Version);

/// <param name="FlowId">Which flow; left out, the one that is for this contact.</param>
/// <param name="Session">The contact as its source names it; what the flow finds is told of it. Needs the permission to tell facts.</param>
/// <param name="SessionId">The same by our own id.</param>
/// <param name="Facts">What is known of the contact, beyond what its session knows.</param>
public sealed record FlowRunBody(Id<CallFlow>? FlowId = null, SessionRef? Session = null, Id<Session>? SessionId = null, CallFacts? Facts = null);

/// <param name="Source">Who tells of it: the CloudEvents source.</param>
/// <param name="Subject">The source's own id of it.</param>
public sealed record SessionRef(string Source, string Subject);

/// <param name="Code">What the caller typed; empty when nothing was typed in time.</param>
public sealed record FlowContinueBody(string Code = "");

/// <param name="Facts">By path, as the list of placeholders names them.</param>
/// <param name="Published">Try what is at work, not the draft.</param>
/// <param name="Codes">By node id, what the caller types there.</param>
public sealed record FlowTryBody(IReadOnlyDictionary<string, string>? Facts = null, bool Published = false, IReadOnlyDictionary<string, string>? Codes = null);
