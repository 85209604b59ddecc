using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Faults;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Composite;

/// <summary>One of the requests in a composite or a graph, as it was sent.</summary>
public sealed record SubRequest(string Method, string Url, string ReferenceId, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly string[] Passed = ["Sforce-Auto-Assign", "Sforce-Duplicate-Rule-Header", "Sforce-Call-Options", "Sforce-Query-Options"];

    public static SubRequest Read(JsonNode? node, RestRequest outer)
    {
        string Text(string name) => (node?[name] as JsonValue)?.TryGetValue<string>(out var value) ?? false ? value
            : throw Refusals.Of("JSON_PARSER_ERROR", $"Missing required field: {name}");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Passed)
        {
            if (outer.Header(name) is { } value)
            {
                headers[name] = value;
            }
        }

        foreach (var (name, value) in node?["httpHeaders"] as JsonObject ?? [])
        {
            headers[name] = (string?)value ?? "";
        }

        return new SubRequest(Text("method").ToUpperInvariant(), Text("url"), Text("referenceId"), node!["body"], headers);
    }

    /// <param name="ambient">The changes of the whole, when it is all or nothing.</param>
    public RestAnswer Run(RestCall outer, References references, Changes? ambient)
    {
        try
        {
            var url = references.Resolve(Url, escape: true);
            var body = Body is null ? null : references.Resolve(Body.DeepClone());
            if (RestRequest.Parse(Method, url, Headers, default) is not { } request)
            {
                throw Refusals.NotFound();
            }

            if (request.Path is ["composite", not "sobjects", ..] or ["composite"])
            {
                throw Refusals.Of("INVALID_INPUT", "A composite request cannot contain another one.");
            }

            var (operation, type) = Operation.Of(request);
            outer.Org.Counters.Count("inside." + operation);
            if (Weather.Next(outer.Org.Faults, operation, type, inside: true).Before is { } strike)
            {
                return FaultDoor.AnswerOf(strike)!;
            }

            return RestRouter.Answer(outer with { Request = request with { ParsedBody = body is null ? default(JsonElement?) : JsonSerializer.SerializeToElement(body) }, Ambient = ambient });
        }
        catch (RefusalException refusal)
        {
            return RestAnswer.Refused(refusal);
        }
    }

    public JsonObject Answer(RestAnswer answer) => new()
    {
        ["body"] = answer.Embedded(),
        ["httpHeaders"] = new JsonObject(answer.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
        ["httpStatusCode"] = answer.Status,
        ["referenceId"] = ReferenceId,
    };
}
