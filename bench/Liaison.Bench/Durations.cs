using System.Collections.Concurrent;

namespace Liaison.Bench;

/// <summary>How long things took, in milliseconds; many may add at once.</summary>
internal sealed class Durations
{
    private readonly ConcurrentBag<double> all = [];

    public int Count => all.Count;

    public void Add(double milliseconds) => all.Add(milliseconds);

    /// <param name="share">0.99: what all but a hundredth stayed below.</param>
    public double At(double share)
    {
        var sorted = all.Order().ToArray();
        return sorted.Length == 0 ? throw new InvalidOperationException("Nothing was measured.") : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1 is >= 0 and var at ? at : 0)];
    }
}
