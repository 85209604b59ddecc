namespace Liaison.Tests.Sandbox;

/// <summary>A clock that stands where the test puts it.</summary>
public sealed class SettableTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
