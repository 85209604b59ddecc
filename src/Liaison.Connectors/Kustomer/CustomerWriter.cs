using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Writes customers. A new one bears our key as its external id, of which there is one in an organisation: making it twice is refused, and so is a second customer with the same number or address. Whoever has it then is
/// who was meant.
/// </summary>
internal sealed class CustomerWriter(KustomerClient client, CarefulWrites careful)
{
    private const int MostTries = 4;
    private static readonly string[] Nothing = [];
    private static readonly Resource People = Resource.Of(Resource.Customer)!;

    public Task<Outcome<Written>> Write(WriteContext context, Calls calls, CancellationToken cancel) =>
        context.Write.Record is { } record ? Change(context, RecordId.Of(record).Id, context.Write.Existing, [], calls, cancel) : Create(context, calls, cancel);

    private async Task<Outcome<Written>> Create(WriteContext context, Calls calls, CancellationToken cancel)
    {
        var body = RecordBody.Of(People, context.Write.Fields);
        body.Json["externalId"] = context.Key;
        if (context.Linked("company") is { } company)
        {
            body.Json["company"] = company;
        }
        if (!(await careful.Send(HttpMethod.Post, People.Path, body.Json, Nothing, calls, cancel)).Failed(out var fault, out var made))
        {
            return WriteContext.Said(made.Data.Text("id")!, RecordReader.Rev(made.Data), [.. body.Remarks, .. made.Remarks]);
        }
        if (fault.Kind is not (FaultKind.Duplicate or FaultKind.LockContention))
        {
            return fault;
        }
        if ((await client.Find(People.By("externalId", context.Key), calls, cancel)).Failed(out var unread, out var ours) && unread is not null)
        {
            return unread;
        }
        if (ours is { } known)
        {
            return await Change(context, known.Text("id")!, context.Write.Existing, ["It was there already under our key."], calls, cancel);
        }
        if ((await Holder(body.Json, calls, cancel)).Failed(out unread, out var holder) && unread is not null)
        {
            return unread;
        }
        // Somebody else made this customer in the meantime, or an outage kept them from being found: what they have stays as it is.
        return holder is { } other ? await Change(context, other.Text("id")!, UpdatePolicy.FillEmpty, ["Another customer has this number or address, and is the one who was meant."], calls, cancel) : fault;
    }

    private async Task<Outcome<Written>> Change(WriteContext context, string id, UpdatePolicy policy, IReadOnlyList<string> told, Calls calls, CancellationToken cancel)
    {
        if (policy == UpdatePolicy.Keep || (context.Write.Fields.All(field => field.Value is null) && context.Links.Count == 0))
        {
            return WriteContext.Said(id, null, [.. told, "It stays as it is."]);
        }
        for (var tries = 1; ; tries++)
        {
            if ((await client.Find(People.At(id), calls, cancel)).Failed(out var fault, out var stands) && fault is not null)
            {
                return fault;
            }
            if (stands is not { } now)
            {
                return tries == 1 && await Successor(context, calls, cancel) is { } successor ? await Follow(successor) : new Fault(FaultKind.NotFound, $"Kustomer has no customer {id} (any more): they were deleted there, and no other has their key, number or address. They are not made again by themselves. Choose whose conversation it is, then replay it.", Code: "notfound");
            }
            // After a merge the answer is the customer that is left.
            id = now.Text("id")!;
            var (body, remarks) = BodyOf(context, now, policy == UpdatePolicy.FillEmpty);
            if (body.Count == 0)
            {
                return WriteContext.Said(id, RecordReader.Rev(now), [.. told, .. remarks, "There was nothing to change."]);
            }
            Keep(body, now);
            var sent = await careful.Send(HttpMethod.Put, People.At(id), body, ["company", "rev"], calls, cancel);
            if (!sent.Failed(out fault, out var made))
            {
                return WriteContext.Said(id, RecordReader.Rev(made.Data), [.. told, .. remarks, .. made.Remarks]);
            }
            if (tries == MostTries || fault.Kind is not (FaultKind.LockContention or FaultKind.Duplicate))
            {
                return fault;
            }
            if (fault.Kind == FaultKind.Duplicate)
            {
                // The number or address is another customer's: this one goes without.
                context = context with { Write = context.Write with { Fields = [.. context.Write.Fields.Where(field => field.Target is not ("phones" or "emails" or "whatsapps" or "externalId"))] } };
                told = [.. told, $"Numbers and addresses were left out: {fault.Detail}"];
            }
        }

        async Task<Outcome<Written>> Follow(Outcome<string?> successor) => successor.Failed(out var fault, out var other) && fault is not null ? fault
            : other is null || other == id ? new Fault(FaultKind.NotFound, $"Kustomer has no customer {id} (any more): they were deleted there, and no other has their key, number or address. They are not made again by themselves. Choose whose conversation it is, then replay it.", Code: "notfound")
            : await Change(context, other, policy, [.. told, $"The customer {id} is gone; {other} has their key, number or address."], calls, cancel);
    }

    /// <summary>Who has the number or the address that a write names; null when nobody has.</summary>
    private async Task<Outcome<JsonElement?>> Holder(JsonObject body, Calls calls, CancellationToken cancel)
    {
        foreach (var (list, member) in (IEnumerable<(string, string)>)[("phones", "phone"), ("emails", "email")])
        {
            foreach (var value in (body[list] as JsonArray ?? []).Select(point => point?[member]?.ToString()).OfType<string>())
            {
                if ((await client.Find(People.By(member, value), calls, cancel)).Failed(out var fault, out var found) && fault is not null)
                {
                    return fault;
                }
                if (found is not null)
                {
                    return found;
                }
            }
        }
        return new Outcome<JsonElement?>.Success(null);
    }

    private async Task<Outcome<string?>?> Successor(WriteContext context, Calls calls, CancellationToken cancel)
    {
        if ((await client.Find(People.By("externalId", context.Key), calls, cancel)).Failed(out var unread, out var ours) && unread is not null)
        {
            return unread;
        }
        if (ours?.Text("id") is { } known)
        {
            return (Outcome<string?>)known;
        }
        var body = RecordBody.Of(People, context.Write.Fields).Json;
        return (await Holder(body, calls, cancel)).Match<Outcome<string?>>(found => new Outcome<string?>.Success(found?.Text("id")), fault => fault);
    }

    private static (JsonObject Body, IReadOnlyList<string> Remarks) BodyOf(WriteContext context, JsonElement now, bool fill)
    {
        var attributes = now.Part("attributes") ?? default;
        // A key of ours never takes the place of the organisation's.
        var fields = context.Write.Fields.Where(field => field.Target != "externalId" || attributes.Text("externalId") is null).ToList();
        var body = RecordBody.Of(People, fields, attributes, fill);
        if (context.Links.TryGetValue("company", out var company) && !(fill && RecordReader.Related(now, "company") is not null))
        {
            body.Json["company"] = company;
        }
        return (body.Json, body.Remarks);
    }

    /// <summary>Leaving the company out would take the customer out of it; the rev tells whether somebody was faster.</summary>
    private static void Keep(JsonObject body, JsonElement now)
    {
        if (!body.ContainsKey("company") && RecordReader.Related(now, "company") is { } company)
        {
            body["company"] = company;
        }
        if (RecordReader.Rev(now) is { } rev && long.TryParse(rev, out var number))
        {
            body["rev"] = number;
        }
    }
}
