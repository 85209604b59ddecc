using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Finds out what became of writes whose answer was lost, by our ids. Since they are kept all or none, they were done if everything that was to be new is there; if only a person is, that is from
/// another conversation, and saving under the same id again does no harm. A change of a record that exists may be made twice as well.
/// </summary>
internal sealed class LostTogether(DynamicsClient client, Descriptions<DescribedTable> schema)
{
    public async Task<Outcome<IReadOnlyList<Written>?>> Find(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel)
    {
        var creates = new List<PreparedWrite>();
        foreach (var write in writes.Where(write => write.Record is null))
        {
            if ((await schema.Known(write.RecordType, calls, cancel)).Failed(out var fault, out var table))
            {
                // While it cannot be looked up, the doubt remains.
                return fault with { InDoubt = true };
            }
            creates.Add(new PreparedWrite(write, table, OurKey.IdOf(table.Name, write.Key), Creates: true, null, null, null, []));
        }
        if ((await TogetherWriter.There(client, creates, calls, cancel)).Failed(out var unread, out var there))
        {
            return unread with { InDoubt = true };
        }
        return new Outcome<IReadOnlyList<Written>?>.Success(creates.Count == 0 || there.Count < creates.Count ? null
            : [.. writes.Select(write => new Written(write.Record ?? creates.First(one => one.Write == write).Id.ToString("D"), Note: write.Record is null ? "It had been saved; the answer was lost." : null))]);
    }
}
