using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Composite;

/// <summary>Up to 25 requests that know nothing of each other. Their addresses begin with the version.</summary>
public static class BatchResource
{
    private const int Most = 25;

    public static RestAnswer Run(RestCall call)
    {
        var body = call.Request.Json();
        if (!body.TryGetProperty("batchRequests", out var requests) || requests.ValueKind != JsonValueKind.Array || requests.GetArrayLength() is 0 or > Most)
        {
            throw Refusals.Of("INVALID_BATCH_SIZE", $"The batch must hold 1 to {Most} requests in batchRequests.");
        }

        var halt = body.TryGetProperty("haltOnError", out var flag) && flag.ValueKind == JsonValueKind.True;
        var failed = false;
        var results = new JsonArray();
        foreach (var request in requests.EnumerateArray())
        {
            var answer = failed && halt
                ? RestAnswer.Refused(new RefusalException(412, new Failure("BATCH_PROCESSING_HALTED", "Batch processing halted per request")))
                : One(call, request);
            failed |= answer.Failed;
            results.Add((JsonNode)new JsonObject { ["statusCode"] = answer.Status, ["result"] = answer.Embedded() });
        }

        return RestAnswer.Ok(new JsonObject { ["hasErrors"] = failed, ["results"] = results });
    }

    private static RestAnswer One(RestCall call, JsonElement part)
    {
        var url = part.TryGetProperty("url", out var given) ? given.GetString()! : "";
        var method = part.TryGetProperty("method", out var word) ? word.GetString()!.ToUpperInvariant() : "GET";
        JsonElement? input = part.TryGetProperty("richInput", out var rich) ? rich : null;
        return url.StartsWith('v') && RestRequest.Parse(method, "/services/data/" + url, call.Request.Headers, default) is { } request && request.Path is not ["composite", ..]
            ? RestRouter.Answer(call with { Request = request with { ParsedBody = input } })
            : RestAnswer.Refused(Refusals.NotFound());
    }
}
