using System.Collections.Concurrent;

namespace Liaison.Sandbox.Confirm.Records;

/// <summary>All enquiries of the tenant. Writers of one enquiry take turns; readers take the version that stands.</summary>
public sealed class EnquiryBook(int firstNumber)
{
    private readonly ConcurrentDictionary<int, Slot> slots = new();
    private readonly ConcurrentDictionary<string, int[]> byReference = new(StringComparer.Ordinal);
    private int last = firstNumber - 1;

    /// <summary>Called under the enquiry's lock with the version before (null when new) and the version after: the journal.</summary>
    public Action<Enquiry>? Committing { get; set; }

    /// <summary>Called after the commit with the version before (null when new) and after.</summary>
    public Action<Enquiry?, Enquiry>? Committed { get; set; }

    public int Count => slots.Count;

    public int First => firstNumber;

    public int Last => Volatile.Read(ref last);

    /// <summary>References that more than one enquiry carries, with the numbers of those enquiries.</summary>
    public IEnumerable<KeyValuePair<string, int[]>> Duplicates() => byReference.Where(entry => entry.Value.Length > 1);

    public IReadOnlyList<int> NumbersOf(string reference) => byReference.TryGetValue(reference, out var numbers) ? numbers : [];

    public Enquiry? Find(int number) => slots.TryGetValue(number, out var slot) ? slot.Current : null;

    /// <summary>Every enquiry with a number above <paramref name="after"/>, lowest first.</summary>
    public IEnumerable<Enquiry> After(int after)
    {
        for (var number = Math.Max(after + 1, firstNumber); number <= Last; number++)
        {
            if (Find(number) is { } enquiry)
            {
                yield return enquiry;
            }
        }
    }

    /// <summary>Every enquiry, newest first.</summary>
    public IEnumerable<Enquiry> NewestFirst()
    {
        for (var number = Last; number >= firstNumber; number--)
        {
            if (Find(number) is { } enquiry)
            {
                yield return enquiry;
            }
        }
    }

    public Enquiry Add(Func<int, Enquiry> raise)
    {
        var enquiry = raise(Interlocked.Increment(ref last));
        Committing?.Invoke(enquiry);
        Put(enquiry);
        Committed?.Invoke(null, enquiry);
        return enquiry;
    }

    /// <summary>Replaces one enquiry by what <paramref name="change"/> makes of it; a change that returns null leaves it as it was.</summary>
    /// <returns>The version after, or null when there is no such enquiry or nothing changed.</returns>
    public Enquiry? Change(int number, Func<Enquiry, Enquiry?> change)
    {
        if (!slots.TryGetValue(number, out var slot))
        {
            return null;
        }

        lock (slot.Gate)
        {
            var before = slot.Current;
            if (change(before) is not { } after)
            {
                return null;
            }

            Committing?.Invoke(after);
            slot.Current = after;
            if (!string.Equals(before.Reference, after.Reference, StringComparison.Ordinal))
            {
                Index(after);
            }

            // Inside the lock, so that what is pushed keeps the order of the log.
            Committed?.Invoke(before, after);
            return after;
        }
    }

    /// <summary>Takes in a version read from the journal; later versions replace earlier ones.</summary>
    public void Restore(Enquiry enquiry)
    {
        last = Math.Max(last, enquiry.Number);
        Put(enquiry);
    }

    private void Put(Enquiry enquiry)
    {
        slots[enquiry.Number] = new Slot(enquiry);
        Index(enquiry);
    }

    private void Index(Enquiry enquiry)
    {
        if (enquiry.Reference is { Length: > 0 } reference)
        {
            byReference.AddOrUpdate(
                reference,
                static (_, number) => [number],
                static (_, numbers, number) => numbers.Contains(number) ? numbers : [.. numbers, number],
                enquiry.Number);
        }
    }

    private sealed class Slot(Enquiry enquiry)
    {
        private Enquiry current = enquiry;

        public Lock Gate { get; } = new();

        public Enquiry Current
        {
            get => Volatile.Read(ref current);
            set => Volatile.Write(ref current, value);
        }
    }
}
