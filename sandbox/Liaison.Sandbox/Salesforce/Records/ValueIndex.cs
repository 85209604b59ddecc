using System.Collections.Concurrent;
using Liaison.Sandbox.Salesforce.Describe;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>Finds rows by the value of one field. Entries are only added; whoever reads checks that a row still has the value.</summary>
public sealed class ValueIndex
{
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Values that more than one row had at some time.</summary>
    public IEnumerable<string> Crowded => buckets.Where(bucket => bucket.Value.Several).Select(bucket => bucket.Key);

    public void Add(string value, Place place) => buckets.GetOrAdd(value, static _ => new Bucket()).Add(place);

    /// <summary>Rows that had the value at some time, oldest entry first.</summary>
    public IReadOnlyList<Place> Candidates(string value) => buckets.TryGetValue(value, out var bucket) ? bucket.Read() : [];

    public static string? KeyOf(object? value) => value switch
    {
        null => null,
        string text => text,
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };

    private sealed class Bucket
    {
        private readonly Lock gate = new();
        private Place[] places = [];
        private int count;

        public bool Several => Volatile.Read(ref count) > 1;

        public void Add(Place place)
        {
            lock (gate)
            {
                if (count == places.Length)
                {
                    Array.Resize(ref places, Math.Max(1, count * 2));
                }

                places[count++] = place;
            }
        }

        public IReadOnlyList<Place> Read()
        {
            lock (gate)
            {
                return count == 1 ? [places[0]] : new ArraySegment<Place>(places, 0, count);
            }
        }
    }
}
