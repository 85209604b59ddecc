namespace Liaison.Core.Simulation;

/// <summary>When in the day contacts come: the share of a day's contacts in each of its 48 half hours.</summary>
public sealed class DayProfile
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);
    private readonly double[] shares;

    /// <exception cref="ArgumentException">There are not 48 shares, one is below nought, or all are nought.</exception>
    public DayProfile(IReadOnlyList<double> halfHours)
    {
        if (halfHours.Count != 48 || halfHours.Any(share => !(share >= 0)) || halfHours.Sum() <= 0)
        {
            throw new ArgumentException("A day has 48 half hours, each with a share of nought or more.", nameof(halfHours));
        }
        shares = [.. halfHours.Select(share => share / halfHours.Sum())];
    }

    /// <summary>How busy a moment of the day is, against the busiest half hour: from nought to one.</summary>
    public double Busy(TimeSpan sinceMidnight) => Share(sinceMidnight) / shares.Max();

    /// <summary>Which part of the day's contacts comes in the half hour of this moment.</summary>
    public double Share(TimeSpan sinceMidnight) => shares[(int)(sinceMidnight.Ticks / HalfHour.Ticks % shares.Length)];
}
