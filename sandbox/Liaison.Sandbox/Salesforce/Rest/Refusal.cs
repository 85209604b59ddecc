using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>One entry of an error answer.</summary>
/// <param name="Fields">Null leaves the key out, as some answers do.</param>
/// <param name="DuplicateResult">What a duplicate rule found.</param>
public sealed record Failure(string Code, string Message, string[]? Fields = null, JsonObject? DuplicateResult = null)
{
    /// <summary>As an entry of the array that answers a request of its own.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["message"] = Message, ["errorCode"] = Code };
        Complete(json);
        return json;
    }

    /// <summary>As an entry of <c>errors</c> in the result of one record among several.</summary>
    public JsonObject ToResult()
    {
        var json = new JsonObject { ["statusCode"] = Code, ["message"] = Message };
        Complete(json);
        json["fields"] ??= new JsonArray();
        return json;
    }

    private void Complete(JsonObject json)
    {
        if (Fields is not null)
        {
            json["fields"] = new JsonArray([.. Fields.Select(field => (JsonNode)field)]);
        }

        if (DuplicateResult is not null)
        {
            json["duplicateResult"] = DuplicateResult.DeepClone();
        }
    }
}

/// <summary>Ends a request, or the saving of one record, with what the vendor would say.</summary>
public sealed class RefusalException(int status, params IReadOnlyList<Failure> failures) : Exception(failures.Count > 0 ? failures[0].Code + ": " + failures[0].Message : "refused")
{
    public int Status { get; } = status;

    public IReadOnlyList<Failure> Failures { get; } = failures;
}

/// <summary>Refusals that several places give.</summary>
public static class Refusals
{
    public static RefusalException Of(string code, string message, params string[]? fields) => new(400, new Failure(code, message, fields is { Length: 0 } ? null : fields));

    public static RefusalException NotFound() => new(404, new Failure("NOT_FOUND", "The requested resource does not exist"));

    public static RefusalException Method(string method) => new(405, new Failure("METHOD_NOT_ALLOWED", $"HTTP Method '{method}' not allowed. Allowed are GET,HEAD,POST,PATCH,DELETE"));

    public static RefusalException Deleted() => new(404, new Failure("ENTITY_IS_DELETED", "entity is deleted", []));

    public static RefusalException NoAccess(string message = "insufficient access rights on object id") => new(403, new Failure("INSUFFICIENT_ACCESS_OR_READONLY", message, []));
}
