using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Writes records that point at each other with one composite, all or none. What can be mended is mended and sent once more: a record that is there already (a duplicate rule names it, or
/// what it joins), a field that is gone since the types were described, a link of lesser weight to a record that is gone. Nothing of the first try was kept then.
/// </summary>
internal sealed class TogetherWriter(SalesforceSettings settings, SalesforceClient client, Descriptions<DescribedType> schema, WritePreparation preparation, CallAllowance allowance)
{
    private const int MostTries = 4;

    public async Task<Outcome<IReadOnlyList<Written>>> Write(IReadOnlyList<RecordWrite> writes, Calls calls, CancellationToken cancel)
    {
        if (allowance.Spent() is { } spent)
        {
            return spent;
        }
        if (writes.Count is 0 or > Composite.Most || writes.Select(write => write.Alias).Distinct(StringComparer.Ordinal).Count() != writes.Count)
        {
            return new Fault(FaultKind.Refused, $"Between 1 and {Composite.Most} records, each under a name of its own, can be written together.");
        }
        var existing = new Dictionary<string, string>(StringComparer.Ordinal);
        var remarks = new List<string>();
        var wary = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 1; ; attempt++)
        {
            if ((await preparation.Prepare(writes, existing, wary, calls, cancel)).Failed(out var fault, out var prepared))
            {
                return fault;
            }
            if ((await Send(prepared, calls, cancel)).Failed(out fault, out var sent))
            {
                return fault;
            }
            if (sent.Refusal is not { } refusal)
            {
                return sent.Written.Select((written, at) => remarks.Count == 0 || at > 0 ? written : written with { Note = string.Join(' ', remarks.Append(written.Note).OfType<string>()) }).ToList();
            }
            fault = refusal.Fault;
            if (attempt == MostTries)
            {
                return fault;
            }
            if ((await Existing(refusal, calls, cancel)).Failed(out var unread, out var match) && unread is not null)
            {
                return unread;
            }
            if (match is not null && existing.TryAdd(refusal.Write.Alias, match))
            {
                remarks.Add(refusal.Write.IsNamedByLinks ? $"{refusal.Write.RecordType} {match} was there already." : $"A duplicate rule named {refusal.Write.RecordType} {match}, so that was taken instead of making another.");
            }
            else if (fault.Kind == FaultKind.NotFound && refusal.Write.Spare.Count > 0)
            {
                remarks.Add($"{string.Join(", ", refusal.Write.Spare)} was left out: there is no such record ({fault.Detail}).");
                writes = [.. writes.Select(write => write == refusal.Write ? WithoutSpare(write) : write)];
            }
            else if (!(fault.Code == "INVALID_FIELD_FOR_INSERT_UPDATE" && refusal.Write.Record is null && wary.Add(refusal.Write.Alias)) && !(fault.Kind == FaultKind.SchemaDrift && schema.Doubt()))
            {
                return Raced(refusal) ? fault with { Kind = FaultKind.LockContention } : fault;
            }
        }
    }

    private async Task<Outcome<Sent>> Send(IReadOnlyList<PreparedWrite> prepared, Calls calls, CancellationToken cancel)
    {
        var going = prepared.Where(one => one.Body is not null).ToList();
        IReadOnlyList<CompositeAnswer> answers = [];
        if (going.Count > 0 && (await Composite.Send(client, [.. going.Select(one => one.Part(settings))], allOrNone: true, writes: true, calls, cancel)).Failed(out var fault, out answers!))
        {
            return fault;
        }
        var failed = going.Zip(answers).FirstOrDefault(pair => !pair.Second.IsSuccess && !(pair.Second.Errors is { Count: > 0 } errors && errors.All(error => error.IsCollateral)));
        if (failed.First is not null || answers.Any(answer => !answer.IsSuccess))
        {
            var (one, answer) = failed.First is not null ? failed : going.Zip(answers).First(pair => !pair.Second.IsSuccess);
            return new Sent([], new Refusal(one.Write, answer, Told(one, answer.Fault(writes: true), prepared.Count)));
        }
        var written = new List<Written>(prepared.Count);
        foreach (var one in prepared)
        {
            var at = going.IndexOf(one);
            var id = one.Record ?? SalesforceId.Long(answers[at].Body.Text("id"));
            if (id is null)
            {
                return SalesforceErrors.NoAnswer($"Salesforce saved {one.Type.Label} and did not say under which id.", writes: true);
            }
            var notes = one.Upserts && answers[at].Body.Part("created") is { ValueKind: System.Text.Json.JsonValueKind.False } ? [.. one.Notes, "It was there already under our key, and was updated."] : one.Notes;
            written.Add(new Written(id, Note: notes.Count == 0 ? null : string.Join(' ', notes)));
        }
        return new Sent(written, null);
    }

    private static Fault Told(PreparedWrite one, Fault fault, int count) => count == 1 ? fault : fault with { Detail = $"{one.Type.Label}: {fault.Detail}" };

    /// <summary>The record that is there already: that which joins the same, or the one that a duplicate rule names, where the settings say to take that. Null when there is none.</summary>
    private async Task<Outcome<string?>> Existing(Refusal refusal, Calls calls, CancellationToken cancel)
    {
        if (refusal.Write.IsNamedByLinks && refusal.Answer.Errors.Any(error => error.Code == "DUPLICATE_VALUE"))
        {
            return (await schema.Known(refusal.Write.RecordType, calls, cancel)).Failed(out var fault, out var type) ? fault : await NamedByLinks.Find(client, refusal.Write, type, calls, cancel);
        }
        return settings.Duplicates == SalesforceSettings.UseExisting && refusal.Write.Record is null
            && refusal.Answer.Errors.FirstOrDefault(error => error.Code == "DUPLICATES_DETECTED" && (error.MatchType is null || error.MatchType == refusal.Write.RecordType)) is { Match: { } match }
                ? SalesforceId.Long(match) : (string?)null;
    }

    private static RecordWrite WithoutSpare(RecordWrite write) => write with
    {
        Links = write.Links.Where(link => !write.Spare.Contains(link.Key)).ToDictionary(link => link.Key, link => link.Value, StringComparer.Ordinal), Spare = [],
    };

    /// <summary>Somebody saved a record under the same key at the same moment: the next try finds it.</summary>
    private static bool Raced(Refusal refusal) => refusal.Answer.Errors.Any(error => error.Code == "DUPLICATE_VALUE" && error.Message.Contains(OurKey.Field, StringComparison.OrdinalIgnoreCase));

    private sealed record Refusal(RecordWrite Write, CompositeAnswer Answer, Fault Fault);

    private sealed record Sent(IReadOnlyList<Written> Written, Refusal? Refusal);
}
