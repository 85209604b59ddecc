namespace Liaison.Core.Deliveries;

/// <summary>When to try again, as data: the wait before the second attempt, the third, and so on. Ten attempts span about a day.</summary>
/// <param name="Waits">One wait fewer than there are attempts.</param>
/// <param name="Jitter">Each wait is stretched by up to this share, so that many do not come back at once.</param>
/// <param name="LongestRetryAfter">A longer <c>Retry-After</c> than this is not believed.</param>
public sealed record RetrySchedule(IReadOnlyList<TimeSpan> Waits, double Jitter, TimeSpan LongestRetryAfter)
{
    public static readonly RetrySchedule Standard = new(
        [
            TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20),
            TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        ],
        0.2,
        TimeSpan.FromHours(6));

    public int MostAttempts => Waits.Count + 1;

    /// <summary>How long to wait after so many attempts; null when they are spent.</summary>
    /// <param name="attempts">How many have been made, at least one.</param>
    /// <param name="retryAfter">What the other system asked for; honoured as a least wait, up to <see cref="LongestRetryAfter"/>.</param>
    /// <param name="chance">A number from 0 up to 1, for the jitter.</param>
    public TimeSpan? WaitAfter(int attempts, TimeSpan? retryAfter, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        if (attempts >= MostAttempts)
        {
            return null;
        }
        var wait = Waits[attempts - 1];
        if (retryAfter is { } asked && asked > wait)
        {
            // One that is not believed must not shorten the schedule's own wait either.
            wait = asked < LongestRetryAfter ? asked : TimeSpan.FromTicks(Math.Max(wait.Ticks, LongestRetryAfter.Ticks));
        }
        return wait * (1 + Jitter * chance);
    }
}
