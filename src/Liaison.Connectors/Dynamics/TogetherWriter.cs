using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Writes records that point at each other as one change set, all or none. What can be mended is mended and sent once more: a record that is there already under our id is changed instead, and a
/// column that is gone since the tables were described is left out. Nothing of the first try was kept then.
/// </summary>
internal sealed class TogetherWriter(DynamicsSettings settings, DynamicsClient client, Descriptions<DescribedTable> schema, WritePreparation preparation, CallAllowance allowance)
{
    private const int MostTries = 4;
    private const int Most = 25;

    public async Task<Outcome<IReadOnlyList<Written>>> Write(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel)
    {
        if (allowance.Spent() is { } spent)
        {
            return spent;
        }
        if (writes.Count is 0 or > Most || writes.Select(write => write.Alias).Distinct(StringComparer.Ordinal).Count() != writes.Count)
        {
            return new Fault(FaultKind.Refused, $"Between 1 and {Most} records, each under a name of its own, can be written together.");
        }
        var existing = new HashSet<string>(StringComparer.Ordinal);
        var remarks = new List<string>();
        for (var attempt = 1; ; attempt++)
        {
            if ((await preparation.Prepare(writes, existing, calls, cancel)).Failed(out var fault, out var prepared) || (await Send(prepared, calls, cancel)).Failed(out fault, out var refusal))
            {
                return fault;
            }
            if (refusal.Fault is null)
            {
                return prepared.Select((one, at) => new Written(one.Id.ToString("D"), Note: Told(one, existing, at == 0 ? remarks : []))).ToList();
            }
            fault = refusal.Fault;
            if (attempt == MostTries)
            {
                return fault;
            }
            if (fault.Code == DynamicsErrors.Exists)
            {
                if ((await There(client, [.. prepared.Where(one => one.Creates)], calls, cancel)).Failed(out var unread, out var there))
                {
                    return unread;
                }
                var before = existing.Count;
                existing.UnionWith(there);
                if (existing.Count > before)
                {
                    continue;
                }
            }
            else if (fault.Kind == FaultKind.NotFound && writes.Where(write => write.Spare.Count > 0).ToList() is { Count: > 0 } spare)
            {
                remarks.Add($"{string.Join(", ", spare.SelectMany(write => write.Spare))} was left out: there is no such record ({fault.Detail}).");
                writes = [.. writes.Select(WithoutSpare)];
                continue;
            }
            else if (fault.Kind == FaultKind.SchemaDrift && schema.Doubt())
            {
                continue;
            }
            return fault;
        }
    }

    /// <summary>The aliases of those among new records that are there already.</summary>
    public static async Task<Outcome<IReadOnlyList<string>>> There(DynamicsClient client, IReadOnlyList<PreparedWrite> creates, Calls calls, CancellationToken cancel)
    {
        if (creates.Count == 0)
        {
            return Array.Empty<string>();
        }
        var reads = creates.Select(one => new BatchPart(HttpMethod.Get, $"{one.Address}?$select={one.Table.PrimaryId}")).ToList();
        if ((await Batch.Read(client, reads, calls, cancel)).Failed(out var fault, out var answers))
        {
            return fault;
        }
        return answers.FirstOrDefault(answer => !answer.IsSuccess && answer.Status != 404) is { } wrong ? wrong.Fault(writes: false)
            : creates.Zip(answers).Where(pair => pair.Second.IsSuccess).Select(pair => pair.First.Write.Alias).ToList();
    }

    private async Task<Outcome<Refusal>> Send(IReadOnlyList<PreparedWrite> prepared, Calls calls, CancellationToken cancel)
    {
        var going = prepared.SelectMany(one => one.Parts(settings.MindDuplicates).Select(part => (Write: one, Part: part))).ToList();
        if (going.Count == 0)
        {
            return new Refusal(null);
        }
        if ((await Batch.Together(client, [.. going.Select(one => one.Part)], calls, cancel)).Failed(out var fault, out var answers))
        {
            return fault;
        }
        if (answers.FirstOrDefault(answer => !answer.IsSuccess) is not { } refused)
        {
            return new Refusal(null);
        }
        var told = refused.Fault(writes: true);
        return new Refusal(prepared.Count > 1 && refused.Number is { } number && number >= 1 && number <= going.Count ? told with { Detail = $"{going[number - 1].Write.Table.Label}: {told.Detail}" } : told);
    }

    private static RecordWrite WithoutSpare(RecordWrite write) => write.Spare.Count == 0 ? write : write with
    {
        Links = write.Links.Where(link => !write.Spare.Contains(link.Key)).ToDictionary(link => link.Key, link => link.Value, StringComparer.Ordinal), Spare = [],
    };

    private static string? Told(PreparedWrite one, HashSet<string> existing, IEnumerable<string> remarks)
    {
        IEnumerable<string> notes = existing.Contains(one.Write.Alias) ? one.Notes.Append("It was there already under our id, and was updated.") : one.Notes;
        var text = string.Join(' ', remarks.Concat(notes));
        return text.Length == 0 ? null : text;
    }

    /// <param name="Fault">Null when all was kept.</param>
    private sealed record Refusal(Fault? Fault);
}
