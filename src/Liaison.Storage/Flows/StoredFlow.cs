using Liaison.Core.Flows;
using Liaison.Core.Shared;

namespace Liaison.Storage.Flows;

/// <summary>A flow as it is kept: the draft, and what is at work.</summary>
/// <param name="Version">Counts every change: of the draft, and of what is at work.</param>
/// <param name="Published">What is at work; null when nothing is.</param>
public sealed record StoredFlow(Id<CallFlow> Id, CallFlow Draft, int Version, FlowVersion? Published);

/// <summary>A version that was published.</summary>
/// <param name="At">When it was put to work, last.</param>
/// <param name="By">A person's or key's name.</param>
/// <param name="Current">Whether it is at work.</param>
public sealed record FlowVersion(int Version, DateTimeOffset At, string By, string Note, bool Current, CallFlow Flow);
