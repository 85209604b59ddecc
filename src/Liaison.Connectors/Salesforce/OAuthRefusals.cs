using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Salesforce;

/// <summary>What Salesforce's sign-in says when it does not let us in, with what to do about it.</summary>
internal static class OAuthRefusals
{
    private static readonly (string Word, string Advice)[] Words =
    [
        ("missing required code challenge", "The app demands PKCE, and the request came without it."),
        ("invalid code verifier", "The proof (PKCE) did not fit. Start connecting again, in one browser window."),
        ("OAUTH_APPROVAL_ERROR_GENERIC", "The app is not installed in this organisation. A Salesforce administrator has to install it, or to allow it for you."),
        ("app must be installed", "The app is not installed in this organisation. A Salesforce administrator has to install it, or to allow it for you."),
        ("OAUTH_APP_BLOCKED", "An administrator of the organisation has blocked the app (Setup > Connected Apps OAuth Usage)."),
        ("OAUTH_APP_ACCESS_DENIED", "Access was declined, or the organisation lets the app in from certain addresses only."),
        ("OAUTH_EC_APP_NOT_FOUND", "The External Client App is not known to this organisation. An app made in a sandbox does not exist in production."),
        ("access_denied", "Access was declined on Salesforce's page."),
        ("redirect_uri_mismatch", "The app's callback URL is not the redirect URL that is shown here. Both must be the same, letter by letter."),
        ("already being processed", "The same token is being renewed elsewhere at this moment."),
        ("expired authorization code", "The code had run out or had been used. Start connecting again."),
        ("expired access/refresh token", "The access was revoked, or not used for too long. Somebody has to connect again."),
        ("inactive user", "The user who made the connection is not active any more. Connect with another one."),
        ("inactive organization", "The organisation is not active."),
        ("ip restricted", "The organisation lets the app in from certain addresses only; this hub's is not among them."),
        ("invalid_client", "The client ID or the client secret is wrong, or the app belongs to another environment (sandbox, production)."),
        ("invalid_app_access", "The user is not allowed to use the app: assign it to the user in the app's policies."),
        ("authentication failure", "Salesforce refused the sign-in."),
    ];

    /// <summary>What it said, after what to do about it.</summary>
    public static string Explain(string error, string? description)
    {
        var said = $"{error} {description}";
        var advice = Words.FirstOrDefault(row => said.Contains(row.Word, StringComparison.OrdinalIgnoreCase)).Advice;
        return $"{advice ?? "Salesforce refused."} It said: {(string.IsNullOrWhiteSpace(description) ? error : $"{error}, {description}")}";
    }

    /// <summary>For an answer of the token or revoke endpoint that is no success.</summary>
    public static Fault Of(HttpReply reply)
    {
        if (reply.Status is 400 or 401 or 403 && Said(reply) is var (error, description))
        {
            var kind = description?.Contains("already being processed", StringComparison.OrdinalIgnoreCase) == true ? FaultKind.LockContention
                : error == "rate_limit_exceeded" ? FaultKind.Throttled
                : error is "server_error" or "temporarily_unavailable" ? FaultKind.Unavailable
                : FaultKind.Credentials;
            return new Fault(kind, Explain(error, description), Code: error);
        }
        return NetworkFaults.OfStatus(reply, writes: false) ?? new Fault(FaultKind.Unknown, $"Salesforce's sign-in answers with HTTP {reply.Status}.", Code: NetworkFaults.Code(reply));
    }

    public static (string Error, string? Description)? Said(HttpReply reply)
    {
        try
        {
            return !reply.IsHtml && JsonParts.Parse(reply.Body) is { ValueKind: JsonValueKind.Object } body && body.Text("error") is { } error ? (error, body.Text("error_description")) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
