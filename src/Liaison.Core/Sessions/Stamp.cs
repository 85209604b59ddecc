namespace Liaison.Core.Sessions;

/// <summary>When a fact became true, and which fact it was: of two that speak of the same thing, the later one holds, whichever arrives first.</summary>
/// <param name="Microseconds">Since 1970, UTC: what the database keeps too.</param>
/// <param name="By">The id of the event; it decides between two facts of the same instant.</param>
public readonly record struct Stamp(long Microseconds, string By)
{
    public static Stamp Of(DateTimeOffset at, string by) => new(MicrosecondsOf(at), by);

    public DateTimeOffset At => DateTimeOffset.UnixEpoch.AddTicks(Microseconds * TimeSpan.TicksPerMicrosecond);

    public static long MicrosecondsOf(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}

/// <summary>One thing that is known about a session, and by which fact.</summary>
/// <param name="Value">Null: known to be empty.</param>
public readonly record struct Register(Stamp Stamp, string? Value)
{
    /// <summary>Whether this one holds against the other. Equal stamps come from two sources that use the same id; then the values decide, so that the order of arrival never does.</summary>
    public bool Beats(Register other) =>
        Stamp.Microseconds != other.Stamp.Microseconds ? Stamp.Microseconds > other.Stamp.Microseconds
        : string.CompareOrdinal(Stamp.By, other.Stamp.By) is not 0 and var order ? order > 0
        : string.CompareOrdinal(Value, other.Value) > 0;
}

/// <summary>One thing that a fact tells.</summary>
/// <param name="Path">What it is about: <c>queue</c>, <c>legs/KEY/answeredAt</c>, <c>lines/KEY</c>.</param>
public readonly record struct Told(string Path, string? Value);

/// <summary>A fact about a session, read and found good.</summary>
public sealed record SessionFact(Stamp Stamp, IReadOnlyList<Told> Tells);
