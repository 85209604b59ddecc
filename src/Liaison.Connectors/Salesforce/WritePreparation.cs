using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// Makes of writes what can be sent: held against the descriptions, with owner and links. It asks only for what it must: descriptions and owners are remembered, and the
/// values of an existing record are read (one call) only where the policy is to fill what is empty and something is left to fill.
/// </summary>
internal sealed class WritePreparation(SalesforceClient client, Descriptions<DescribedType> schema, Owners owners)
{
    /// <param name="existing">Records that turned out to exist already, by alias.</param>
    /// <param name="wary">Aliases of new records that, saved under our key, may turn out to exist: of those only what may be changed later is sent.</param>
    public async Task<Outcome<IReadOnlyList<PreparedWrite>>> Prepare(
        IReadOnlyList<RecordWrite> writes, IReadOnlyDictionary<string, string> existing, IReadOnlySet<string> wary, Calls calls, CancellationToken cancel)
    {
        var prepared = new List<PreparedWrite>(writes.Count);
        var targets = new Dictionary<string, LinkTarget>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            var record = existing.GetValueOrDefault(write.Alias) ?? write.Record;
            if (record is not null && (record = SalesforceId.Long(record)) is null)
            {
                return new Fault(FaultKind.NotFound, $"“{write.Record}” is no id of a record in Salesforce.", Code: "MALFORMED_ID");
            }
            if ((await schema.Recent(write.RecordType, calls, cancel)).Failed(out var fault, out var type)
                || (await One(write, type, record, wary.Contains(write.Alias), targets, calls, cancel)).Failed(out fault, out var one))
            {
                return fault;
            }
            targets[write.Alias] = new LinkTarget(record ?? $"@{{{write.Alias}.id}}", type.Name);
            prepared.Add(one);
        }
        return prepared;
    }

    private async Task<Outcome<PreparedWrite>> One(
        RecordWrite write, DescribedType type, string? record, bool wary, Dictionary<string, LinkTarget> targets, Calls calls, CancellationToken cancel)
    {
        if (record is not null && write.Existing == UpdatePolicy.Keep)
        {
            return new PreparedWrite(write, type, record, null, ["It stays as it is."]);
        }
        IReadOnlySet<string>? fill = null;
        if (record is not null && write.Existing == UpdatePolicy.FillEmpty)
        {
            if ((await EmptyFields(write, type, record, calls, cancel)).Failed(out var unread, out fill))
            {
                return unread;
            }
            if (fill.Count == 0)
            {
                return new PreparedWrite(write, type, record, null, ["There was nothing empty to fill."]);
            }
        }
        if ((await OwnerOf(write, type, record, calls, cancel)).Failed(out var fault, out var owner))
        {
            return fault;
        }
        var creates = record is null;
        var (body, notes) = RecordBody.Of(write, type, creates, updates: !creates || wary, owner.Zone, fill);
        ActivityLinks.Put(body, notes, write, type, creates, targets);
        if (owner.Id is { } id && type["OwnerId"] is { } field && (creates ? field.Creatable : field.Updatable))
        {
            body["OwnerId"] = id;
        }
        if (owner.Note is not null)
        {
            notes.Add(owner.Note);
        }
        var ready = new PreparedWrite(write, type, record, body, notes);
        if (creates && !ready.Upserts)
        {
            OurKey.Put(type, body, write.Key);
        }
        return creates || body.Count > 0 ? ready : ready with { Body = null, Notes = [.. notes, "There was nothing to change."] };
    }

    /// <summary>Which of the fields are empty over there. What is read is what would be sent, and nothing else.</summary>
    private async Task<Outcome<IReadOnlySet<string>>> EmptyFields(RecordWrite write, DescribedType type, string record, Calls calls, CancellationToken cancel)
    {
        var asked = write.Fields.Where(field => field.Value is { Length: > 0 } && !field.Attribute).Select(field => type[field.Target]).Where(field => field is { Updatable: true }).Select(field => field!.Name)
            .Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0)
        {
            return new HashSet<string>();
        }
        return (await client.Ask(new SalesforceCall(HttpMethod.Get, $"/sobjects/{type.Name}/{record}?fields={string.Join(',', asked)}"), calls, cancel)).Match<Outcome<IReadOnlySet<string>>>(
            answer => asked.Where(name => string.IsNullOrEmpty(answer.Text(name))).ToHashSet(StringComparer.OrdinalIgnoreCase), fault => fault);
    }

    /// <summary>
    /// The agent's user; for a new record of an agent unknown there, the user we work as. A record that exists keeps its owner where the agent is unknown, and where only
    /// what is empty may be filled.
    /// </summary>
    private async Task<Outcome<Whose>> OwnerOf(RecordWrite write, DescribedType type, string? record, Calls calls, CancellationToken cancel)
    {
        var asks = write.OwnerEmail is { Length: > 0 } && !(record is not null && write.Existing == UpdatePolicy.FillEmpty);
        if (asks && type["OwnerId"] is not null)
        {
            if ((await owners.ByEmail(write.OwnerEmail!, calls, cancel)).Failed(out var fault, out var found) && fault is not null)
            {
                return fault;
            }
            if (found is not null)
            {
                return new Whose(found.Id, found.Zone, found.Note);
            }
        }
        var (me, zone) = await Ourselves(NeedsZone(write, type), calls, cancel);
        return !asks || type["OwnerId"] is null ? new Whose(null, zone, null)
            : record is not null ? new Whose(null, zone, $"The owner stays: no active user has the e-mail address {write.OwnerEmail}.")
            : new Whose(me, zone, $"It belongs to the connected user: no active user has the e-mail address {write.OwnerEmail}.");
    }

    private async Task<(string? Id, TimeZoneInfo Zone)> Ourselves(bool withZone, Calls calls, CancellationToken cancel)
    {
        if ((await client.Account(cancel)).Failed(out _, out var account))
        {
            return (null, TimeZoneInfo.Utc);
        }
        // Without the zone a day may be off by one at night; that is no reason to fail.
        return withZone && !(await owners.ById(account.UserId, calls, cancel)).Failed(out _, out var me) && me is not null ? (account.UserId, me.Zone) : (account.UserId, TimeZoneInfo.Utc);
    }

    private static bool NeedsZone(RecordWrite write, DescribedType type) =>
        write.Fields.Any(field => field.Value is { Length: > 10 } && type[field.Target] is { Type: "date" });

    private sealed record Whose(string? Id, TimeZoneInfo Zone, string? Note);
}
