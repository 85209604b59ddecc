using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Composite;
using Liaison.Sandbox.Salesforce.Limits;
using Liaison.Sandbox.Salesforce.Query;
using Liaison.Sandbox.Salesforce.Search;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>The resources below <c>/services/data/vNN.0</c>.</summary>
public static class RestRouter
{
    private static readonly string[] Known = ["sobjects", "query", "queryAll", "search", "parameterizedSearch", "composite", "limits"];

    /// <summary>The answer, also when it is a refusal.</summary>
    public static RestAnswer Answer(RestCall call)
    {
        try
        {
            return call.Org.Versions.Serves(call.Request.Version) ? Route(call) : throw Refusals.NotFound();
        }
        catch (RefusalException refusal)
        {
            return RestAnswer.Refused(refusal);
        }
    }

    private static RestAnswer Route(RestCall call) => (call.Request.Method, call.Request.Path) switch
    {
        ("GET", []) => RestAnswer.Ok(Resources(call)),
        ("GET", ["sobjects"]) => DescribeResource.Global(call),
        ("GET", ["sobjects", var type]) => DescribeResource.Basic(call, type),
        ("POST", ["sobjects", var type]) => RecordResource.Create(call, type),
        ("GET", ["sobjects", var type, "describe"]) => DescribeResource.Whole(call, type),
        ("GET", ["sobjects", var type, var id]) => RecordResource.Get(call, type, id),
        ("PATCH", ["sobjects", var type, var id]) => RecordResource.Update(call, type, id),
        ("DELETE", ["sobjects", var type, var id]) => RecordResource.Delete(call, type, id),
        ("GET", ["sobjects", var type, var id, "VersionData" or "Body" or "Content"]) => RecordResource.Bytes(call, type, id),
        ("GET", ["sobjects", var type, var field, var value]) => KeyResource.Get(call, type, field, value),
        ("PATCH", ["sobjects", var type, var field, var value]) => KeyResource.Upsert(call, type, field, value),
        ("DELETE", ["sobjects", var type, var field, var value]) => KeyResource.Delete(call, type, field, value),
        ("GET", ["query"]) => QueryResource.Run(call, all: false),
        ("GET", ["queryAll"]) => QueryResource.Run(call, all: true),
        ("GET", ["query" or "queryAll", var cursor]) => QueryResource.Continue(call, cursor),
        ("GET", ["search"]) => SearchResource.Run(call),
        ("GET" or "POST", ["parameterizedSearch"]) => SearchResource.Parameterized(call),
        ("GET", ["limits"]) => LimitsResource.All(call),
        ("GET", ["limits", "recordCount"]) => LimitsResource.RecordCount(call),
        ("POST", ["composite"]) => CompositeResource.Run(call),
        ("POST", ["composite", "batch"]) => BatchResource.Run(call),
        ("POST", ["composite", "graph"]) => GraphResource.Run(call),
        ("POST", ["composite", "tree", var type]) => TreeResource.Run(call, type),
        ("GET" or "POST", ["composite", "sobjects", var type]) => CollectionResource.Get(call, type),
        ("POST", ["composite", "sobjects"]) => CollectionResource.Create(call),
        ("PATCH", ["composite", "sobjects"]) => CollectionResource.Update(call),
        ("DELETE", ["composite", "sobjects"]) => CollectionResource.Delete(call),
        ("PATCH", ["composite", "sobjects", var type, var field]) => CollectionResource.Upsert(call, type, field),
        (var method, [var first, ..]) when Known.Contains(first) && method is not ("GET" or "POST" or "PATCH" or "DELETE") => throw Refusals.Method(method),
        (var method, ["composite" or "parameterizedSearch" or "query" or "search", ..]) => throw Refusals.Method(method),
        _ => throw Refusals.NotFound(),
    };

    private static JsonObject Resources(RestCall call)
    {
        var json = new JsonObject();
        foreach (var name in Known)
        {
            json[name] = $"/services/data/v{call.Request.Version}/{name}";
        }

        json["identity"] = call.Session.IdentityUrl;
        return json;
    }
}
