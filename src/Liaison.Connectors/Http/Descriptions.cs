using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Http;

/// <summary>
/// Descriptions of record types, remembered for one connection. Each is asked for by one caller at a time; who is waiting on a telephone takes it as it is known and is not kept waiting for
/// a newer one. While the system cannot be asked, the last that it told counts.
/// </summary>
/// <param name="longest">How long a name may be. It is of ASCII letters, digits and underscores; nothing else is asked for.</param>
/// <param name="ask">Asks for the type of a name: its description, or null when there is none. It is given what was known before, unless that was called in doubt.</param>
/// <param name="none">Says that there is no such type for us.</param>
internal sealed class Descriptions<T>(TimeProvider time, int longest, Func<string, T?, Calls, CancellationToken, Task<Outcome<T?>>> ask, Func<string, Fault> none)
    where T : class
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Shelf> shelves = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset? lastDoubt;

    /// <summary>A type as it is known, however old that knowledge is; asked for if it was never seen. That there is none is known for half an hour only.</summary>
    public Task<Outcome<T>> Known(string name, Calls calls, CancellationToken cancel) => Get(name, TimeSpan.MaxValue, calls, cancel);

    /// <summary>A type as it was within the last half an hour.</summary>
    public Task<Outcome<T>> Recent(string name, Calls calls, CancellationToken cancel) => Get(name, Life, calls, cancel);

    /// <summary>A type as it is now.</summary>
    public Task<Outcome<T>> Now(string name, Calls calls, CancellationToken cancel) => Get(name, TimeSpan.Zero, calls, cancel);

    /// <summary>
    /// Something was refused that the descriptions allow: each is asked for again before it counts again. Once a minute at most, since a lookup that names a field which never was
    /// would otherwise have everything described anew for each caller.
    /// </summary>
    /// <returns>Whether trying again may help.</returns>
    public bool Doubt()
    {
        var now = time.GetUtcNow();
        lock (shelves)
        {
            if (lastDoubt is { } before && now - before < TimeSpan.FromMinutes(1))
            {
                return false;
            }
            lastDoubt = now;
        }
        foreach (var shelf in shelves.Values)
        {
            shelf.Doubted = true;
        }
        return true;
    }

    private async Task<Outcome<T>> Get(string name, TimeSpan mostAge, Calls calls, CancellationToken cancel)
    {
        if (name.Length == 0 || name.Length > longest || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
        {
            return none(name);
        }
        var shelf = shelves.GetOrAdd(name, static _ => new Shelf());
        var before = shelf.Kept;
        return Usable(shelf, mostAge) is { } kept ? Told(name, kept.What) : await shelf.Gate.Through(() => Ask(name, shelf, before, mostAge, calls, cancel), cancel);
    }

    private Kept? Usable(Shelf shelf, TimeSpan mostAge) => shelf is { Kept: { } kept, Doubted: false } && mostAge > TimeSpan.Zero
        && ((mostAge == TimeSpan.MaxValue && kept.What is not null) || time.GetUtcNow() - kept.At < Life) ? kept : null;

    private async Task<Outcome<T>> Ask(string name, Shelf shelf, Kept? before, TimeSpan mostAge, Calls calls, CancellationToken cancel)
    {
        // Another caller asked while this one waited for its turn.
        if (shelf.Kept is { } newer && !ReferenceEquals(newer, before) && !shelf.Doubted)
        {
            return Told(name, newer.What);
        }
        var known = shelf.Doubted ? null : shelf.Kept?.What;
        if ((await ask(name, known, calls, cancel)).Failed(out var fault, out var what) && fault is not null)
        {
            return known is not null && mostAge > TimeSpan.Zero ? known : fault;
        }
        (shelf.Kept, shelf.Doubted) = (new Kept(what, time.GetUtcNow()), false);
        return Told(name, what);
    }

    private Outcome<T> Told(string name, T? what) => what is null ? none(name) : what;

    private sealed class Shelf
    {
        private volatile Kept? kept;
        private volatile bool doubted;

        public Turnstile Gate { get; } = new();

        public Kept? Kept { get => kept; set => kept = value; }

        public bool Doubted { get => doubted; set => doubted = value; }
    }

    private sealed record Kept(T? What, DateTimeOffset At);
}
