using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>Writes companies and custom objects: looked up by our key first, then made or changed.</summary>
internal sealed class ObjectWriter(KustomerClient client, CarefulWrites careful)
{
    private const int MostTries = 4;

    public async Task<Outcome<Written>> Write(WriteContext context, Calls calls, CancellationToken cancel)
    {
        if (context.Write.Record is { } record)
        {
            return await Change(context, RecordId.Of(record).Id, [], calls, cancel);
        }
        if ((await ByKey(client, context.Resource, context.Key, calls, cancel)).Failed(out var fault, out var stands) && fault is not null)
        {
            return fault;
        }
        if (stands is { } known)
        {
            return await Change(context, known.Text("id")!, ["It was there already under our key, and was updated."], calls, cancel);
        }
        var body = RecordBody.Of(context.Resource, context.Write.Fields);
        body.Json["externalId"] = context.Key;
        if (context.Resource.IsObject)
        {
            foreach (var relation in (string[])[Resource.Customer, Resource.Company])
            {
                if (context.Linked(relation) is { } other)
                {
                    body.Json[relation] = other;
                }
            }
        }
        return (await careful.Send(HttpMethod.Post, context.Resource.Path, body.Json, ["title", "externalId"], calls, cancel)).Match<Outcome<Written>>(
            made => WriteContext.Said(RecordReader.IdOf(made.Data, context.Resource.Type, made.Data.Text("id")!).ToString(), RecordReader.Rev(made.Data), [.. body.Remarks, .. made.Remarks]), wrong => wrong);
    }

    /// <summary>The record under a key; a success with null when there is none. Companies have no exact lookup of their own: they are listed by it.</summary>
    public static async Task<Outcome<JsonElement?>> ByKey(KustomerClient client, Resource resource, string key, Calls calls, CancellationToken cancel)
    {
        if (resource.Type != Resource.Company)
        {
            return await client.Find(resource.By("externalId", key), calls, cancel);
        }
        return (await client.Get($"{resource.Path}?externalId={Uri.EscapeDataString(key)}", calls, cancel)).Match<Outcome<JsonElement?>>(
            answer => new Outcome<JsonElement?>.Success(answer.Items("data").Where(one => (one.Part("attributes") ?? default).Text("externalId") == key).Select(one => (JsonElement?)one).FirstOrDefault()),
            fault => fault.Kind == FaultKind.NotFound ? new Outcome<JsonElement?>.Success(null) : fault);
    }

    private async Task<Outcome<Written>> Change(WriteContext context, string id, IReadOnlyList<string> told, Calls calls, CancellationToken cancel)
    {
        if (context.Write.Existing == UpdatePolicy.Keep)
        {
            return WriteContext.Said(id, null, [.. told, "It stays as it is."]);
        }
        for (var tries = 1; ; tries++)
        {
            if ((await client.Find(context.Resource.At(id), calls, cancel)).Failed(out var fault, out var stands) && fault is not null)
            {
                return fault;
            }
            if (stands is not { } now)
            {
                if ((await ByKey(client, context.Resource, context.Key, calls, cancel)).Failed(out fault, out var ours) && fault is not null)
                {
                    return fault;
                }
                if (ours?.Text("id") is not { } other || other == id)
                {
                    return new Fault(FaultKind.NotFound, $"Kustomer has no {context.Resource.Type} {id} (any more): it was deleted there, and no other bears our key. It is not made again by itself, and what was to be written is kept here.", Code: "notfound");
                }
                told = [.. told, $"{id} is gone; {other} bears our key."];
                id = other;
                continue;
            }
            var record = RecordReader.IdOf(now, context.Resource.Type, id).ToString();
            var body = RecordBody.Of(context.Resource, [.. context.Write.Fields.Where(field => field.Target != "externalId")], now.Part("attributes") ?? default, context.Fills);
            if (body.Json.Count == 0)
            {
                return WriteContext.Said(record, RecordReader.Rev(now), [.. told, .. body.Remarks, "There was nothing to change."]);
            }
            if (RecordReader.Rev(now) is { } rev && long.TryParse(rev, out var number))
            {
                body.Json["rev"] = number;
            }
            if (!(await careful.Send(HttpMethod.Put, context.Resource.At(id), body.Json, ["rev"], calls, cancel)).Failed(out fault, out var made))
            {
                return WriteContext.Said(record, RecordReader.Rev(made.Data), [.. told, .. body.Remarks, .. made.Remarks]);
            }
            if (tries == MostTries || fault.Kind != FaultKind.LockContention)
            {
                return fault;
            }
        }
    }
}
