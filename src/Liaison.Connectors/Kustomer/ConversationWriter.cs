using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Writes a conversation with its message and its note, one after another, each under a key of its own: a second try finds what the first one wrote. The wanted status comes last, since a message that comes in opens a
/// conversation that was done (https://developer.kustomer.com/docs/concepts/conversations-and-messages).
/// </summary>
internal sealed class ConversationWriter(KustomerSettings settings, KustomerClient client, CarefulWrites careful, TimelineNotes notes, Agents agents)
{
    private const string App = "liaison";
    private static readonly string[] Ends = ["status", "endedAt", "endedReason", "endedByType"];
    private static readonly Resource Talks = Resource.Of(Resource.Conversation)!;
    private static readonly Resource People = Resource.Of(Resource.Customer)!;

    public async Task<Outcome<Written>> Write(WriteContext context, Calls calls, CancellationToken cancel)
    {
        var written = await Write(context, [], calls, cancel);
        if (context.Write.Record is not { } record || !written.Failed(out var fault, out _) || fault.Kind != FaultKind.NotFound)
        {
            return written;
        }
        var id = RecordId.Of(record).Id;
        if ((await client.Find(Talks.At(id), calls, cancel)).Failed(out var unread, out var still) && unread is not null)
        {
            return unread;
        }
        if (still is { } stands && !IsDeleted(stands))
        {
            return fault with { Kind = FaultKind.LockContention, Detail = $"Something of the conversation was deleted while it was written: {fault.Detail}" };
        }
        // Gone over there. Another that bears our key is the one that is meant; without one it is not brought back: whoever deleted it had a reason.
        if ((await client.Find(Talks.By("externalId", context.Key), calls, cancel)).Failed(out unread, out var ours) && unread is not null)
        {
            return unread;
        }
        return ours is { } other && other.Text("id") != id && !IsDeleted(other) ? await Write(context with { Write = context.Write with { Record = null } }, [$"The conversation {id} is gone; {other.Text("id")} bears our key."], calls, cancel) : Gone(id, fault);
    }

    private async Task<Outcome<Written>> Write(WriteContext context, List<string> remarks, Calls calls, CancellationToken cancel)
    {
        if ((await Place(context, remarks, calls, cancel)).Failed(out var fault, out var place))
        {
            return fault;
        }
        var (body, id) = (place.Body, place.Id);
        if ((await Message(context, body, id, place.IsNew, remarks, calls, cancel)).Failed(out fault, out _) && fault is not null)
        {
            return fault;
        }
        if (body.Note is { } note)
        {
            if ((await notes.Keep(id, context.Key, note, [], mayExist: !place.IsNew, calls, cancel)).Failed(out fault, out _) && fault is not null)
            {
                return fault;
            }
        }
        if (body.Tags.Count > 0 && await client.Ask(HttpMethod.Post, $"{Talks.At(id)}/tags", new JsonArray([.. body.Tags.Select(tag => (JsonNode)tag)]), writes: true, Calls.LongestText, calls, cancel) is Outcome<JsonElement>.Failure { Fault: var untagged })
        {
            if (untagged.Kind is not (FaultKind.Validation or FaultKind.SchemaDrift or FaultKind.Permission))
            {
                return untagged;
            }
            remarks.Add($"Tags were left out: {untagged.Detail}");
        }
        var rev = place.Rev;
        if (place.Last.Count > 0)
        {
            if ((await careful.Send(HttpMethod.Put, Talks.At(id), place.Last, [], calls, cancel)).Failed(out fault, out var closed))
            {
                return fault;
            }
            remarks.AddRange(closed.Remarks);
            rev = RecordReader.Rev(closed.Data);
        }
        return WriteContext.Said(context.Write.Record is { } record && RecordId.Of(record).Id == id ? record : new RecordId(id, place.Customer).ToString(), rev, remarks);
    }

    /// <summary>The conversation itself: made, or brought up to what the fields say.</summary>
    private async Task<Outcome<Placed>> Place(WriteContext context, List<string> remarks, Calls calls, CancellationToken cancel)
    {
        var id = context.Write.Record is { } held ? RecordId.Of(held).Id : null;
        JsonElement? stands = null;
        if (id is null || context.Fills)
        {
            if ((await client.Find(id is null ? Talks.By("externalId", context.Key) : Talks.At(id), calls, cancel)).Failed(out var fault, out stands) && fault is not null)
            {
                return fault;
            }
            if (stands is { } found && IsDeleted(found))
            {
                return Gone(found.Text("id")!, null);
            }
            if (id is null && stands is not null)
            {
                remarks.Add("It was there already under our key, and was updated.");
            }
        }
        if (id is null && stands is null)
        {
            return await Create(context, remarks, calls, cancel);
        }
        return await Change(context, id ?? stands!.Value.Text("id")!, stands, remarks, calls, cancel);
    }

