using Liaison.Sandbox.Dynamics.Api;

namespace Liaison.Sandbox.Dynamics.OAuth;

/// <summary>What a token is asked for: one resource, and the scopes around it.</summary>
/// <param name="Resource">Without a slash at the end; null when only the person is asked about.</param>
public sealed record Asked(string? Resource, string Permission, string Scope)
{
    private static readonly string[] AboutThePerson = ["openid", "profile", "email", "offline_access"];

    /// <param name="newer">The v2 endpoints take scopes, the v1 endpoints a resource.</param>
    /// <returns>What is asked, or the refusal.</returns>
    public static (Asked? Asked, ApiAnswer? Refused) Read(HttpContext http, bool newer, string? scope, string? resource)
    {
        if (!newer)
        {
            return resource is null ? (null, TokenRefusal.Of(900144, "The request body must contain the following parameter: 'resource'."))
                : Known(http, resource) is { } known ? (new Asked(known, "user_impersonation", "user_impersonation offline_access"), null) : (null, Unknown(resource));
        }

        if (resource is not null)
        {
            return (null, TokenRefusal.Of(901002, "The 'resource' request parameter isn't supported."));
        }

        if (scope is null)
        {
            return (null, TokenRefusal.Of(900144, "The request body must contain the following parameter: 'scope'."));
        }

        var wanted = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(AboutThePerson, StringComparer.Ordinal).Select(one => (Resource: one[..Math.Max(0, one.LastIndexOf('/'))], Permission: one[(one.LastIndexOf('/') + 1)..])).ToList();
        if (wanted.Select(one => one.Resource).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            return (null, TokenRefusal.Of(28000, "Provided value for the input parameter scope is not valid because it contains more than one resource."));
        }

        if (wanted.Count == 0)
        {
            return (new Asked(null, "", scope), null);
        }

        return Known(http, wanted[0].Resource) is not { } found ? (null, Unknown(wanted[0].Resource))
            : wanted.Any(one => one.Permission is not (".default" or "user_impersonation")) ? (null, TokenRefusal.Of(70011, $"The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid."))
            : (new Asked(found, wanted[0].Permission, scope), null);
    }

    private static ApiAnswer Unknown(string resource) => TokenRefusal.Of(500011, $"The resource principal named {resource} was not found in the tenant named Liaison Sandbox. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.");

    /// <summary>Only this environment is known, by the host that the caller uses.</summary>
    private static string? Known(HttpContext http, string resource) =>
        DynamicsStandIn.IsAddress(http, resource.TrimEnd('/')) ? resource.TrimEnd('/') : null;
}
