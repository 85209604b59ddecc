using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// The web server flow with PKCE and rotating refresh tokens
/// (https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm). A used refresh token must never be used again: Salesforce answers by revoking everything,
/// so whoever asks for a refresh makes sure to be alone, and keeps what comes back.
/// </summary>
internal sealed class SalesforceAuth(SalesforceSettings settings, ProviderApp? provided, HttpCalls http, TimeProvider time)
{
    /// <summary>The organisation's own app, else the one that comes with the hub.</summary>
    private readonly ProviderApp? app = string.IsNullOrWhiteSpace(settings.ClientId) ? provided : new ProviderApp(settings.ClientId.Trim(), settings.ClientSecret);

    private readonly string login = settings.Login.ToString().TrimEnd('/');

    public Uri AuthorizationUrl(string redirect, string state, string challenge) => new($"{login}/services/oauth2/authorize?" + Query(
        ("response_type", "code"), ("client_id", app?.ClientId ?? ""), ("redirect_uri", redirect), ("scope", "api refresh_token"), ("state", state),
        ("code_challenge", challenge), ("code_challenge_method", "S256"), ("prompt", "login consent")));

    public async Task<Outcome<Grant>> Exchange(string code, string redirect, string verifier, Calls calls, CancellationToken cancel)
    {
        var hidden = Redaction.Of([new Secret(code), new Secret(verifier)]);
        var asked = await AskToken("grant_type=authorization_code", hidden, calls, cancel,
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier));
        if (asked.Failed(out var fault, out var token))
        {
            return fault;
        }
        if (token.Refresh is null)
        {
            return new Fault(FaultKind.Credentials, "Salesforce gave no refresh token. Add “Perform requests at any time (refresh_token, offline_access)” to the app's OAuth scopes, then connect again.", Code: "no-refresh-token");
        }
        if ((await Who(token, calls, cancel)).Failed(out fault, out var account))
        {
            return fault;
        }
        return Grant(token, new Secret(token.Refresh), account);
    }

    public async Task<Outcome<Grant>> Refresh(Grant old, Calls calls, CancellationToken cancel)
    {
        if (old.Refresh is not { IsSet: true } refresh)
        {
            return new Fault(FaultKind.Credentials, "There is no refresh token: somebody has to connect again.", Code: "no-refresh-token");
        }
        var asked = await AskToken("grant_type=refresh_token", Redaction.Of([refresh, old.Access]), calls, cancel, ("grant_type", "refresh_token"), ("refresh_token", refresh.Value!));
        if (asked.Failed(out var fault, out var token))
        {
            return fault;
        }
        // Without rotation no new refresh token comes, and not every reply names the instance: what is missing stays as it was.
        return token.Organisation is { } organisation && !SalesforceId.Same(organisation, old.Account.Organisation)
            ? new Fault(FaultKind.Credentials, "The renewed access belongs to another organisation. Somebody has to connect again.", Code: "other-organisation")
            : Grant(token with { Instance = token.Instance ?? old.Instance }, token.Refresh is { } next ? new Secret(next) : refresh, old.Account);
    }

    /// <summary>The refresh token takes all its access tokens with it.</summary>
    public async Task<Outcome<bool>> Revoke(Grant grant, Calls calls, CancellationToken cancel)
    {
        var token = grant.Refresh is { IsSet: true } refresh ? refresh : grant.Access;
        if ((await Post("revoke", "token=…", Redaction.Of([token, grant.Access]), calls, cancel, ("token", token.Value ?? ""))).Failed(out var fault, out var reply))
        {
            return fault;
        }
        // A token that is not known any more is as worthless as it was meant to become.
        return reply.IsSuccess || OAuthRefusals.Said(reply) is ("invalid_token" or "unsupported_token_type", _) ? true : OAuthRefusals.Of(reply);
    }

    private Outcome<Grant> Grant(TokenReply token, Secret refresh, GrantAccount account)
    {
        if (token.Instance is not { } instance || !SalesforceHosts.MayServe(instance, settings.Login))
        {
            return new Fault(FaultKind.Refused, $"Salesforce names {token.Instance?.ToString() ?? "nothing"} as the address to work at, which is none of its own. Nothing is sent there.", Code: "instance-url");
        }
        var now = time.GetUtcNow();
        return new Grant(new Secret(token.Access), refresh, instance, now, now + TimeSpan.FromMinutes(settings.SessionMinutes), account);
    }

    private async Task<Outcome<TokenReply>> AskToken(string shown, Redaction hidden, Calls calls, CancellationToken cancel, params (string, string)[] form)
    {
        if (app is null)
        {
            return new Fault(FaultKind.Credentials, "There is no client ID: enter that of your own app, or ask the provider of this hub to set up one for all.", Code: "no-client");
        }
        (string, string)[] all = app.ClientSecret.IsSet ? [.. form, ("client_id", app.ClientId), ("client_secret", app.ClientSecret.Value!)] : [.. form, ("client_id", app.ClientId)];
        if ((await Post("token", shown, hidden, calls, cancel, all)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        return reply.IsSuccess ? Read(reply) : OAuthRefusals.Of(reply);
    }

    private Task<Outcome<HttpReply>> Post(string endpoint, string shown, Redaction hidden, Calls calls, CancellationToken cancel, params (string Name, string Value)[] form) =>
        http.Send(new HttpCall(HttpMethod.Post, new Uri($"{login}/services/oauth2/{endpoint}"))
        {
            Content = () => new FormUrlEncodedContent(form.Select(part => new KeyValuePair<string, string>(part.Name, part.Value))),
            Headers = [new("Accept", "application/json")],
            Shown = shown,
            ShownAnswer = 0,
            Hidden = hidden,
        }, calls, cancel);

    /// <summary>Whose access it is. The login host knows, and so does the instance; the instance is where everything else goes.</summary>
    private async Task<Outcome<GrantAccount>> Who(TokenReply token, Calls calls, CancellationToken cancel)
    {
        if (token.Instance is not { } instance || !SalesforceHosts.MayServe(instance, settings.Login))
        {
            return new Fault(FaultKind.Refused, $"Salesforce names {token.Instance?.ToString() ?? "nothing"} as the address to work at, which is none of its own. Nothing is sent there.", Code: "instance-url");
        }
        var call = new HttpCall(HttpMethod.Get, new Uri($"{instance.ToString().TrimEnd('/')}/services/oauth2/userinfo"))
        {
            Authorization = new AuthenticationHeaderValue("Bearer", token.Access),
            Hidden = Redaction.Of([new Secret(token.Access)]),
        };
        if ((await http.Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        if (!reply.IsSuccess)
        {
            return reply.Status is 401 or 403 ? new Fault(FaultKind.Permission, "Salesforce does not tell whose access this is. The user needs the right “API Enabled”.", Code: NetworkFaults.Code(reply)) : SalesforceErrors.Of(reply, writes: false);
        }
        try
        {
            var info = JsonParts.Parse(reply.Body);
            if (SalesforceId.Long(info.Text("user_id")) is { } user && SalesforceId.Long(info.Text("organization_id")) is { } organisation)
            {
                return new GrantAccount(user, info.Text("preferred_username") ?? info.Text("name") ?? user, info.Text("email") ?? "", organisation);
            }
        }
        catch (JsonException)
        {
            // Told below, with everything else that is no answer.
        }
        return SalesforceErrors.NoAnswer("Salesforce does not tell whose access this is.", writes: false);
    }

    private static Outcome<TokenReply> Read(HttpReply reply)
    {
        try
        {
            var json = JsonParts.Parse(reply.Body);
            if (json.Text("access_token") is { Length: > 0 } access)
            {
                return new TokenReply(access, json.Text("refresh_token"), Uri.TryCreate(json.Text("instance_url"), UriKind.Absolute, out var instance) ? instance : null, OrganisationOf(json.Text("id")));
            }
        }
        catch (JsonException)
        {
            // Told below, with everything else that is no answer.
        }
        return SalesforceErrors.NoAnswer("Salesforce's token answer holds no access token. Is the login host right?", writes: false);
    }

    /// <summary>From the identity URL: <c>https://login.salesforce.com/id/{organisation}/{user}</c>.</summary>
    private static string? OrganisationOf(string? identity) => identity?.Split('/') is [.., "id", var organisation, _] ? SalesforceId.Long(organisation) : null;

    private static string Query(params (string Name, string Value)[] parts) =>
        string.Join('&', parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name}={Uri.EscapeDataString(part.Value)}")));

    private sealed record TokenReply(string Access, string? Refresh, Uri? Instance, string? Organisation)
    {
        public override string ToString() => "TokenReply " + Secret.Dots;
    }
}
