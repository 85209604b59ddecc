using System.Collections.Concurrent;
using Liaison.Sandbox.Salesforce.Describe;

namespace Liaison.Sandbox.Salesforce.Records;

/// <summary>All records of one kind. One writer at a time; readers need no lock.</summary>
public sealed class Table
{
    /// <summary>Phone numbers are found by so many of their last digits.</summary>
    public const int PhoneTail = 7;

    private readonly ConcurrentDictionary<string, Place> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ValueIndex> indexes;
    private readonly ValueIndex phones = new();
    private readonly int deletedSlot;
    private Place[] places = [];
    private int count;
    private long lastNumber;

    public Table(ObjectType type)
    {
        Type = type;
        indexes = type.Indexed.ToDictionary(field => field.Slot, _ => new ValueIndex());
        deletedSlot = type.Field("IsDeleted")?.Slot ?? -1;
    }

    public ObjectType Type { get; }

    /// <summary>How many records were ever made, the deleted ones too.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>How many records there are, without the deleted ones.</summary>
    public int Live => All().Count(row => !IsDeleted(row));

    public string NextId() => RecordId.Make(Type.KeyPrefix, Interlocked.Increment(ref lastNumber));

    public Row? Find(string id) => byId.TryGetValue(id, out var place) ? place.Current : null;

    public bool IsDeleted(Row row) => deletedSlot >= 0 && row.Values[deletedSlot] is true;

    /// <summary>Every record, oldest first, the deleted ones too.</summary>
    public IEnumerable<Row> All()
    {
        var (all, upTo) = (Volatile.Read(ref places), Count);
        for (var number = 0; number < upTo && number < all.Length; number++)
        {
            if (all[number]?.Current is { } row)
            {
                yield return row;
            }
        }
    }

    public bool HasIndex(Field field) => indexes.ContainsKey(field.Slot);

    /// <summary>Records that have the value in an indexed field.</summary>
    public IEnumerable<Row> With(Field field, object value)
    {
        var key = ValueIndex.KeyOf(value)!;
        return indexes[field.Slot].Candidates(key).Select(place => place.Current).OfType<Row>()
            .Where(row => string.Equals(ValueIndex.KeyOf(row[field]), key, StringComparison.OrdinalIgnoreCase)).Distinct(RowById.Comparer);
    }

    /// <summary>Values of an indexed field that more than one record bears, with those records.</summary>
    public IEnumerable<KeyValuePair<string, Row[]>> Shared(Field field) => indexes[field.Slot].Crowded
        .Select(value => KeyValuePair.Create(value, With(field, value).Where(row => !IsDeleted(row)).ToArray())).Where(entry => entry.Value.Length > 1);

    /// <summary>Records one of whose phone numbers ended in these seven digits at some time.</summary>
    public IEnumerable<Row> ByPhoneTail(string tail) => phones.Candidates(tail).Select(place => place.Current).OfType<Row>().Distinct(RowById.Comparer);

    public Place Put(Row row)
    {
        if (byId.TryGetValue(row.Id, out var known))
        {
            var before = known.Current;
            known.Current = row;
            Index(known, row, before);
            return known;
        }

        var place = new Place(row);
        byId[row.Id] = place;
        if (count == places.Length)
        {
            var longer = new Place[Math.Max(16, count * 2)];
            places.CopyTo(longer, 0);
            Volatile.Write(ref places, longer);
        }

        places[count] = place;
        Volatile.Write(ref count, count + 1);
        Index(place, row, before: null);
        return place;
    }

    /// <summary>Takes a record in from the journal, whose ids must not be given again.</summary>
    public void Restore(Row row)
    {
        lastNumber = Math.Max(lastNumber, RecordId.NumberOf(row.Id));
        Put(row);
    }

    private void Index(Place place, Row row, Row? before)
    {
        foreach (var field in Type.Indexed)
        {
            if (row[field] is { } value && !Equals(value, before?[field]))
            {
                indexes[field.Slot].Add(ValueIndex.KeyOf(value)!, place);
            }
        }

        foreach (var field in Type.Phones)
        {
            if (row[field] is string number && !Equals(number, before?[field]))
            {
                foreach (var digits in PhoneDigits.Forms(number))
                {
                    if (digits.Length >= PhoneTail)
                    {
                        phones.Add(digits[^PhoneTail..], place);
                    }
                }
            }
        }
    }

    private sealed class RowById : IEqualityComparer<Row>
    {
        public static readonly RowById Comparer = new();

        public bool Equals(Row? x, Row? y) => x?.Id == y?.Id;

        public int GetHashCode(Row obj) => obj.Id.GetHashCode(StringComparison.Ordinal);
    }
}
