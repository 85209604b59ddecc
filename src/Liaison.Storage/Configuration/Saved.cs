namespace Liaison.Storage.Configuration;

/// <summary>What came of a change to configuration.</summary>
public abstract record Saved<T>
{
    private Saved() { }

    public sealed record Done(T Value) : Saved<T>;

    /// <summary>It is not there, or belongs to another tenant, which is the same to whoever asks.</summary>
    public sealed record NotThere : Saved<T>;

    /// <summary>Somebody changed it since the version that the writer saw.</summary>
    public sealed record Stale(int Current) : Saved<T>;

    /// <summary>It does not fit with what is there: a name that is taken, a thing that is in use.</summary>
    public sealed record Clash(string Code, string Detail) : Saved<T>;
}
