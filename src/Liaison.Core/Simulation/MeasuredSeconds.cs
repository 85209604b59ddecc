namespace Liaison.Core.Simulation;

/// <summary>How long something takes, as it was measured: 41 quantiles of real durations, with straight lines between them.</summary>
public sealed class MeasuredSeconds
{
    private const int Steps = 40;
    private readonly double[] knots;

    private MeasuredSeconds(double[] knots) => this.knots = knots;

    /// <param name="measured">Seconds, in any order; at least one.</param>
    public static MeasuredSeconds Fit(IEnumerable<double> measured)
    {
        var sorted = measured.Order().ToArray();
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(measured));
        var fitted = new MeasuredSeconds(sorted);
        return new MeasuredSeconds([.. Enumerable.Range(0, Steps + 1).Select(step => fitted.Quantile((double)step / Steps))]);
    }

    /// <param name="share">Which part of all durations is shorter, from nought to one.</param>
    /// <returns>Seconds.</returns>
    public double Quantile(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (knots.Length - 1);
        var below = (int)place;
        return below == knots.Length - 1 ? knots[below] : knots[below] + ((place - below) * (knots[below + 1] - knots[below]));
    }

    /// <summary>Seconds, on average.</summary>
    public double Mean => Enumerable.Range(0, Steps).Average(step => (knots[step] + knots[step + 1]) / 2);

    internal double Draw(Chance chance) => Quantile(chance.Next());
}
