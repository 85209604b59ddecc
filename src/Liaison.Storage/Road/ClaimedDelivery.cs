using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Storage.Road;

/// <summary>A delivery that this process holds on lease.</summary>
/// <param name="Seq">Its place in the order of acceptance.</param>
/// <param name="Epoch">Counts claims: who was asleep and holds an older one changes nothing.</param>
/// <param name="FirstTriedAt">When its first attempt began.</param>
/// <param name="Record">The record that the case's reference holds as the claim was made; null if none.</param>
/// <param name="RecordVersion">That record's counter of changes as we last saw it.</param>
public sealed record ClaimedDelivery(long Seq, int Epoch, Delivery Delivery, DateTimeOffset FirstTriedAt, bool InDoubt, string? Record, string? RecordVersion);

/// <summary>What an attempt came to, to be written down.</summary>
/// <param name="Finished">False when only a step is saved and the same process goes on.</param>
/// <param name="Links">Records that belong to the subject from now on, or whose version moved.</param>
public sealed record AttemptResult(
    ClaimedDelivery Claim, IReadOnlyList<Step> Steps, Transition? Transition, bool InDoubt, Attempt Attempt, IReadOnlyList<RecordLink> Links, bool Finished);

/// <summary>The other system's record that belongs to a case (or session) here.</summary>
public sealed record RecordLink(Id<Tenant> Tenant, Id<Connection> Connection, string Subject, string Reference, string RecordType, string Record, string? Version, bool IsNew);
