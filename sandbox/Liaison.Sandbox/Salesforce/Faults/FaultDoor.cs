using System.Text;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.OAuth;
using Liaison.Sandbox.Salesforce.Rest;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.Faults;

/// <summary>Lets the fault switches have their way with a request and its answer.</summary>
public static class FaultDoor
{
    private const string EdgePage = "<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body><h1>Service Unavailable</h1><p>The server is temporarily unable to service your request.</p></body></html>";

    /// <summary>An endpoint whose requests are of one kind.</summary>
    public static RequestDelegate Handler(SalesforceStandIn org, string operation, Func<HttpContext, Task<RestAnswer>> work)
    {
        Task Handle(HttpContext http) => Under(http, org, operation, type: null, () => work(http));
        return Handle;
    }

    public static async Task Under(HttpContext http, SalesforceStandIn org, string operation, string? type, Func<Task<RestAnswer>> work)
    {
        org.Counters.Count("requests." + operation);
        var weather = Weather.Next(org.Faults, operation, type, inside: false);
        await Forecast.Wait(http, weather.DelayBefore, org.Time);
        if (weather.Before is { } before)
        {
            Log(http, org, operation, AnswerOf(before)?.Status, before);
            await Strike(http, org, before, answer: null);
            return;
        }

        var answer = await work();
        Log(http, org, operation, weather.After is null ? answer.Status : AnswerOf(weather.After)?.Status ?? answer.Status, weather.After);
        await Forecast.Wait(http, weather.DelayAfter, org.Time);
        if (weather.After is { } after)
        {
            await Strike(http, org, after, answer);
            return;
        }

        await AnswerWriter.Write(http, org, answer);
    }

    /// <summary>The answer that a switch gives to one request, also inside a composite; null for what only a connection can show.</summary>
    public static RestAnswer? AnswerOf(FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Throttle => RestAnswer.Refused(new RefusalException(403, new Failure("REQUEST_LIMIT_EXCEEDED", strike.Concurrent ? "ConcurrentRequests Limit exceeded." : "TotalRequests Limit exceeded."))),
        FaultKind.ExpireToken => Expired(),
        FaultKind.RefuseCredentials => TokenEndpoint.Refuse("invalid_grant", strike.Message ?? "expired access/refresh token"),
        FaultKind.TokenBusy => TokenEndpoint.Refuse("invalid_grant", "Token request is already being processed"),
        FaultKind.ServerError => RestAnswer.Refused(new RefusalException(strike.Status ?? 503, new Failure(strike.Status == 500 ? "UNKNOWN_EXCEPTION" : "SERVER_UNAVAILABLE",
            strike.Status == 500 ? "An unexpected error occurred. Please include this ErrorId if you contact support: 311-1 (311)" : "The server is too busy to respond to your request. Please try again later."))),
        FaultKind.Html => new RestAnswer(strike.Status ?? 503, Bytes: Encoding.UTF8.GetBytes(EdgePage), ContentType: "text/html; charset=utf-8"),
        FaultKind.Lock => RestAnswer.Refused(Refusals.Of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records: " + Seed.OrganizationId, [])),
        FaultKind.Error => RestAnswer.Refused(new RefusalException(strike.Status ?? 400, new Failure(strike.Code ?? "UNKNOWN_EXCEPTION", strike.Message ?? "An unexpected error occurred.", []))),
        _ => null,
    };

    public static RestAnswer Expired() => new(StatusCodes.Status401Unauthorized, new JsonArray(new Failure("INVALID_SESSION_ID", "Session expired or invalid").ToJson()));

    private static async Task Strike(HttpContext http, SalesforceStandIn org, FaultSwitch strike, RestAnswer? answer)
    {
        if (strike.Kind == FaultKind.ExpireToken && SalesforceStandIn.BearerOf(http) is { } token)
        {
            org.Tokens.Expire(token);
        }

        if (strike.Kind == FaultKind.Truncate && answer is not null)
        {
            await AnswerWriter.WriteHalf(http, org, answer);
        }
        else if (AnswerOf(strike) is { } instead)
        {
            await AnswerWriter.Write(http, org, instead);
        }
        else
        {
            http.Abort();
        }
    }

    private static void Log(HttpContext http, SalesforceStandIn org, string operation, int? status, FaultSwitch? strike) => org.Requests.Add(new LoggedRequest(
        org.Time.GetUtcNow(), operation, http.Request.Method, http.Request.Path + (operation is "token" or "revoke" ? "" : http.Request.QueryString.Value), status, strike?.Kind.ToString(),
        http.Request.Headers["Sforce-Call-Options"].ToString() is { Length: > 0 } client ? client : null));
}
