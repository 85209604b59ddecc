using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Dynamics;

/// <summary>What Microsoft's sign-in says when it does not let us in, with what to do about it (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).</summary>
internal static class SignInRefusals
{
    private static readonly (int Number, string Advice)[] Numbers =
    [
        (7000215, "The client key is wrong: enter the secret's value, not its ID."), (7000222, "The client key has run out. Make a new one in the app's registration, and enter it here."),
        (7000218, "The client key is missing."), (700025, "The app is registered as a public client, which has no key. Register it as a web application."),
        (700016, "The client ID is not known in this tenant."), (90002, "The tenant in the URLs is not known."), (7000112, "The app is disabled."), (901002, "The token URL is of the newer kind, the authorization URL of the older one. Use a pair."),
        (900144, "The sign-in misses something in the request."), (54005, "The code had been used. Start connecting again."), (70008, "The access was not used for too long. Somebody has to connect again."),
        (700082, "The access was not used for too long. Somebody has to connect again."), (70043, "The organisation asks people to sign in again from time to time. Somebody has to connect again."),
        (50173, "The access was revoked, by a new password perhaps. Somebody has to connect again."), (65001, "The app may not yet act for this user: an administrator has to grant it Dynamics CRM / user_impersonation."),
        (65004, "Access was declined."), (90094, "An administrator has to allow the app first."), (50076, "A second factor is asked for. Somebody has to connect again."), (50079, "A second factor has to be set up. Somebody has to connect again."),
        (53003, "A conditional access policy of the organisation keeps this hub out."), (500011, "The instance URL is not known in this tenant. Is it the address of the environment, and the tenant the right one?"),
        (70011, "The scope is not valid. Is the instance URL right?"), (1002012, "The scope is not valid. Is the instance URL right?"), (50011, "The app's redirect URI is not the redirect URL that is shown here. Both must be the same, letter by letter."),
        (90130, "An application signs in to one tenant: put its ID into the token URL."), (501481, "The proof (PKCE) did not fit. Start connecting again, in one browser window."), (500112, "The redirect URL changed while connecting. Start again."),
    ];

    /// <summary>For an answer of the token endpoint that is no success.</summary>
    public static Fault Of(HttpReply reply)
    {
        if (Said(reply) is not { } said)
        {
            return NetworkFaults.OfStatus(reply, writes: false) ?? new Fault(FaultKind.Unknown, $"The sign-in answers with HTTP {reply.Status}. Is the token URL right?", Code: NetworkFaults.Code(reply));
        }
        var kind = said.Error is "temporarily_unavailable" or "server_error" ? FaultKind.Unavailable : FaultKind.Credentials;
        var advice = Numbers.FirstOrDefault(row => row.Number == said.Number).Advice;
        return new Fault(kind, $"{advice ?? "Microsoft refused the sign-in."} It said: {said.Error}{(said.Description is null ? "" : ", " + said.Description)}", Code: said.Number is { } number ? $"AADSTS{number}" : said.Error, RetryAfter: reply.RetryAfter);
    }

    private static (string Error, string? Description, int? Number)? Said(HttpReply reply)
    {
        try
        {
            if (!reply.IsHtml && JsonParts.Parse(reply.Body) is { ValueKind: JsonValueKind.Object } body && body.Text("error") is { } error)
            {
                // The first line says it; trace ids and times follow.
                var description = body.Text("error_description")?.Split(["\r", "\n", " Trace ID:"], StringSplitOptions.None)[0];
                var number = body.Items("error_codes").FirstOrDefault();
                return (error, description, number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var whole) ? whole : null);
            }
        }
        catch (JsonException)
        {
            // It is told by its status.
        }
        return null;
    }
}
