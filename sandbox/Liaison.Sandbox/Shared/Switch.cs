namespace Liaison.Sandbox.Shared;

/// <summary>What every fault switch has, whatever it does.</summary>
public abstract record Switch
{
    /// <summary>Set by the stand-in: <c>f1</c>, <c>f2</c>, ….</summary>
    public string Id { get; init; } = "";

    /// <summary>Share of requests that it strikes, 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Strikes left before it switches itself off; null is for ever.</summary>
    public int? Count { get; init; }

    /// <summary>How often it has struck.</summary>
    public int Struck { get; init; }
}
