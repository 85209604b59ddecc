using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Composite;

/// <summary>Up to 25 requests in one, where later ones may use what earlier ones answered.</summary>
public static class CompositeResource
{
    private const int Most = 25;
    private const int MostOfQueries = 5;

    public static RestAnswer Run(RestCall call)
    {
        var body = JsonNode.Parse(call.Request.Json().GetRawText()) as JsonObject;
        if (body?["compositeRequest"] is not JsonArray { Count: > 0 } parts)
        {
            throw Refusals.Of("JSON_PARSER_ERROR", "Missing required field: compositeRequest");
        }

        var requests = parts.Select(part => SubRequest.Read(part, call.Request)).ToList();
        Check(requests);
        return RestAnswer.Ok(new JsonObject { ["compositeResponse"] = RunAll(call, requests, (bool?)body["allOrNone"] ?? false).Answers });
    }

    /// <summary>Runs the requests; all or nothing undoes everything when one fails.</summary>
    public static (JsonArray Answers, bool Succeeded) RunAll(RestCall call, List<SubRequest> requests, bool allOrNone)
    {
        if (!allOrNone)
        {
            var references = new References();
            return (new JsonArray([.. requests.Select(request => (JsonNode)request.Answer(Next(call, request, references, ambient: null)))]), true);
        }

        try
        {
            return (call.Org.Store.Write(changes => Together(call, requests, changes)), true);
        }
        catch (RolledBackException rolledBack)
        {
            return (rolledBack.Answers, false);
        }
    }

    private static JsonArray Together(RestCall call, List<SubRequest> requests, Changes changes)
    {
        var references = new References();
        var answers = new List<RestAnswer>();
        foreach (var request in requests)
        {
            var answer = Next(call, request, references, changes);
            answers.Add(answer);
            if (answer.Failed)
            {
                throw new RolledBackException(new JsonArray([.. requests.Select((one, number) =>
                    (JsonNode)one.Answer(number == answers.Count - 1 ? answer : Halted()))]));
            }
        }

        return new JsonArray([.. requests.Select((request, number) => (JsonNode)request.Answer(answers[number]))]);
    }

    private static RestAnswer Next(RestCall call, SubRequest request, References references, Changes? ambient)
    {
        var answer = request.Run(call, references, ambient);
        references.Add(request.ReferenceId, answer);
        return answer;
    }

    private static RestAnswer Halted() => RestAnswer.Refused(new RefusalException(
        400, new Failure("PROCESSING_HALTED", "The transaction was rolled back since another operation in the same transaction failed.")));

    private static void Check(List<SubRequest> requests)
    {
        if (requests.Count > Most)
        {
            throw Refusals.Of("LIMIT_EXCEEDED", $"Limit exceeded: the number of subrequests {requests.Count} exceeds the limit of {Most}");
        }

        if (requests.Select(request => request.ReferenceId).Distinct(StringComparer.Ordinal).Count() < requests.Count)
        {
            throw Refusals.Of("INVALID_INPUT", "Duplicate referenceId in the composite request");
        }

        if (requests.Count(request => request.Url.Contains("/query", StringComparison.Ordinal) || request.Url.Contains("/composite/sobjects", StringComparison.Ordinal)) > MostOfQueries)
        {
            throw Refusals.Of("LIMIT_EXCEEDED", $"Limit exceeded: no more than {MostOfQueries} subrequests may be queries or collections");
        }
    }

    /// <summary>Carries the answers out past the undoing of the changes.</summary>
    private sealed class RolledBackException(JsonArray answers) : Exception("A request of an all-or-none composite failed.")
    {
        public JsonArray Answers { get; } = answers;
    }
}
