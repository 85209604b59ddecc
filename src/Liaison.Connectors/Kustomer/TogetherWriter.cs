using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Writes records that point at each other, one after another: Kustomer has no way to keep several together or not at all. Each is found again by its key, so what a broken-off write has left out is added by the next try,
/// and nothing is there twice.
/// </summary>
internal sealed class TogetherWriter(KustomerClient client, CustomerWriter customers, ConversationWriter conversations, ObjectWriter objects, CallShare share)
{
    private const int Most = 25;

    public async Task<Outcome<IReadOnlyList<Written>>> Write(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel)
    {
        if (share.Spent() is { } spent)
        {
            return spent;
        }
        if (writes.Count is 0 or > Most || writes.Select(write => write.Alias).Distinct(StringComparer.Ordinal).Count() != writes.Count)
        {
            return new Fault(FaultKind.Refused, $"Between 1 and {Most} records, each under a name of its own, can be written together.");
        }
        var (done, ids) = (new List<Written>(writes.Count), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var write in writes)
        {
            if (Resource.Of(write.RecordType) is not { } resource)
            {
                return NoSuchType(write.RecordType);
            }
            var context = new WriteContext(write, resource, write.Links.ToDictionary(link => link.Key, link => ids.TryGetValue(link.Value, out var made) ? made : RecordId.Of(link.Value).Id, StringComparer.Ordinal));
            var outcome = resource.Type switch
            {
                Resource.Customer => await customers.Write(context, calls, cancel),
                Resource.Conversation => await conversations.Write(context, calls, cancel),
                _ => await objects.Write(context, calls, cancel),
            };
            if (outcome.Failed(out var fault, out var written))
            {
                return fault;
            }
            ids[write.Alias] = RecordId.Of(written.Record).Id;
            done.Add(written);
        }
        return done;
    }

    /// <summary>
    /// Finds out what became of writes whose answer was lost. One record is looked up; of several only writing again tells, which adds what is missing: null asks for that.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<Written>?>> Find(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel)
    {
        var nothing = new Outcome<IReadOnlyList<Written>?>.Success(null);
        if (writes is not [{ Record: null } only] || only.RecordType == Resource.Conversation)
        {
            return nothing;
        }
        if (Resource.Of(only.RecordType) is not { } resource)
        {
            return NoSuchType(only.RecordType);
        }
        if ((await ObjectWriter.ByKey(client, resource, new WriteContext(only, resource, only.Links).Key, calls, cancel)).Failed(out var fault, out var there) && fault is not null)
        {
            // While it cannot be looked up, the doubt remains.
            return fault with { InDoubt = true };
        }
        return there is { } data ? new Outcome<IReadOnlyList<Written>?>.Success([new Written(RecordReader.IdOf(data, resource.Type, data.Text("id")!).ToString(), RecordReader.Rev(data), Note: "It had been saved; the answer was lost.")]) : nothing;
    }

    public static Fault NoSuchType(string type) => new(FaultKind.SchemaDrift, $"There is no type of record “{type}” in Kustomer. There are customer, conversation, company, and kobject.NAME for each of your own.", type);
}
