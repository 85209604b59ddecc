using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Where people sign in and where tokens are fetched. Microsoft has two generations of both, told apart by <c>/v2.0/</c>; an instance names its own in the answer to whoever comes without a
/// token (<c>WWW-Authenticate: Bearer authorization_uri=…, resource_id=…</c>).
/// </summary>
internal sealed record SignInAddresses(Uri Authorize, Uri Token)
{
    private const string Anywhere = "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize";
    private const string Challenge = "authorization_uri=";

    /// <summary>What the settings say; the token address is null when only the instance can tell it.</summary>
    public static (Uri Authorize, Uri? Token) Of(DynamicsSettings settings)
    {
        var (authorize, token) = (Given(settings.AuthorizationUrl), Given(settings.TokenUrl));
        return (authorize ?? Ending(token, "/authorize") ?? new Uri(Anywhere), token ?? Ending(authorize, "/token"));
    }

    /// <returns>What is wrong with it, as a sentence; null when all is well.</returns>
    public static string? WhyNot(string address) => !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 ? "It must be a whole address that begins with https://."
        : uri.Scheme == "https" || uri.IsLoopback ? null : "It is spoken to over https:// only.";

    /// <summary>Whether an address is for people of any tenant.</summary>
    public static bool IsShared(string? address) => Given(address) is { } uri && uri.Segments.Any(segment => segment.TrimEnd('/') is "common" or "organizations" or "consumers");

    public static bool IsNewer(Uri address) => address.AbsolutePath.Contains("/v2.0/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Asks the instance, as whoever comes without a token. The newer generation of what it names is given.</summary>
    public static async Task<Outcome<SignInAddresses>> Ask(DynamicsSettings settings, HttpCalls http, Calls calls, CancellationToken cancel)
    {
        var call = new HttpCall(HttpMethod.Get, new Uri($"{settings.Instance.ToString().TrimEnd('/')}/api/data/v9.2/")) { Wanted = ["WWW-Authenticate"], ShownAnswer = 500 };
        if ((await http.Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        return reply.Status == 401 && Read(reply.Headers.GetValueOrDefault("WWW-Authenticate")) is { } found ? found
            : NetworkFaults.OfStatus(reply, writes: false) ?? new Fault(FaultKind.Unknown, $"{settings.Instance.Authority} does not say where to sign in (HTTP {reply.Status}). Is it the address of a Dynamics 365 environment?", Code: "no-challenge");
    }

    internal static SignInAddresses? Read(string? challenge)
    {
        var start = challenge?.IndexOf(Challenge, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
        {
            return null;
        }
        var named = challenge![(start + Challenge.Length)..].Split(',')[0].Trim().Trim('"');
        return Uri.TryCreate(named, UriKind.Absolute, out var uri) && WhyNot(named) is null && uri.AbsolutePath.EndsWith("/oauth2/authorize", StringComparison.OrdinalIgnoreCase)
            ? Newer(uri) : null;
    }

    private static SignInAddresses Newer(Uri older)
    {
        var authority = older.ToString()[..^"/oauth2/authorize".Length];
        return new SignInAddresses(new Uri(authority + "/oauth2/v2.0/authorize"), new Uri(authority + "/oauth2/v2.0/token"));
    }

    private static Uri? Given(string? address) => Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var uri) ? uri : null;

    private static Uri? Ending(Uri? address, string ending) => address is not null && address.AbsolutePath.LastIndexOf('/') is > 0 and var slash
        ? new Uri(address.GetLeftPart(UriPartial.Authority) + address.AbsolutePath[..slash] + ending) : null;
}
