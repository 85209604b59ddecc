using Liaison.Core.Cases;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Storage.Sessions;

/// <summary>A fact about a session on its way in: part of an acceptance.</summary>
/// <param name="Candidate">The id that the session gets if it is new.</param>
/// <param name="Source">With <paramref name="ExternalId"/> the session's identity.</param>
/// <param name="Setup">What the planner decides with.</param>
/// <param name="Hub">The hub's public address, without a slash at its end.</param>
/// <param name="Connection">The connection whose system caused it; null when none did.</param>
/// <param name="File">A file whose bytes are stored already.</param>
public sealed record SessionEntry(
    Id<Session> Candidate, string Source, string ExternalId, SessionFact Fact, TenantSetup Setup, PlanSession Plan, string Hub, string? Connection = null, SessionAttachment? File = null)
{
    /// <summary>What came of it; set when it is written.</summary>
    public SessionFate? Fate { get; internal set; }
}

/// <param name="Full">Why nothing of it was taken, when the session is as large as one may be.</param>
/// <param name="Planned">How many deliveries followed from it and the facts accepted with it.</param>
/// <param name="ForDesks">Whether agents' desks are to look at the session.</param>
public sealed record SessionFate(Id<Session> Id, string? Full, int Planned, bool ForDesks = false);

/// <summary>A file of a session: its bytes lie where those of cases lie.</summary>
public sealed record SessionAttachment(Id<Attachment> Id, string Name, string Description, string ContentType, long Size, string Sha256, DateTimeOffset AddedAt, string AddedBy);
