using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer.Faults;

/// <summary>Lets the fault switches have their way with a request and its answer.</summary>
public static class FaultDoor
{
    private const string GatewayPage = "<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY><H1>503 ERROR</H1><H2>The request could not be satisfied.</H2></BODY></HTML>";
    private const string DeniedPage = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message></Error>";

    public static async Task Under(HttpContext http, KustomerStandIn org, string operation, string resource, Func<ApiAnswer> work)
    {
        org.Counters.Count("requests." + operation);
        var weather = Weather.Next(org.Faults, operation, resource);
        await Forecast.Wait(http, weather.DelayBefore, org.Time);
        if (weather.Before is { } before)
        {
            Log(http, org, operation, AnswerOf(org, before)?.Status, before);
            await Strike(http, org, before, answer: null);
            return;
        }

        var answer = work();
        Log(http, org, operation, weather.After is null ? answer.Status : AnswerOf(org, weather.After)?.Status ?? answer.Status, weather.After);
        await Forecast.Wait(http, weather.DelayAfter, org.Time);
        if (weather.After is { } after)
        {
            await Strike(http, org, after, answer);
            return;
        }

        await AnswerWriter.Write(http, org, answer);
    }

    /// <summary>The answer that a switch gives; null for what only a connection can show.</summary>
    private static ApiAnswer? AnswerOf(KustomerStandIn org, FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Throttle => Throttled(strike),
        FaultKind.ServerError => ApiAnswer.Refused(new RefusalException(strike.Status ?? 503, strike.Code ?? "serviceunavailable", strike.Message ?? "Service Unavailable")),
        FaultKind.Html => new ApiAnswer(strike.Status ?? 503, Bytes: Encoding.UTF8.GetBytes(GatewayPage), ContentType: "text/html"),
        FaultKind.KeyExpired => ApiAnswer.Refused(RefusalException.Unauthorized("Expired token")),
        FaultKind.KeyDeleted => ApiAnswer.Refused(RefusalException.Unauthorized("Unauthorized")),
        FaultKind.PodMismatch => ApiAnswer.Refused(org.WrongPod()),
        FaultKind.AddressDenied => ApiAnswer.Refused(RefusalException.Forbidden("IP address is not in the allowed ranges of this token")),
        FaultKind.RevConflict => ApiAnswer.Refused(RefusalException.Conflict("rev", "The record was changed in between.")),
        FaultKind.UploadDenied => new ApiAnswer(403, Bytes: Encoding.UTF8.GetBytes(DeniedPage), ContentType: "application/xml"),
        FaultKind.Error when strike is { Message: not null, Parameter: null } => new ApiAnswer(strike.Status ?? 400, new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["code"] = strike.Code ?? "bad_request", ["message"] = strike.Message, ["meta"] = new JsonObject() }) }),
        FaultKind.Error => ApiAnswer.Refused(new RefusalException(strike.Status ?? 400, strike.Code ?? "badparam", strike.Message ?? "Bad Request", strike.Parameter)),
        _ => null,
    };

    private static ApiAnswer Throttled(FaultSwitch strike)
    {
        var answer = ApiAnswer.Refused(new RefusalException(429, strike.Code ?? "toomanyrequests", strike.Message ?? "Rate limit exceeded"));
        return strike.RetryAfterSeconds is { } seconds ? answer.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)) : answer;
    }

    private static async Task Strike(HttpContext http, KustomerStandIn org, FaultSwitch strike, ApiAnswer? answer)
    {
        if (strike.Kind == FaultKind.SearchTimedOut && answer is { Json: JsonObject found })
        {
            found["meta"]!["timed_out"] = true;
            found["data"] = new JsonArray();
            await AnswerWriter.Write(http, org, answer);
        }
        else if (strike.Kind == FaultKind.Truncate && answer is not null)
        {
            await AnswerWriter.WriteHalf(http, org, answer);
        }
        else if (AnswerOf(org, strike) is { } instead)
        {
            await AnswerWriter.Write(http, org, instead);
        }
        else
        {
            http.Abort();
        }
    }

    private static void Log(HttpContext http, KustomerStandIn org, string operation, int? status, FaultSwitch? strike) => org.Requests.Add(new LoggedRequest(
        org.Time.GetUtcNow(), operation, http.Request.Method, http.Request.Path + http.Request.QueryString.Value, status, strike?.Kind.ToString(), http.Request.Headers.UserAgent.ToString() is { Length: > 0 } client ? client : null));
}
