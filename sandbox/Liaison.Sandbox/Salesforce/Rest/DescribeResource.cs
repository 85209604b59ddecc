using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Describe;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>Descriptions of objects, which a caller need not fetch again while nothing changed.</summary>
public static class DescribeResource
{
    public static RestAnswer Global(RestCall call) => Unless(call, "all", () => Description.Global(call.Schema, call.Request.Version));

    public static RestAnswer Whole(RestCall call, string type)
    {
        var found = call.Type(type);
        return Unless(call, found.Name, () => Description.Of(found, call.Request.Version, call.Session.Address));
    }

    public static RestAnswer Basic(RestCall call, string type) => Unless(call, "basic." + call.Type(type).Name, () => new JsonObject
    {
        ["objectDescribe"] = Description.Short(call.Type(type), call.Request.Version),
        ["recentItems"] = new JsonArray(),
    });

    private static RestAnswer Unless(RestCall call, string what, Func<JsonObject> describe)
    {
        var since = call.Schema.Since;
        var tag = $"\"{since.ToUnixTimeSeconds():x}{what.Length:x2}\"";
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["ETag"] = tag, ["Last-Modified"] = since.ToString("R", CultureInfo.InvariantCulture) };
        var unchanged = call.Request.Header("If-None-Match") is { } known ? known.Split(',').Any(one => one.Trim().Replace("W/", "", StringComparison.Ordinal) == tag)
            : DateTimeOffset.TryParseExact(call.Request.Header("If-Modified-Since"), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time >= since;
        if (unchanged)
        {
            return new RestAnswer(StatusCodes.Status304NotModified) { Headers = headers };
        }

        var bytes = call.Org.Descriptions.GetOrAdd((call.Schema, what, call.Request.Version, call.Session.Address), _ => JsonSerializer.SerializeToUtf8Bytes(describe()));
        return new RestAnswer(StatusCodes.Status200OK, Bytes: bytes) { Headers = headers };
    }
}
