using Liaison.Core.Shared;

namespace Liaison.Hub.Lookups;

/// <summary>Questions of the live road: somebody waits. Each has its time, and whatever goes wrong is an answer that says so; nothing is thrown at a call.</summary>
public sealed class LiveRoad(TimeProvider time, ILogger<LiveRoad> log)
{
    /// <summary>How long a question waits when it does not say.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(LongestMs);

    private const int LongestMs = 10_000;

    /// <summary>What is wrong with a time that a caller gave; null when nothing is.</summary>
    public static Problem? WhyNot(int? withinMs) =>
        withinMs is < 1 or > LongestMs ? new Problem("/withinMs", "out-of-range", $"The time to wait lies between 1 and {LongestMs} milliseconds.") : null;

    public static TimeSpan? Time(int? withinMs) => withinMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

    /// <param name="within">How long the caller can wait; null for as long as usual.</param>
    /// <param name="of">Whom it is about, for the log: a connection's id.</param>
    /// <param name="otherwise">Makes an answer of what went wrong: “did not answer within 2 seconds.”, after the name of whoever was asked.</param>
    public async Task<T> Ask<T>(TimeSpan? within, string of, Func<CancellationToken, Task<T>> question, Func<string, T> otherwise, CancellationToken cancel)
    {
        var limit = within is not { } wanted ? Usual : wanted > TimeSpan.Zero && wanted < Longest ? wanted : Longest;
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timer.Token);
        try
        {
            return await question(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return otherwise($"did not answer within {limit.TotalSeconds:0.###} seconds.");
        }
        catch (Exception broke) when (!cancel.IsCancellationRequested)
        {
            LookupLog.Broke(log, broke, of);
            return otherwise("could not be asked.");
        }
    }
}

/// <summary>What lookups tell the log: 2100 to 2199.</summary>
internal static partial class LookupLog
{
    [LoggerMessage(2101, LogLevel.Warning, "A lookup in connection {Connection} broke and was answered with no match.")]
    public static partial void Broke(ILogger log, Exception broke, string connection);

    [LoggerMessage(2102, LogLevel.Warning, "A lookup in connection {Connection} was answered, but its session could not be linked to the record.")]
    public static partial void NotKept(ILogger log, Exception broke, string connection);
}
