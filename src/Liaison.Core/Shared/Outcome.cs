using Liaison.Core.Deliveries;

namespace Liaison.Core.Shared;

/// <summary>What came of something that the weather can spoil: a value, or a fault that says what to do.</summary>
public abstract record Outcome<T>
{
    private Outcome() { }

    public sealed record Success(T Value) : Outcome<T>;

    public sealed record Failure(Fault Fault) : Outcome<T>;

    public static implicit operator Outcome<T>(T value) => new Success(value);

    public static implicit operator Outcome<T>(Fault fault) => new Failure(fault);

    public TResult Match<TResult>(Func<T, TResult> success, Func<Fault, TResult> failure) =>
        this switch { Success s => success(s.Value), Failure f => failure(f.Fault), _ => throw new InvalidOperationException("An outcome is one of two.") };
}
