using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Finds out what became of writes whose answer was lost, by our key. Since they are kept all or none, they were done if everything that was to be new is there, or is pointed at by what
/// is there; if only a person is, that is from another conversation, and saving under the same key again does no harm. A change of a record that exists may be made twice as well.
/// </summary>
internal sealed class LostTogether(SalesforceClient client, Descriptions<DescribedType> schema)
{
    /// <summary>How far Salesforce's clock and ours may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    public async Task<Outcome<IReadOnlyList<Written>?>> Find(IReadOnlyList<RecordWrite> writes, DateTimeOffset since, Calls calls, CancellationToken cancel)
    {
        if (writes is [{ IsNamedByLinks: true, Record: null } one])
        {
            return await FindJoined(one, calls, cancel);
        }
        var found = await Look([.. writes.Where(write => write.Record is null)], since, calls, cancel);
        if (found.Failed(out var fault, out var records))
        {
            // While it cannot be looked up, the doubt remains.
            return fault with { InDoubt = true };
        }
        var ids = records.Where(one => one.Value is not null).ToDictionary(one => one.Key.Alias, one => SalesforceId.Long(one.Value!.Value.Text("Id")), StringComparer.Ordinal);
        foreach (var (write, record) in records.Where(one => one.Value is not null))
        {
            // A person for whom a duplicate rule named another record does not bear our key; what points there does.
            foreach (var (field, alias) in write.Links.Where(link => writes.Any(other => other.Alias == link.Value)))
            {
                ids.TryAdd(alias, SalesforceId.Long(record!.Value.Text(field)));
            }
        }
        return new Outcome<IReadOnlyList<Written>?>.Success(records.Count == 0 || writes.Any(write => write.Record is null && ids.GetValueOrDefault(write.Alias) is null) ? null
            : [.. writes.Select(write => new Written(write.Record ?? ids[write.Alias]!, Note: write.Record is null ? "It had been saved; the answer was lost." : null))]);
    }

    private async Task<Outcome<IReadOnlyList<Written>?>> FindJoined(RecordWrite write, Calls calls, CancellationToken cancel)
    {
        if ((await schema.Known(write.RecordType, calls, cancel)).Failed(out var fault, out var type) || (await NamedByLinks.Find(client, write, type, calls, cancel)).Failed(out fault, out var record) && fault is not null)
        {
            return fault with { InDoubt = true };
        }
        return new Outcome<IReadOnlyList<Written>?>.Success(record is null ? null : [new Written(record, Note: "It had been saved; the answer was lost.")]);
    }

    private async Task<Outcome<IReadOnlyDictionary<RecordWrite, JsonElement?>>> Look(IReadOnlyList<RecordWrite> creates, DateTimeOffset since, Calls calls, CancellationToken cancel)
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
            return new Dictionary<RecordWrite, JsonElement?>();
        }
        return (await Queries.Run(client, [.. looks.Select(look => look.Query)], calls, cancel)).Match<Outcome<IReadOnlyDictionary<RecordWrite, JsonElement?>>>(
            answers => looks.Zip(answers).ToDictionary(pair => pair.First.Write, pair => RecordIn(pair.Second, pair.First.InText ? OurKey.Mark(pair.First.Write.Key) : null)), fault => fault);
    }

    private async Task<Outcome<string>> QueryFor(RecordWrite write, DescribedType type, DateTimeOffset since, CancellationToken cancel)
    {
        if (OurKey.Searchable(type) is { } field)
        {
            return $"SELECT Id{Selected(write, type)} FROM {type.Name} WHERE {field} = {SoqlText.Quoted(write.Key)} ORDER BY CreatedDate LIMIT 2";
        }
        if (!OurKey.IsInDescription(type))
        {
            return new Fault(FaultKind.InDoubt, $"{type.Label} has no field for our key, so what became of it cannot be looked up. Add the field {OurKey.Field} to it.", InDoubt: true);
        }
        // A description cannot stand in a condition: what we made ourselves since then is read, and looked through.
        return (await client.Account(cancel)).Match<Outcome<string>>(
            me => $"SELECT Id, Description{Selected(write, type)} FROM {type.Name} WHERE CreatedById = {SoqlText.Quoted(me.UserId)} AND CreatedDate >= {SoqlText.DateTime(since - Skew)} ORDER BY CreatedDate DESC LIMIT 500", fault => fault);
    }

    private static JsonElement? RecordIn(JsonElement answer, string? mark)
    {
        var found = answer.Items("records").FirstOrDefault(record => mark is null || record.Text("Description")?.Contains(mark, StringComparison.Ordinal) == true);
        return found.ValueKind == JsonValueKind.Object ? found : null;
    }

    private static string Selected(RecordWrite write, DescribedType type) => string.Concat(write.Links.Keys.Select(name => type[name]).OfType<DescribedField>().Select(field => ", " + field.Name));
}
