namespace Liaison.Sandbox.Shared;

/// <summary>One repeatable source of chance, safe to share between requests.</summary>
public sealed class Dice(int seed)
{
    private readonly Lock gate = new();
    private Random random = new(seed);

    /// <summary>True with the given probability; 1 and more is always, 0 and less is never.</summary>
    public bool Falls(double probability)
    {
        if (probability >= 1)
        {
            return true;
        }

        lock (gate)
        {
            return random.NextDouble() < probability;
        }
    }

    public int Pick(int choices)
    {
        lock (gate)
        {
            return random.Next(choices);
        }
    }

    public void Fill(Span<byte> bytes)
    {
        lock (gate)
        {
            random.NextBytes(bytes);
        }
    }

    public void Reseed(int newSeed)
    {
        lock (gate)
        {
            random = new Random(newSeed);
        }
    }
}