    private async Task<Outcome<Placed>> Create(WriteContext context, List<string> remarks, Calls calls, CancellationToken cancel)
    {
        if (context.Linked("customer") is not { } customer)
        {
            return new Fault(FaultKind.Validation, "A conversation needs a customer in Kustomer, and nobody was found or made for this one.", "customer", "no-customer");
        }
        var body = RecordBody.Of(Talks, context.Write.Fields);
        remarks.AddRange(body.Remarks);
        (body.Json["customer"], body.Json["externalId"]) = (customer, context.Key);
        var last = Later(body.Json);
        if (last["status"]?.ToString() == "open")
        {
            last.Remove("status");
        }
        if (context.Write.OwnerEmail is { Length: > 0 } email)
        {
            if ((await agents.ByEmail(email, calls, cancel)).Failed(out var unread, out var agent) && unread is not null)
            {
                return unread;
            }
            if (agent is { } user)
            {
                body.Json["assignedUsers"] = new JsonArray(user);
            }
            else
            {
                remarks.Add($"It is assigned to nobody: no user of Kustomer has the e-mail address {email}.");
            }
        }
        var sent = await careful.Send(HttpMethod.Post, Talks.Path, body.Json, ["customer", "externalId"], calls, cancel);
        if (sent.Failed(out var fault, out _) && fault is { Kind: FaultKind.Validation or FaultKind.NotFound, Field: "customer" })
        {
            if ((await client.Find(People.At(customer), calls, cancel)).Failed(out var unknown, out var person) && unknown is not null)
            {
                return unknown;
            }
            if (person is not { } there)
            {
                return new Fault(FaultKind.NotFound, $"Kustomer has no customer {customer} (any more): they were deleted there. Choose whose conversation it is, then replay it.", "customer", fault.Code);
            }
            if (there.Text("id") is { } merged && merged != customer)
            {
                remarks.Add($"The customer {customer} was merged into {merged}.");
                (body.Json["customer"], customer) = (merged, merged);
                sent = await careful.Send(HttpMethod.Post, Talks.Path, body.Json, ["customer", "externalId"], calls, cancel);
            }
        }
        if (sent.Failed(out fault, out var made))
        {
            return fault;
        }
        remarks.AddRange(made.Remarks);
        return new Placed(made.Data.Text("id")!, customer, IsNew: true, body, last, RecordReader.Rev(made.Data));
    }

    private async Task<Outcome<Placed>> Change(WriteContext context, string id, JsonElement? stands, List<string> remarks, Calls calls, CancellationToken cancel)
    {
        var body = RecordBody.Of(Talks, context.Write.Fields, stands?.Part("attributes") ?? JsonParts.Parse("{}"u8.ToArray()), context.Fills);
        remarks.AddRange(body.Remarks);
        var last = Later(body.Json);
        var (rev, customer) = (stands is { } known ? RecordReader.Rev(known) : null, stands is { } there ? RecordReader.Related(there, "customer") : null);
        if (body.Json.Count > 0)
        {
            if ((await careful.Send(HttpMethod.Put, Talks.At(id), body.Json, [], calls, cancel)).Failed(out var fault, out var made))
            {
                return fault;
            }
            if (IsDeleted(made.Data))
            {
                return Gone(id, null);
            }
            remarks.AddRange(made.Remarks);
            (rev, customer) = (RecordReader.Rev(made.Data), RecordReader.Related(made.Data, "customer"));
        }
        return new Placed(id, customer, IsNew: false, body, last, rev);
    }

    private async Task<Outcome<bool>> Message(WriteContext context, RecordBody body, string conversation, bool isNew, List<string> remarks, Calls calls, CancellationToken cancel)
    {
        if (!settings.LogMessages || body.MessageJson.Count == 0)
        {
            return true;
        }
        var key = context.Key + "-message";
        var message = (JsonObject)body.MessageJson.DeepClone();
        JsonElement? stands = null;
        for (var tries = 1; !isNew && tries <= 2; tries++)
        {
            if ((await client.Find("messages/externalid=" + Uri.EscapeDataString(key), calls, cancel)).Failed(out var fault, out stands) && fault is not null)
            {
                return fault;
            }
            if (stands is not { } found || RecordReader.Related(found, "conversation") is not { } other || other == conversation)
            {
                break;
            }
            // It is what is left of another conversation, which was deleted.
            (key, stands) = ($"{context.Key}-message-{conversation}", null);
        }
        if (stands is { } there)
        {
            foreach (var settled in (string[])["channel", "direction"])
            {
                message.Remove(settled);
            }
            return message.Count == 0 ? true : Told(await careful.Send(HttpMethod.Put, $"messages/{there.Text("id")}", message, [], calls, cancel), remarks);
        }
        message["channel"] ??= "voice";
        message["direction"] ??= body.Json["direction"]?.DeepClone() ?? "in";
        (message["app"], message["externalId"]) = (App, key);
        return Told(await careful.Send(HttpMethod.Post, $"{Talks.At(conversation)}/messages", message, ["channel", "direction", "app", "externalId"], calls, cancel), remarks);
    }

    /// <summary>Some are only marked as deleted, and nobody sees what is written there.</summary>
    private static bool IsDeleted(JsonElement conversation) => (conversation.Part("attributes") ?? default).Flag("deleted");

    private static Fault Gone(string id, Fault? said) => new(FaultKind.NotFound,
        $"Kustomer has no conversation {id} (any more): it was deleted there, and no other bears our key. It is not made again by itself, and what was to be written is kept here.", Code: said?.Code ?? "notfound");

    private static Outcome<bool> Told(Outcome<Accepted> sent, List<string> remarks)
    {
        if (sent.Failed(out var fault, out var made))
        {
            return fault;
        }
        remarks.AddRange(made.Remarks.Select(remark => "Message: " + remark));
        return true;
    }

    /// <summary>What is said of a conversation only when all else is there: a new one cannot have ended yet, and a message that comes in would open it again.</summary>
    private static JsonObject Later(JsonObject body)
    {
        var later = new JsonObject();
        foreach (var name in Ends)
        {
            if (body.Remove(name, out var value))
            {
                later[name] = value;
            }
        }
        return later;
    }

    /// <param name="Last">What to change after everything else.</param>
    private sealed record Placed(string Id, string? Customer, bool IsNew, RecordBody Body, JsonObject Last, string? Rev);
}
