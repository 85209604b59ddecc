using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>One request among several that travel together. What comes after may name its id as <c>@{reference.id}</c>.</summary>
internal sealed record CompositePart(HttpMethod Method, string Path, string Reference, JsonObject? Body = null)
{
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}

/// <summary>What became of one of them.</summary>
internal sealed record CompositeAnswer(int Status, JsonElement Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public IReadOnlyList<SalesforceError> Errors => IsSuccess ? [] : ErrorBody.Read(Body);

    public Fault Fault(bool writes) => Errors is { Count: > 0 } errors ? SalesforceErrors.Of(errors, Status, writes)
        : Status == 300 ? new Fault(FaultKind.Ambiguous, "Several records carry the same external id.", Code: "http-300")
        : new Fault(FaultKind.Unknown, $"Salesforce refused one of several requests with HTTP {Status} and no reason.", Code: $"http-{Status}", InDoubt: writes);
}

/// <summary>Several requests in one call, which counts as one of the organisation's allowance (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm).</summary>
internal static class Composite
{
    public const int Most = 25;

    /// <summary>
    /// A text that stays a text: <c>@{</c> would be taken for a reference to another request's answer, wherever it stands in a body, and there is no way to escape it. A blank between keeps it
    /// readable.
    /// </summary>
    public static string Plain(string text) => text.Replace("@{", "@ {", StringComparison.Ordinal);

    /// <returns>The answers in the order of the requests. The call as a whole succeeds even when each request in it fails.</returns>
    public static async Task<Outcome<IReadOnlyList<CompositeAnswer>>> Send(
        SalesforceClient client, IReadOnlyList<CompositePart> parts, bool allOrNone, bool writes, Calls calls, CancellationToken cancel)
    {
        var body = new JsonObject { ["allOrNone"] = allOrNone, ["compositeRequest"] = new JsonArray([.. parts.Select(part => (JsonNode)Written(client, part))]) };
        if ((await client.Ask(SalesforceCall.Post("/composite", body, writes), calls, cancel)).Failed(out var fault, out var answer))
        {
            return fault;
        }
        var byReference = answer.Items("compositeResponse").Where(one => one.Text("referenceId") is not null)
            .GroupBy(one => one.Text("referenceId")!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var answers = new List<CompositeAnswer>(parts.Count);
        foreach (var part in parts)
        {
            if (!byReference.TryGetValue(part.Reference, out var one) || one.Number("httpStatusCode") is not { } status)
            {
                return SalesforceErrors.NoAnswer("Salesforce's answer does not tell what became of each request.", writes);
            }
            answers.Add(new CompositeAnswer(status, one.Part("body") ?? default));
        }
        return answers;
    }

    private static JsonObject Written(SalesforceClient client, CompositePart part)
    {
        var json = new JsonObject { ["method"] = part.Method.Method, ["url"] = client.Below(part.Path), ["referenceId"] = part.Reference };
        if (part.Headers is { Count: > 0 } headers)
        {
            json["httpHeaders"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value)));
        }
        if (part.Body is not null)
        {
            json["body"] = part.Body.DeepClone();
        }
        return json;
    }
}
