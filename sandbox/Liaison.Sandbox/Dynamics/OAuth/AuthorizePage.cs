using Liaison.Sandbox.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace Liaison.Sandbox.Dynamics.OAuth;

/// <summary>The page where a person signs in and allows the app. Programs post its form: <c>username, password, allow=yes|no</c>.</summary>
public static class AuthorizePage
{
    public static IResult Show(HttpContext http, DynamicsStandIn org, string tenant, bool newer) => Check(http, org, tenant, newer, out _, out var problem) ? Form(http, org, problem: null) : problem!;

    public static async Task<IResult> Answer(HttpContext http, DynamicsStandIn org, string tenant, bool newer)
    {
        if (!Check(http, org, tenant, newer, out var asked, out var problem))
        {
            return problem!;
        }

        var form = await http.Request.ReadFormAsync();
        if (form["allow"] == "no")
        {
            return Back(http, ("error", "access_denied"), ("error_subcode", "cancel"), ("error_description", "AADSTS65004: User declined to consent to access the app."));
        }

        if (org.UserByName(form["username"].ToString()) is not { } user || form["password"] != org.Settings.Password)
        {
            return Form(http, org, "Your account or password is incorrect.");
        }

        var challenge = http.Request.Query["code_challenge"].ToString();
        return Back(http, ("code", org.Tokens.IssueCode(user.Id, Given(http, "redirect_uri")!, challenge.Length > 0 ? challenge : null, asked!.Scope, asked.Resource ?? "")), ("session_state", "00000000-0000-0000-0000-000000000313"));
    }

    /// <summary>A wrong app or a wrong address is told to the person; anything else goes back to the app.</summary>
    private static bool Check(HttpContext http, DynamicsStandIn org, string tenant, bool newer, out Asked? asked, out IResult? problem)
    {
        asked = null;
        problem = TokenEndpoint.TenantProblem(org, tenant, grantType: null) is not null ? Stop(90002, $"Tenant '{tenant}' not found.")
            : !org.Settings.ClientId.Equals(Given(http, "client_id"), StringComparison.OrdinalIgnoreCase) ? Stop(700016, $"Application with identifier '{Given(http, "client_id")}' was not found in the directory.")
            : Given(http, "redirect_uri") is not { } redirect || !Allowed(org, redirect) ? Stop(50011, $"The redirect URI '{Given(http, "redirect_uri")}' specified in the request does not match the redirect URIs configured for the application '{org.Settings.ClientId}'.")
            : Given(http, "response_type") is not ("code" or "code id_token") ? Back(http, ("error", "unsupported_response_type"), ("error_description", "AADSTS700054: response_type is not enabled for the application."))
            : org.Settings.AuthorizeError is { Length: > 0 } error ? Back(http, ("error", error), ("error_description", "AADSTS90094: The pretended tenant refuses, as its settings say."))
            : Given(http, "code_challenge") is null && org.Settings.RequirePkce ? Back(http, ("error", "invalid_request"), ("error_description", "AADSTS9002325: Proof Key for Code Exchange is required for cross-origin authorization code redemption."))
            : Given(http, "code_challenge") is not null && Given(http, "code_challenge_method") is not "S256" ? Back(http, ("error", "invalid_request"), ("error_description", "AADSTS501491: Invalid size or method of Code_Challenge parameter."))
            : null;
        if (problem is not null)
        {
            return false;
        }

        // The older endpoint may leave the resource to the token request.
        var (found, refused) = !newer && Given(http, "resource") is null ? (new Asked(null, "", "offline_access"), null) : Asked.Read(http, newer, Given(http, "scope"), Given(http, "resource"));
        asked = found;
        problem = refused is null ? null : Back(http, ("error", (string)refused.Json!["error"]!), ("error_description", (string)refused.Json["error_description"]!));
        return problem is null;
    }

    private static string? Given(HttpContext http, string name) => http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    private static bool Allowed(DynamicsStandIn org, string redirect) => org.Settings.RedirectUris.Length > 0
        ? org.Settings.RedirectUris.Contains(redirect, StringComparer.Ordinal)
        : Uri.TryCreate(redirect, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static IResult Form(HttpContext http, DynamicsStandIn org, string? problem) => Page.Show("Sign in", new Html(""), Html.Of($"""
        {(problem is null ? new Html("") : Html.Of($"""<p class="notice bad-text" role="alert">{problem}</p>"""))}
        <p>The app <strong>{org.Settings.ClientId}</strong> asks to use this pretended Dynamics 365 environment as you.
        It asks for: <code>{Given(http, "scope") ?? Given(http, "resource")}</code>.</p>
        <form class="card" method="post" action="{http.Request.Path}{http.Request.QueryString}">
          <p><label for="username">Username</label><input id="username" name="username" value="{Given(http, "login_hint") ?? Seed.Integration}" autocomplete="username" required></p>
          <p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password"></p>
          <p><button name="allow" value="yes">Sign in and accept</button> <button class="bad" name="allow" value="no">Cancel</button></p>
          <p class="soft">Every user's password here is “{org.Settings.Password}”.</p>
        </form>
        """));

    private static IResult Stop(int number, string description) =>
        Page.Show("Sorry, but we’re having trouble signing you in", new Html(""), Html.Of($"""<p class="notice bad-text"><code>AADSTS{number}: {description}</code></p>"""), StatusCodes.Status400BadRequest);

    private static IResult Back(HttpContext http, params (string Name, string Value)[] parameters)
    {
        var query = parameters.ToDictionary(one => one.Name, one => (string?)one.Value, StringComparer.Ordinal);
        if (Given(http, "state") is { } state)
        {
            query["state"] = state;
        }

        return Results.Redirect(QueryHelpers.AddQueryString(Given(http, "redirect_uri")!, query));
    }
}
