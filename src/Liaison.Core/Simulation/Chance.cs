namespace Liaison.Core.Simulation;

/// <summary>Chance from a seed: the same seed gives the same numbers in the same order.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>One contact's own chance, so that what a contact is does not depend on who is there to take it.</summary>
    public static Chance Of(int seed, int number) => new(unchecked((seed * 1_000_003) ^ (number * 7_919)));

    /// <summary>From nought up to, but not, one.</summary>
    public double Next() => random.NextDouble();

    public bool Happens(double probability) => random.NextDouble() < probability;

    public double Exponential(double mean) => -mean * Math.Log(1 - random.NextDouble());

    /// <param name="spread">Standard deviation of the logarithm.</param>
    public double LogNormal(double median, double spread) =>
        median * Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>The first places more often than the last.</summary>
    public T PickEarly<T>(IReadOnlyList<T> from) => from[(int)(Math.Pow(random.NextDouble(), 1.7) * from.Count)];
}
