namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>What one request has changed so far, and how to undo it.</summary>
public sealed class Changes(Store store)
{
    private readonly List<(Place Place, Row? Before)> done = [];

    public int Mark => done.Count;

    public void Save(Row row)
    {
        var table = store[row.Type];
        var before = table.Find(row.Id);
        done.Add((table.Put(row), before));
    }

    /// <summary>Takes back everything after the mark.</summary>
    public void UndoTo(int mark)
    {
        for (var last = done.Count - 1; last >= mark; last--)
        {
            done[last].Place.Current = done[last].Before;
        }

        done.RemoveRange(mark, done.Count - mark);
    }

    public IEnumerable<Row> Saved() => done.Select(change => change.Place).Distinct().Select(place => place.Current).OfType<Row>();
}
