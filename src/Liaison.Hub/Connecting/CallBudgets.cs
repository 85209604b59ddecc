using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>How much of an organisation's call allowance was used, and when it was told.</summary>
public sealed record CallBudgetReport(CallBudget Budget, DateTimeOffset At);

/// <summary>
/// How much of each connection's call allowance is used, as its system last told this process. Above the share, deliveries wait and leave the rest to people who wait for an answer.
/// While they wait nobody tells us more, so now and then some are let through to hear how it stands.
/// </summary>
public sealed class CallBudgets(ConnectingOptions options, TimeProvider time)
{
    /// <summary>How long a report holds deliveries back at most. The allowance comes back little by little, over a day, or within its own shorter period.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, CallBudgetReport> reports = new(StringComparer.Ordinal);

    public void Note(Id<Connection> connection, CallBudget budget) => reports[connection.Value] = new CallBudgetReport(budget, time.GetUtcNow());

    /// <summary>The last report; null when there was none.</summary>
    public CallBudgetReport? Of(Id<Connection> connection) => reports.GetValueOrDefault(connection.Value);

    /// <summary>Until when what can wait should wait; null when it may go.</summary>
    public DateTimeOffset? PauseUntil(Id<Connection> connection) =>
        Of(connection) is { Budget: { Limit: > 0 } budget } report && budget.Used >= budget.Limit * options.CallShare && report.At + (budget.Period is { } period && period < Patience ? period : Patience) is var until && until > time.GetUtcNow() ? until : null;

    public bool Exhausted(Id<Connection> connection) => PauseUntil(connection) is not null;
}
