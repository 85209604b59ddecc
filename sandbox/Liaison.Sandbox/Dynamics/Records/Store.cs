using System.Collections.Frozen;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>All records of the environment. Writers take turns, so that what one request checks is still true when it saves.</summary>
public sealed class Store
{
    private readonly FrozenDictionary<string, Table> tables = DeclaredTables.All.ToFrozenDictionary(type => type.Name, _ => new Table(), StringComparer.Ordinal);
    private readonly Lock gate = new();
    private long lastVersion = 1_000_000;

    /// <summary>Where kept changes are written down; null keeps them in memory only.</summary>
    public Journal<StoredRecord>? Journal { get; set; }

    public Table this[string table] => tables[table];

    public IEnumerable<KeyValuePair<string, Table>> Tables => tables;

    public long NextVersion() => Interlocked.Increment(ref lastVersion);

    public Row? Find(Reference reference) => tables[reference.Table].Find(reference.Id);

    /// <summary>Works on the records undisturbed; whatever it throws undoes all that it did.</summary>
    public T Write<T>(Func<Changes, T> work)
    {
        lock (gate)
        {
            var changes = new Changes(this);
            try
            {
                var result = work(changes);
                foreach (var stored in changes.Kept())
                {
                    Journal?.Append(stored);
                }

                return result;
            }
            catch
            {
                changes.UndoTo(0);
                throw;
            }
        }
    }

    public void Restore(StoredRecord stored)
    {
        lastVersion = Math.Max(lastVersion, stored.Version);
        if (stored.ToRow(DeclaredTables.All.First(table => table.Name == stored.Table)) is { } row)
        {
            tables[stored.Table].Put(row);
        }
        else
        {
            tables[stored.Table].Remove(stored.Id);
        }
    }
}

/// <summary>What one request has changed so far, and how to undo it.</summary>
public sealed class Changes(Store store)
{
    private readonly List<(string Table, Guid Id, Row? Before)> done = [];

    public int Mark => done.Count;

    public void Save(Row row)
    {
        done.Add((row.Table, row.Id, store[row.Table].Find(row.Id)));
        store[row.Table].Put(row);
    }

    public void Delete(string table, Guid id)
    {
        done.Add((table, id, store[table].Find(id)));
        store[table].Remove(id);
    }

    /// <summary>Takes back everything after the mark.</summary>
    public void UndoTo(int mark)
    {
        for (var last = done.Count - 1; last >= mark; last--)
        {
            var (table, id, before) = done[last];
            if (before is null)
            {
                store[table].Remove(id);
            }
            else
            {
                store[table].Put(before);
            }
        }

        done.RemoveRange(mark, done.Count - mark);
    }

    public IEnumerable<StoredRecord> Kept() => done.Select(change => (change.Table, change.Id)).Distinct()
        .Select(change => store[change.Table].Find(change.Id) is { } row ? StoredRecord.Of(row) : new StoredRecord(change.Table, change.Id, 0, null));
}
