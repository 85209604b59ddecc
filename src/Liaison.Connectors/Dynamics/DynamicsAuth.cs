using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// The authorization code flow with PKCE, and client credentials, in both generations of Microsoft's endpoints
/// (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow): the newer take scopes, the older a resource. Numbers come as numbers or as text.
/// </summary>
internal sealed class DynamicsAuth(DynamicsSettings settings, HttpCalls http, TimeProvider time)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(60);
    private readonly string instance = settings.Instance.ToString().TrimEnd('/');
    private volatile Uri? asked;

    public Uri AuthorizationUrl(string redirect, string state, string challenge)
    {
        var (authorize, _) = SignInAddresses.Of(settings);
        var target = SignInAddresses.IsNewer(authorize) ? ("scope", PersonScope) : ("resource", instance);
        return new Uri($"{authorize}{(authorize.Query.Length > 0 ? "&" : "?")}" + Query(
            ("client_id", settings.ClientId.Trim()), ("response_type", "code"), ("redirect_uri", redirect), ("response_mode", "query"), target, ("state", state),
            ("code_challenge", challenge), ("code_challenge_method", "S256"), ("prompt", "select_account")));
    }

    public async Task<Outcome<Grant>> Exchange(string code, string redirect, string verifier, Calls calls, CancellationToken cancel)
    {
        var hidden = Redaction.Of([new Secret(code), new Secret(verifier)]);
        if ((await AskToken("grant_type=authorization_code", PersonScope, hidden, calls, cancel, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier))).Failed(out var fault, out var token))
        {
            return fault;
        }
        if (token.Refresh is null)
        {
            return new Fault(FaultKind.Credentials, "Microsoft gave no refresh token. Allow the app “offline_access”, then connect again.", Code: "no-refresh-token");
        }
        return (await Who(token, calls, cancel)).Match<Outcome<Grant>>(account => Grant(token, new Secret(token.Refresh), account), wrong => wrong);
    }

    public async Task<Outcome<Grant>> Refresh(Grant old, Calls calls, CancellationToken cancel)
    {
        if (old.Refresh is not { IsSet: true } refresh)
        {
            return new Fault(FaultKind.Credentials, "There is no refresh token: somebody has to connect again.", Code: "no-refresh-token");
        }
        // A new refresh token comes with most answers; the old one goes on working, so nothing is lost when none comes.
        return (await AskToken("grant_type=refresh_token", PersonScope, Redaction.Of([refresh, old.Access]), calls, cancel, ("grant_type", "refresh_token"), ("refresh_token", refresh.Value!))).Match<Outcome<Grant>>(
            token => Grant(token, token.Refresh is { } next ? new Secret(next) : refresh, old.Account), fault => fault);
    }

    /// <summary>The app's own access: nobody signs in, and no refresh token is ever given.</summary>
    public async Task<Outcome<Grant>> AsApplication(Calls calls, CancellationToken cancel)
    {
        if ((await AskToken("grant_type=client_credentials", instance + "/.default", Redaction.None, calls, cancel, ("grant_type", "client_credentials"))).Failed(out var fault, out var token))
        {
            return fault;
        }
        return (await Who(token, calls, cancel)).Match<Outcome<Grant>>(account => Grant(token, null, account), wrong => wrong);
    }

    private string PersonScope => $"{instance}/user_impersonation offline_access openid";

    private Grant Grant(TokenReply token, Secret? refresh, GrantAccount account)
    {
        var now = time.GetUtcNow();
        return new Grant(new Secret(token.Access), refresh, settings.Instance, now, now + token.Life, account);
    }

    private async Task<Outcome<TokenReply>> AskToken(string shown, string scope, Redaction hidden, Calls calls, CancellationToken cancel, params (string Name, string Value)[] form)
    {
        if ((await TokenAddress(calls, cancel)).Failed(out var fault, out var address))
        {
            return fault;
        }
        (string Name, string Value)[] all = [.. form, ("client_id", settings.ClientId.Trim()), ("client_secret", settings.ClientKey.Value ?? ""), SignInAddresses.IsNewer(address) ? ("scope", scope) : ("resource", instance)];
        var call = new HttpCall(HttpMethod.Post, address)
        {
            Content = () => new FormUrlEncodedContent(all.Select(part => new KeyValuePair<string, string>(part.Name, part.Value))),
            Headers = [new("Accept", "application/json")],
            Shown = shown,
            ShownAnswer = 0,
            Hidden = hidden,
        };
        return (await http.Send(call, calls, cancel)).Match<Outcome<TokenReply>>(reply => reply.IsSuccess ? Read(reply) : SignInRefusals.Of(reply), wrong => wrong);
    }

    private async Task<Outcome<Uri>> TokenAddress(Calls calls, CancellationToken cancel)
    {
        if (SignInAddresses.Of(settings).Token is { } given)
        {
            return given;
        }
        return asked is { } known ? known : (await SignInAddresses.Ask(settings, http, calls, cancel)).Match<Outcome<Uri>>(found => asked = found.Token, fault => fault);
    }

    /// <summary>Whose access it is, in the environment itself.</summary>
    private async Task<Outcome<GrantAccount>> Who(TokenReply token, Calls calls, CancellationToken cancel)
    {
        if ((await Look("WhoAmI", token, calls, cancel)).Failed(out var fault, out var who))
        {
            return fault;
        }
        if (who.Text("UserId") is not { } user || who.Text("OrganizationId") is not { } organisation)
        {
            return DynamicsErrors.NoAnswer("Dynamics does not tell whose access this is.", writes: false);
        }
        // A user without a name is no reason to fail: the id says who it is.
        var named = (await Look($"systemusers({user})?$select=fullname,domainname,internalemailaddress", token, calls, cancel)).Match(found => found, _ => default);
        return new GrantAccount(user, named.Text("domainname") ?? named.Text("fullname") ?? user, named.Text("internalemailaddress") ?? "", organisation);
    }

    private async Task<Outcome<JsonElement>> Look(string path, TokenReply token, Calls calls, CancellationToken cancel)
    {
        var call = new HttpCall(HttpMethod.Get, new Uri($"{instance}/api/data/{DynamicsClient.Version}/{path}"))
        {
            Headers = DynamicsClient.Always,
            Authorization = new AuthenticationHeaderValue("Bearer", token.Access),
            Hidden = Redaction.Of([new Secret(token.Access)]),
        };
        if ((await http.Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        return !reply.IsSuccess ? DynamicsErrors.Of(reply, writes: false) : DynamicsWire.Read(reply, writes: false);
    }

    private static Outcome<TokenReply> Read(HttpReply reply)
    {
        try
        {
            var json = JsonParts.Parse(reply.Body);
            if (json.Text("access_token") is { Length: > 0 } access)
            {
                return new TokenReply(access, json.Text("refresh_token"), int.TryParse(json.Text("expires_in"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : Usual);
            }
        }
        catch (JsonException)
        {
            // Told below, with everything else that is no answer.
        }
        return DynamicsErrors.NoAnswer("The token answer holds no access token. Is the token URL right?", writes: false);
    }

    private static string Query(params (string Name, string Value)[] parts) => string.Join('&', parts.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));

    private sealed record TokenReply(string Access, string? Refresh, TimeSpan Life)
    {
        public override string ToString() => "TokenReply " + Secret.Dots;
    }
}
