using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>
/// Something that is asked for over the wire and remembered for a while. However many ask at once, one asks; when the asking fails, what was
/// known before is given again and marked as stale.
/// </summary>
internal sealed class Remembered<T>(TimeProvider time, TimeSpan life, Func<Calls, CancellationToken, Task<Outcome<T>>> load) where T : notnull
{
    private readonly Turnstile gate = new();
    private volatile Kept<T>? kept;

    /// <param name="fresh">Ask now, whatever is remembered.</param>
    public async Task<Outcome<Kept<T>>> Get(bool fresh, Calls calls, CancellationToken cancel)
    {
        var before = kept;
        if (!fresh && Lives(before))
        {
            return before!;
        }
        return await gate.Through(() => Ask(before, calls, cancel), cancel);
    }

    private async Task<Outcome<Kept<T>>> Ask(Kept<T>? before, Calls calls, CancellationToken cancel)
    {
        // Another caller has asked while this one waited for its turn: its answer is as good.
        if (kept is { } newer && !ReferenceEquals(newer, before))
        {
            return newer;
        }
        if ((await load(calls, cancel)).Failed(out var fault, out var value))
        {
            return before is null ? fault : before with { Stale = true };
        }
        return kept = new Kept<T>(value, time.GetUtcNow(), Stale: false);
    }

    private bool Lives(Kept<T>? known) => known is not null && life > TimeSpan.Zero && time.GetUtcNow() - known.LoadedAt < life;
}

/// <param name="Stale">Whether it could not be asked for anew.</param>
internal sealed record Kept<T>(T Value, DateTimeOffset LoadedAt, bool Stale);
