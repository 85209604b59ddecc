namespace Liaison.Hub.Connecting;

/// <summary>What systems say when a sign-in there did not end in a grant, in words that say what to do. The first that fits, by the error's name or a part of its description.</summary>
internal static class AuthorizationRefusals
{
    private static readonly (string Says, string Words)[] Known =
    [
        ("OAUTH_APP_BLOCKED", "An administrator over there has blocked this app. Ask for it to be unblocked (in Salesforce: Setup, Connected Apps OAuth Usage), then press Connect again."),
        ("OAUTH_APP_ACCESS_DENIED", "The app was declined, or this user may not use it from this network or without a profile for it. Ask an administrator over there to permit the app for the user, then press Connect again."),
        ("OAUTH_EC_APP_NOT_FOUND", "The app does not exist in that organisation. Install it there first, or use the organisation's own app, and check that you signed in to the right organisation."),
        ("OAUTH_APPROVAL_ERROR_GENERIC", "The app is not installed in that organisation, and this user may not approve apps that are not installed. An administrator over there installs the app, then press Connect again."),
        ("app must be installed", "The app is not installed in that organisation. An administrator over there installs it, then press Connect again. Apps made in a sandbox cannot be used in production."),
        ("missing required code challenge", "The app demands PKCE, which this hub sends: the sign-in did not begin here. Press Connect again."),
        ("invalid code verifier", "The sign-in over there does not belong to the one that was begun here. Press Connect again."),
        ("expired authorization code", "It took too long from the sign-in to here. Press Connect again."),
        ("ip restricted", "The user may not sign in from the hub's network address. Permit the address over there (trusted IP ranges), or relax the app's IP policy."),
        ("inactive user", "The user is switched off over there. Sign in as another one."),
        ("inactive organization", "The organisation is closed or locked over there."),
        ("redirect_uri_mismatch", "The app does not know this hub's address. Copy the Authorized Redirect URL from the settings into the app's redirect (callback) URLs over there, letter by letter, wait a few minutes, then press Connect again."),
        ("invalid_client_id", "The Client ID is not known over there. Check it, and whether production or sandbox is chosen rightly."),
        ("invalid_client", "The Client ID or the Client Secret is not right, or the app may not be used in that organisation. Copy both again into the settings. An app made in a sandbox works in that sandbox alone."),
        ("unauthorized_client", "The app may not sign people in this way. Enable the authorization code flow for it over there."),
        ("invalid_scope", "The app may not ask for the rights that this hub needs. Add them to the app over there: access to the API, and refresh tokens at any time."),
        ("access_denied", "The access was denied over there. If that was a slip, press Connect again and choose Allow."),
        ("login_required", "Nobody signed in over there. Press Connect again."),
        ("unsupported_response_type", "The system does not sign people in this way. Check that the address in the settings is the right one."),
        ("temporarily_unavailable", "The other system is out of service for the moment. Press Connect again in a while."),
        ("server_error", "The other system had a fault of its own. Press Connect again in a while."),
        ("rate_limit_exceeded", "There were too many sign-ins over there in a short time. Press Connect again in some minutes."),
        ("invalid_request", "The other system did not understand the request. Check the address and the Client ID in the settings."),
    ];

    public static string Words(string error, string? description) =>
        Known.Where(k => error.Contains(k.Says, StringComparison.OrdinalIgnoreCase)).Concat(Known.Where(k => description?.Contains(k.Says, StringComparison.OrdinalIgnoreCase) == true))
            .OrderBy(k => Array.IndexOf(Known, k)).Select(k => k.Words).FirstOrDefault()
        ?? "The other system did not grant access.";
}
