using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;

namespace Liaison.Sandbox.Dynamics.OAuth;

/// <summary>The sign-in service's way of saying no.</summary>
public static class TokenRefusal
{
    public static ApiAnswer Of(int number, string text)
    {
        var error = ErrorOf(number);
        return new ApiAnswer(error == "invalid_client" ? StatusCodes.Status401Unauthorized : error is "temporarily_unavailable" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest, new JsonObject
        {
            ["error"] = error,
            ["error_description"] = $"AADSTS{number.ToString(CultureInfo.InvariantCulture)}: {text} Trace ID: 00000000-0000-0000-0000-000000000311 Correlation ID: 00000000-0000-0000-0000-000000000312 Timestamp: 2026-01-01 00:00:00Z",
            ["error_codes"] = new JsonArray(number),
            ["timestamp"] = "2026-01-01 00:00:00Z",
            ["trace_id"] = "00000000-0000-0000-0000-000000000311",
            ["correlation_id"] = "00000000-0000-0000-0000-000000000312",
            ["error_uri"] = $"https://login.microsoftonline.com/error?code={number.ToString(CultureInfo.InvariantCulture)}",
        }, ContentType: "application/json; charset=utf-8");
    }

    /// <summary>Which kind of refusal a number is.</summary>
    public static string ErrorOf(int number) => number switch
    {
        7000215 or 7000222 or 70002 or 7000218 or 700025 => "invalid_client",
        700016 or 7000112 or 70001 => "unauthorized_client",
        54005 or 70008 or 700082 or 700084 or 70043 or 70000 or 50173 or 65001 or 700005 or 501481 => "invalid_grant",
        50076 or 50079 or 53003 => "interaction_required",
        65004 or 90094 => "consent_required",
        500011 or 50001 => "invalid_resource",
        70011 or 700022 or 28000 or 1002012 => "invalid_scope",
        70003 => "unsupported_grant_type",
        90006 or 90012 or 90024 or 90033 or 90055 => "temporarily_unavailable",
        _ => "invalid_request",
    };
}
