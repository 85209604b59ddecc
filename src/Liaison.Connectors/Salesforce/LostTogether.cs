using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Finds out what became of writes whose answer was lost, by our key. Since they are kept all or none, they were done if everything that was to be new is there; if only some of it
/// is, that is from another conversation with the same person, and saving under the same key again does no harm. A change of a record that exists may be made twice as well.
/// </summary>
internal sealed class LostTogether(SalesforceClient client, SalesforceSchema schema)
{
    /// <summary>How far Salesforce's clock and ours may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    public async Task<Outcome<IReadOnlyList<Written>?>> Find(IReadOnlyList<RecordWrite> writes, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        var found = await Look([.. writes.Where(write => write.Record is null)], since, calls, cancel);
        if (found.Failed(out var fault, out var ids))
        {
            // While it cannot be looked up, the doubt remains.
            return fault with { InDoubt = true };
        }
        return new Outcome<IReadOnlyList<Written>?>.Success(ids.Count == 0 || ids.Any(id => id is null) ? null : [.. Whole(writes, new Queue<string>(ids.OfType<string>()))]);
    }

    private static IEnumerable<Written> Whole(IReadOnlyList<RecordWrite> writes, Queue<string> ids) =>
        writes.Select(write => new Written(write.Record ?? ids.Dequeue(), Note: write.Record is null ? "It had been saved; the answer was lost." : null));

    private async Task<Outcome<IReadOnlyList<string?>>> Look(IReadOnlyList<RecordWrite> creates, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        var looks = new List<(RecordWrite Write, string Query, bool InText)>(creates.Count);
        foreach (var write in creates)
        {
            if ((await schema.Known(write.RecordType, calls, cancel)).Failed(out var fault, out var type) || (await QueryFor(write, type, since, cancel)).Failed(out fault, out var query))
            {
                return fault;
            }
            looks.Add((write, query, OurKey.IsInDescription(type)));
        }
        if (looks.Count == 0)
        {
            return (string?[])[];
        }
        return (await Queries.Run(client, [.. looks.Select(look => look.Query)], calls, cancel)).Match<Outcome<IReadOnlyList<string?>>>(
            answers => looks.Zip(answers, (look, answer) => IdIn(answer, look.InText ? OurKey.Mark(look.Write.Key) : null)).ToList(), fault => fault);
    }

    private async Task<Outcome<string>> QueryFor(RecordWrite write, DescribedType type, DateTimeOffset since, CancellationToken cancel)
    {
        if (OurKey.Searchable(type) is { } field)
        {
            return $"SELECT Id FROM {type.Name} WHERE {field} = {SoqlText.Quoted(write.Key)} ORDER BY CreatedDate LIMIT 2";
        }
        if (!OurKey.IsInDescription(type))
        {
            return new Fault(FaultKind.InDoubt, $"{type.Label} has no field for our key, so what became of it cannot be looked up. Add the field {OurKey.Field} to it.", InDoubt: true);
        }
        // A description cannot stand in a condition: what we made ourselves since then is read, and looked through.
        return (await client.Account(cancel)).Match<Outcome<string>>(
            me => $"SELECT Id, Description FROM {type.Name} WHERE CreatedById = {SoqlText.Quoted(me.UserId)} AND CreatedDate >= {SoqlText.DateTime(since - Skew)} ORDER BY CreatedDate DESC LIMIT 500", fault => fault);
    }

    private static string? IdIn(JsonElement answer, string? mark) => SalesforceId.Long(answer.Items("records")
        .FirstOrDefault(record => mark is null || record.Text("Description")?.Contains(mark, StringComparison.Ordinal) == true) is { ValueKind: JsonValueKind.Object } found ? found.Text("Id") : null);
}
