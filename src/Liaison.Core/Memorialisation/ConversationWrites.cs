using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;

namespace Liaison.Core.Memorialisation;

/// <summary>Makes of a frozen draft, and of what is known when it is sent, the records to write.</summary>
public static class ConversationWrites
{
    /// <param name="person">Whom the identification found; null when nobody.</param>
    /// <param name="held">The records that the session holds already, by reference.</param>
    /// <returns>What to write, in the order in which one may point at the other; empty when there is nothing.</returns>
    public static IReadOnlyList<RecordWrite> Resolve(Draft draft, FoundRecord? person, IReadOnlyDictionary<string, string> held)
    {
        var writes = new List<RecordWrite>(draft.Together.Count);
        foreach (var write in draft.Together)
        {
            if (write.Alias != draft.Person?.Create)
            {
                var links = LinksOf(draft.Person, person, writes);
                // One that its links name says nothing without the person, and nothing new when it is held.
                var record = held.GetValueOrDefault(write.Reference);
                if (write.IsNamedByLinks ? links.Count > 0 && record is null : write.Fields.Count > 0 || record is not null)
                {
                    writes.Add(write with { Record = record, Links = Merged(write, links) });
                }
            }
            else if (person is null)
            {
                writes.Add(write);
            }
            else if (person.RecordType == write.RecordType && write.Existing != UpdatePolicy.Keep)
            {
                writes.Add(Filled(write, person));
            }
        }
        return writes;
    }

    // The person comes first: what else the activity is about finds its place after it.
    private static Dictionary<string, string> Merged(RecordWrite write, Dictionary<string, string> person)
    {
        foreach (var (field, to) in write.Links)
        {
            person.TryAdd(field, to);
        }
        return person;
    }

    /// <summary>How an activity points at the person: at the one that was found, or at the one that is about to be created.</summary>
    private static Dictionary<string, string> LinksOf(PersonDraft? draft, FoundRecord? person, List<RecordWrite> before)
    {
        var created = before.FirstOrDefault(w => w.Alias == draft?.Create && w.Record is null);
        var type = person?.RecordType ?? created?.RecordType;
        return type is not null && draft!.Links.TryGetValue(type, out var link) && link.Field.Length > 0
            ? new Dictionary<string, string>(StringComparer.Ordinal) { [link.Field] = person is null ? created!.Alias : IdOf(person, link) }
            : [];
    }

    private static string IdOf(FoundRecord person, PersonLink link) => link.PersonField is { } field && person.Values.TryGetValue(field, out var other) ? other : person.Record;

    /// <summary>What is known of the record's values saves asking for them; what is not known is the connector's to find out.</summary>
    private static RecordWrite Filled(RecordWrite write, FoundRecord person) => write with
    {
        Record = person.Record,
        Fields = write.Existing == UpdatePolicy.FillEmpty
            ? [.. write.Fields.Where(f => f.Value is not null && !(person.Values.TryGetValue(f.Target, out var stands) && stands.Length > 0))]
            : write.Fields,
    };
}
