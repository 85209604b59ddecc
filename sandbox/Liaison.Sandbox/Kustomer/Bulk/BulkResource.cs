using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Conversations;
using Liaison.Sandbox.Kustomer.Customers;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;
using Liaison.Sandbox.Kustomer.Schemas;

namespace Liaison.Sandbox.Kustomer.Bulk;

/// <summary>Many of one kind in one request, below <c>…/bulk</c>, with a job to ask about. The work is done when the job is first asked about.</summary>
public static class BulkResource
{
    private const int Most = 100;

    public static ApiAnswer Answer(ApiCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["bulk", var id]) => ApiAnswer.Ok(Envelope.One(call.Org, Done(call, call.Must("bulk", id)))),
        ("GET", ["bulk", var id, "batches"]) => Listing.Of(call, call.Store.AllBy("bulk_batch", "bulk", Done(call, call.Must("bulk", id)).Id)),
        _ => throw RefusalException.NotFound(),
    };

    public static ApiAnswer Start(ApiCall call, string resource)
    {
        var verb = call.Method switch { "POST" => "create", "PUT" => "update", "DELETE" => "delete", _ => throw RefusalException.NotFound() };
        var data = verb == "delete" ? new JsonArray([.. Ids(call).Select(id => new JsonObject { ["id"] = id })])
            : call.Body as JsonArray ?? (call.Body is JsonObject one && Ids(call) is { Length: > 0 } ids ? new JsonArray([.. ids.Select(id => { var copy = (JsonObject)one.DeepClone(); copy["id"] = id; return copy; })]) : throw RefusalException.BadParameter("body", "Invalid type: object (expected array)", "/type"));
        if (data.Count > Most)
        {
            throw RefusalException.BadParameter("body", $"Array is too long ({data.Count}), maximum {Most}", "/maxItems");
        }

        var references = data.OfType<JsonObject>().Select(item => (string?)item["_clientRef"]).ToList();
        if (references.Exists(one => one is not null) && (references.Exists(one => one is null) || references.Distinct(StringComparer.Ordinal).Count() != references.Count))
        {
            throw RefusalException.BadParameter("_clientRef", "_clientRef must be given for all items or none, each once", "/items/properties/_clientRef");
        }

        var attributes = new JsonObject
        {
            ["ids"] = new JsonArray(), ["context"] = $"api.sobjects.{(resource.StartsWith("klasses", StringComparison.Ordinal) ? "kobjects" : resource)}.bulk-{verb}", ["status"] = "queued", ["v2"] = true,
            ["payload"] = new JsonObject { ["api"] = new JsonObject { ["data"] = data.DeepClone(), ["path"] = "/v1/" + resource, ["user"] = new JsonObject { ["id"] = call.User, ["userType"] = "machine", ["roles"] = new JsonArray("org"), ["orgName"] = call.Org.Settings.Org, ["subject"] = call.User, ["org"] = Seed.Org }, ["requestId"] = call.Org.NewId(), ["service"] = "sobjects", ["method"] = call.Method } },
            ["completed"] = false,
        };
        return ApiAnswer.Created(Envelope.One(call.Org, RecordDesk.Create(call, "bulk", attributes)));
    }

    private static string[] Ids(ApiCall call) => call.Asked("ids")?.Split(',') ?? [];

    private static Item Done(ApiCall call, Item job)
    {
        if (job.Text("status") == "complete")
        {
            return job;
        }

        var api = job.Attributes["payload"]!["api"]!;
        var (resource, method) = (((string)api["path"]!)["/v1/".Length..], (string)api["method"]!);
        var results = new JsonArray();
        var ids = new JsonArray();
        foreach (var item in api["data"]!.AsArray().OfType<JsonObject>().Select(item => (JsonObject)item.DeepClone()))
        {
            var reference = RecordDesk.Take(item, "_clientRef");
            try
            {
                var id = Work(call, resource, method, item);
                ids.Add(id);
                results.Add(new JsonObject { ["_clientRef"] = reference, ["objectId"] = id, ["status"] = method == "POST" ? "created" : "updated" });
            }
            catch (RefusalException refusal)
            {
                results.Add(new JsonObject { ["_clientRef"] = reference, ["status"] = "error", ["error"] = refusal.ToJson()["errors"]![0]!.DeepClone() });
            }
        }

        var failed = results.Count(one => (string?)one!["status"] == "error");
        RecordDesk.Create(call, "bulk_batch", new JsonObject { ["objectIds"] = ids.DeepClone(), ["successCount"] = results.Count - failed, ["failureCount"] = failed, ["errors"] = new JsonArray(), ["results"] = results }, ("bulk", job.Id));
        return RecordDesk.Stir(call, job, attributes => (attributes["status"], attributes["completed"], attributes["ids"]) = ("complete", true, ids));
    }

    private static string Work(ApiCall call, string resource, string method, JsonObject item)
    {
        var klass = resource.StartsWith("klasses/", StringComparison.Ordinal) ? resource["klasses/".Length..] : null;
        var type = klass is not null ? Klasses.TypeOf(klass) : resource == "companies" ? "company" : resource[..^1];
        if (method == "DELETE")
        {
            RecordDesk.Remove(call, call.Must(type, (string)item["id"]!));
            return (string)item["id"]!;
        }

        var id = method == "PUT" ? RecordDesk.Take(item, "id") : null;
        SchemaCheck.Body(SchemaBook.Of(klass is not null ? method == "PUT" ? "put.klasses.name.id" : "post.klasses.name" : method == "PUT" ? $"put.{resource}.id" : $"post.{resource}"), item);
        return (method, type) switch
        {
            ("POST", "customer") => CustomerResource.Create(call, item),
            ("POST", "conversation") => ConversationResource.Create(call, item, customer: null),
            ("POST", "message") => MessageResource.Create(call, item, conversation: null),
            ("POST", "note") => NoteResource.Create(call, item, conversation: null),
            ("POST", "company") => CompanyResource.Create(call, item),
            ("POST", _) => KObjectResource.Create(call, klass!, item, customer: null),
            (_, "customer") => CustomerResource.Update(call, call.Must(type, id!), item),
            (_, "conversation") => ConversationResource.Update(call, call.Must(type, id!), item),
            (_, "message") => MessageResource.Update(call, call.Must(type, id!), item),
            (_, "note") => NoteResource.Update(call, call.Must(type, id!), item),
            (_, "company") => CompanyResource.Update(call, call.Must(type, id!), item),
            _ => KObjectResource.Update(call, call.Must(type, id!), item),
        } is { } kept ? kept.Id : throw RefusalException.NotFound("id");
    }
}
