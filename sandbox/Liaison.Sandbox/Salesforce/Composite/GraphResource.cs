using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Composite;

/// <summary>Several composites side by side, each all or nothing: at most 75 graphs and 500 requests.</summary>
public static class GraphResource
{
    private const int MostGraphs = 75;
    private const int MostNodes = 500;
    private const int MostFailures = 14;

    public static RestAnswer Run(RestCall call)
    {
        if (JsonNode.Parse(call.Request.Json().GetRawText())?["graphs"] is not JsonArray { Count: > 0 } graphs)
        {
            throw Refusals.Of("JSON_PARSER_ERROR", "Missing required field: graphs");
        }

        var read = graphs.Select(graph => (
            Id: (string?)graph?["graphId"] ?? throw Refusals.Of("JSON_PARSER_ERROR", "Missing required field: graphId"),
            Requests: (graph?["compositeRequest"] as JsonArray)?.Select(part => SubRequest.Read(part, call.Request)).ToList() ?? [])).ToList();
        if (read.Count > MostGraphs || read.Sum(graph => graph.Requests.Count) > MostNodes)
        {
            throw Refusals.Of("LIMIT_EXCEEDED", $"A request holds at most {MostGraphs} graphs and {MostNodes} nodes.");
        }

        var failed = 0;
        var answers = new JsonArray();
        foreach (var (id, requests) in read)
        {
            var (answer, succeeded) = failed >= MostFailures ? (new JsonArray(), false) : CompositeResource.RunAll(call, requests, allOrNone: true);
            failed += succeeded ? 0 : 1;
            answers.Add((JsonNode)new JsonObject { ["graphId"] = id, ["graphResponse"] = new JsonObject { ["compositeResponse"] = answer }, ["isSuccessful"] = succeeded });
        }

        return RestAnswer.Ok(new JsonObject { ["graphs"] = answers });
    }
}
