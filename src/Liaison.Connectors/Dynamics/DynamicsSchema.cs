using System.Collections.Concurrent;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>The descriptions of tables, remembered for the connection. Who is waiting on a telephone is not kept waiting for a newer one.</summary>
internal sealed class DynamicsSchema(DynamicsClient client, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <summary>A description fills a quarter of a megabyte; the log needs only to show that it came.</summary>
    private const int Shown = 500;

    private readonly ConcurrentDictionary<string, Shelf> shelves = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset? lastDoubt;

    /// <summary>A table as it is known, however old that knowledge is; asked for if it was never seen. The fault SchemaDrift says that there is no such table for us.</summary>
    public Task<Outcome<DescribedTable>> Known(string table, Calls calls, CancellationToken cancel) => Get(table, TimeSpan.MaxValue, calls, cancel);

    /// <summary>A table as it was within the last half an hour.</summary>
    public Task<Outcome<DescribedTable>> Table(string table, Calls calls, CancellationToken cancel) => Get(table, Life, calls, cancel);

    /// <summary>A table as it is now.</summary>
    public Task<Outcome<DescribedTable>> Now(string table, Calls calls, CancellationToken cancel) => Get(table, TimeSpan.Zero, calls, cancel);

    /// <summary>Something was refused that the descriptions allow: each is asked for again before it counts again. Once a minute at most.</summary>
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

    private async Task<Outcome<DescribedTable>> Get(string table, TimeSpan mostAge, Calls calls, CancellationToken cancel)
    {
        if (!table.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') || table.Length is 0 or > 128)
        {
            return NoSuchTable(table);
        }
        var name = table.ToLowerInvariant();
        var shelf = shelves.GetOrAdd(name, static _ => new Shelf());
        var before = shelf.Kept;
        return Usable(shelf, mostAge) is { } kept ? kept.Table is { } ready ? ready : NoSuchTable(table)
            : await shelf.Gate.Through(() => Ask(name, shelf, before, mostAge, calls, cancel), cancel);
    }

    /// <summary>What is known well enough; that there is no such table is known for a while only.</summary>
    private Kept? Usable(Shelf shelf, TimeSpan mostAge) => shelf is { Kept: { } kept, Doubted: false } && mostAge > TimeSpan.Zero
        && ((mostAge == TimeSpan.MaxValue && kept.Table is not null) || time.GetUtcNow() - kept.At < (mostAge < Life ? mostAge : Life)) ? kept : null;

    private async Task<Outcome<DescribedTable>> Ask(string name, Shelf shelf, Kept? before, TimeSpan mostAge, Calls calls, CancellationToken cancel)
    {
        // Another caller asked while this one waited for its turn.
        if (shelf.Kept is { } newer && !ReferenceEquals(newer, before) && !shelf.Doubted)
        {
            return newer.Table is { } there ? there : NoSuchTable(name);
        }
        if ((await Batch.Read(client, TableReader.Requests(name), calls, cancel, Shown)).Failed(out var fault, out var answers))
        {
            return shelf.Kept?.Table is { } older && mostAge > TimeSpan.Zero && !shelf.Doubted ? older : fault;
        }
        if (answers.FirstOrDefault(answer => !answer.IsSuccess) is { } wrong)
        {
            if (answers[0].Status != 404)
            {
                return wrong.Fault(writes: false);
            }
            (shelf.Kept, shelf.Doubted) = (new Kept(null, time.GetUtcNow()), false);
            return NoSuchTable(name);
        }
        if (TableReader.Read(answers) is not { } described)
        {
            return DynamicsErrors.NoAnswer($"Dynamics' description of {name} cannot be read.", writes: false);
        }
        (shelf.Kept, shelf.Doubted) = (new Kept(described, time.GetUtcNow()), false);
        return described;
    }

    private static Fault NoSuchTable(string table) => new(FaultKind.SchemaDrift, $"Dynamics has no table {table}, or the user we work as may not see it.", Code: "no-table");

    private sealed class Shelf
    {
        private volatile Kept? kept;
        private volatile bool doubted;

        public Turnstile Gate { get; } = new();

        public Kept? Kept { get => kept; set => kept = value; }

        public bool Doubted { get => doubted; set => doubted = value; }
    }

    private sealed record Kept(DescribedTable? Table, DateTimeOffset At);
}
