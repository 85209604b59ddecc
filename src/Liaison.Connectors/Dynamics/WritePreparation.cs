using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Makes of writes what can be sent: held against the descriptions, with owner, links and parties. It asks only for what it must: descriptions and owners are remembered; the values of an existing
/// record are read only where what is empty is to be filled, or where a closed activity must be opened first.
/// </summary>
internal sealed class WritePreparation(DynamicsClient client, Descriptions<DescribedTable> schema, Owners owners)
{
    /// <param name="existing">Aliases of new records that turned out to be there already, under our id.</param>
    public async Task<Outcome<IReadOnlyList<PreparedWrite>>> Prepare(IReadOnlyList<RecordWrite> writes, IReadOnlySet<string> existing, Calls calls, CancellationToken cancel)
    {
        var prepared = new List<PreparedWrite>(writes.Count);
        var targets = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            var id = OurKey.IdOf(write.RecordType.ToLowerInvariant(), write.Key);
            if (write.Record is not null && !Guid.TryParse(write.Record, out id))
            {
                return DynamicsRecords.NoId(write.Record);
            }
            var creates = write.Record is null && !existing.Contains(write.Alias);
            if ((await schema.Recent(write.RecordType, calls, cancel)).Failed(out var fault, out var table) || (await One(write, table, id, creates, targets, calls, cancel)).Failed(out fault, out var one))
            {
                return fault;
            }
            targets[write.Alias] = id;
            prepared.Add(one);
        }
        return prepared;
    }

    private async Task<Outcome<PreparedWrite>> One(RecordWrite write, DescribedTable table, Guid id, bool creates, Dictionary<string, Guid> targets, Calls calls, CancellationToken cancel)
    {
        PreparedWrite Nothing(string why) => new(write, table, id, creates, null, null, null, [why]);
        if (!creates && write.Existing == UpdatePolicy.Keep)
        {
            return Nothing("It stays as it is.");
        }
        IReadOnlySet<string>? fill = null;
        if (!creates && write.Existing == UpdatePolicy.FillEmpty)
        {
            if ((await EmptyFields(write, table, id, calls, cancel)).Failed(out var unread, out fill))
            {
                return unread;
            }
            if (fill.Count == 0)
            {
                return Nothing("There was nothing empty to fill.");
            }
        }
        var body = RecordBody.Of(write, table, creates, targets, fill);
        if ((await OwnerOf(write, table, creates, calls, cancel)).Failed(out var fault, out var owner))
        {
            return fault;
        }
        if (await Bind(body, owner, calls, cancel) is { } unbound)
        {
            return unbound;
        }
        if (creates && table.Name == "phonecall")
        {
            CallParties.Put(body.Json, body.Bound.Values.Concat(body.Beside), owner.Id);
        }
        if (creates && table.Name == "incident" && !body.Bound.Keys.Any(name => name.StartsWith("customerid", StringComparison.Ordinal)))
        {
            return new Fault(FaultKind.Validation, "A case needs a customer in Dynamics, and nobody was found or made for this one.", "customerid", "no-customer");
        }
        List<string> notes = owner.Note is null ? body.Notes : [.. body.Notes, owner.Note];
        if (!creates && body.Json.Count == 0 && body.State is null)
        {
            return new PreparedWrite(write, table, id, creates, null, null, null, [.. notes, "There was nothing to change."]);
        }
        return await States(new PreparedWrite(write, table, id, creates, body.Json, body.State, null, notes), calls, cancel);
    }

    /// <summary>A new record is open by itself; an activity that is closed is opened before it is changed, and closed again after.</summary>
    private async Task<Outcome<PreparedWrite>> States(PreparedWrite one, Calls calls, CancellationToken cancel)
    {
        var opening = RecordState.Of(one.Table, "0", null);
        if (one.Creates)
        {
            return one.State is { State: 0 } open && open == opening ? one with { State = null } : one;
        }
        if (!one.Table.IsActivity || opening is null)
        {
            return one;
        }
        return (await client.Ask(new DynamicsCall(HttpMethod.Get, $"{one.Address}?$select=statecode,statuscode"), calls, cancel)).Match<Outcome<PreparedWrite>>(
            there => there.Number("statecode") is > 0 and var state && there.Number("statuscode") is { } status ? one with { Reopen = opening, State = one.State ?? new RecordState(state, status) } : one, fault => fault);
    }

    private async Task<Fault?> Bind(RecordBody body, Whose owner, Calls calls, CancellationToken cancel)
    {
        if (owner is { Id: { } id, Navigation: { } own })
        {
            body.Bound[own] = new LinkTarget("owner", id);
        }
        foreach (var (name, target) in body.Bound)
        {
            if (target.Table is "owner" or "systemuser")
            {
                body.Json[name + "@odata.bind"] = $"/systemusers({target.Id:D})";
                continue;
            }
            if ((await schema.Known(target.Table, calls, cancel)).Failed(out var fault, out var table))
            {
                return fault;
            }
            body.Json[name + "@odata.bind"] = $"/{table.Set}({target.Id:D})";
        }
        return null;
    }

    /// <summary>Which of the fields are empty over there. What is read is what would be sent, and nothing else.</summary>
    private async Task<Outcome<IReadOnlySet<string>>> EmptyFields(RecordWrite write, DescribedTable table, Guid id, Calls calls, CancellationToken cancel)
    {
        var asked = write.Fields.Where(field => field.Value is { Length: > 0 } && !field.Attribute).Select(field => (field.Target, Column: table[field.Target] ?? table.Lookup(field.Target)?.Column))
            .Where(field => field.Column is { Updatable: true, Type: not ("State" or "Status") }).Select(field => (field.Target, field.Column!.Property)).Distinct().ToList();
        if (asked.Count == 0)
        {
            return new HashSet<string>();
        }
        return (await client.Ask(new DynamicsCall(HttpMethod.Get, $"{table.Set}({id:D})?$select={string.Join(',', asked.Select(one => one.Property).Distinct(StringComparer.Ordinal))}"), calls, cancel)).Match<Outcome<IReadOnlySet<string>>>(
            answer => asked.Where(one => string.IsNullOrEmpty(answer.Text(one.Property))).Select(one => one.Target).ToHashSet(StringComparer.OrdinalIgnoreCase), fault => fault);
    }

    /// <summary>
    /// The agent's user; for a new record of an agent unknown there, the user we work as. A record that exists keeps its owner where the agent is unknown, and where only what is empty may be filled.
    /// </summary>
    private async Task<Outcome<Whose>> OwnerOf(RecordWrite write, DescribedTable table, bool creates, Calls calls, CancellationToken cancel)
    {
        var column = table["ownerid"];
        if (write.OwnerEmail is not { Length: > 0 } email || (!creates && write.Existing == UpdatePolicy.FillEmpty) || column is not { Navigations: [var navigation, ..] } || !(creates ? column.Creatable : column.Updatable))
        {
            return new Whose(null, null, null);
        }
        return (await owners.ByEmail(email, calls, cancel)).Match<Outcome<Whose>>(
            found => found is not null ? new Whose(found.Id, navigation.Name, found.Note)
                : new Whose(null, null, $"{(creates ? "It belongs to the connected user" : "The owner stays")}: no active user has the e-mail address {email}."),
            fault => fault);
    }

    private sealed record Whose(Guid? Id, string? Navigation, string? Note);
}
