using System.Collections.Frozen;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>All records of the organisation. Writers take turns, so that what one request checks is still true when it saves.</summary>
public sealed class Store
{
    private readonly FrozenDictionary<string, Table> tables = Catalogue.Objects.ToFrozenDictionary(type => type.Name, type => new Table(type), StringComparer.OrdinalIgnoreCase);
    private readonly Lock gate = new();

    /// <summary>Where kept changes are written down; null keeps them in memory only.</summary>
    public Journal<StoredRow>? Journal { get; set; }

    public Table this[ObjectType type] => tables[type.Name];

    public Table this[string type] => tables[type];

    public IEnumerable<Table> Tables => tables.Values;

    /// <summary>A note is a file, and shares their ids.</summary>
    public string NextId(ObjectType type) => tables[type.Name == "ContentNote" ? "ContentDocument" : type.Name].NextId();

    /// <summary>Works on the records undisturbed; whatever it throws undoes all that it did.</summary>
    public T Write<T>(Func<Changes, T> work)
    {
        lock (gate)
        {
            var changes = new Changes(this);
            try
            {
                var result = work(changes);
                Keep(changes);
                return result;
            }
            catch
            {
                changes.UndoTo(0);
                throw;
            }
        }
    }

    public void Restore(StoredRow stored) => tables[stored.Type].Restore(stored.ToRow(tables[stored.Type].Type));

    private void Keep(Changes changes)
    {
        if (Journal is not null)
        {
            foreach (var row in changes.Saved())
            {
                Journal.Append(StoredRow.Of(tables[row.Type].Type, row));
            }
        }
    }
}
