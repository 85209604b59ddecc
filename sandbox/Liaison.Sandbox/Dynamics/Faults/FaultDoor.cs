using System.Globalization;
using System.Text;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.OAuth;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Faults;

/// <summary>Lets the fault switches have their way with a request and its answer.</summary>
public static class FaultDoor
{
    private const string GatewayPage = "<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body><h2>Our services aren't available right now</h2></body></html>";

    public static async Task Under(HttpContext http, DynamicsStandIn org, string operation, string? table, Func<Task<ApiAnswer>> work)
    {
        org.Counters.Count("requests." + operation);
        var weather = Weather.Next(org.Faults, operation, table, inside: false);
        await Forecast.Wait(http, weather.DelayBefore, org.Time);
        if (weather.Before is { } before)
        {
            Log(http, org, operation, AnswerOf(http, org, before)?.Status, before);
            await Strike(http, org, before, answer: null);
            return;
        }

        var answer = await work();
        Log(http, org, operation, weather.After is null ? answer.Status : AnswerOf(http, org, weather.After)?.Status ?? answer.Status, weather.After);
        await Forecast.Wait(http, weather.DelayAfter, org.Time);
        if (weather.After is { } after)
        {
            await Strike(http, org, after, answer);
            return;
        }

        await AnswerWriter.Write(http, org, answer);
    }

    /// <summary>What strikes one request inside a batch; null lets it through.</summary>
    public static ApiAnswer? Inside(DynamicsStandIn org, string operation, string? table) => Weather.Next(org.Faults, operation, table, inside: true).Before is { } strike ? AnswerOf(null, org, strike) : null;

    /// <summary>The answer that a switch gives; null for what only a connection can show.</summary>
    private static ApiAnswer? AnswerOf(HttpContext? http, DynamicsStandIn org, FaultSwitch strike) => strike.Kind switch
    {
        FaultKind.Throttle => Throttled(strike),
        FaultKind.ExpireToken => http is null ? null : org.Challenge(http),
        FaultKind.TokenError => TokenRefusal.Of(int.TryParse(strike.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 50173, strike.Message ?? "The provided grant has expired due to it being revoked, a fresh auth token is needed."),
        FaultKind.ServerError => ApiAnswer.Refused(new ODataException(strike.Status ?? 503, strike.Code ?? "0x80040216", strike.Message ?? "An unexpected error occurred.")),
        FaultKind.Html => new ApiAnswer(strike.Status ?? 503, Bytes: Encoding.UTF8.GetBytes(GatewayPage), ContentType: "text/html; charset=utf-8"),
        FaultKind.SqlTimeout => ApiAnswer.Refused(new ODataException(strike.Status ?? 500, "0x80044151", "SQL timeout expired.")),
        FaultKind.Error => ApiAnswer.Refused(new ODataException(strike.Status ?? 400, strike.Code ?? "0x80040216", strike.Message ?? "An unexpected error occurred.")),
        _ => null,
    };

    private static ApiAnswer Throttled(FaultSwitch strike)
    {
        var answer = ApiAnswer.Refused(new ODataException(429, strike.Code ?? "0x80072322", strike.Message ?? "Number of requests exceeded the limit of 6000 over time window of 300 seconds."));
        return strike.RetryAfterSeconds is { } seconds ? answer.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)) : answer;
    }

    private static async Task Strike(HttpContext http, DynamicsStandIn org, FaultSwitch strike, ApiAnswer? answer)
    {
        if (strike.Kind == FaultKind.ExpireToken && DynamicsStandIn.BearerOf(http) is { } token)
        {
            org.Tokens.Expire(token);
        }

        if (strike.Kind == FaultKind.Truncate && answer is not null)
        {
            await AnswerWriter.WriteHalf(http, org, answer);
        }
        else if (AnswerOf(http, org, strike) is { } instead)
        {
            await AnswerWriter.Write(http, org, instead);
        }
        else
        {
            http.Abort();
        }
    }

    private static void Log(HttpContext http, DynamicsStandIn org, string operation, int? status, FaultSwitch? strike) => org.Requests.Add(new LoggedRequest(
        org.Time.GetUtcNow(), operation, http.Request.Method, http.Request.Path + (operation == "token" ? "" : http.Request.QueryString.Value), status, strike?.Kind.ToString(),
        http.Request.Headers["x-ms-client-request-id"].ToString() is { Length: > 0 } client ? client : null));
}
