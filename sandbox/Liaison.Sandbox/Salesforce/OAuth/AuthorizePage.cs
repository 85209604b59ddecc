using Liaison.Sandbox.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace Liaison.Sandbox.Salesforce.OAuth;

/// <summary>The page where a person signs in and allows the app. Programs post its form: <c>username, password, allow=yes|no</c>.</summary>
public static class AuthorizePage
{
    public static IResult Show(HttpContext http, SalesforceStandIn org) => Check(http, org, out var problem) ? Form(http, org, problem: null) : problem!;

    public static async Task<IResult> Answer(HttpContext http, SalesforceStandIn org)
    {
        if (!Check(http, org, out var problem))
        {
            return problem!;
        }

        var form = await http.Request.ReadFormAsync();
        if (form["allow"] == "no")
        {
            return Back(http, ("error", "access_denied"), ("error_description", "end-user denied authorization"));
        }

        if (org.Users.ByUsername(form["username"].ToString()) is not { } user || form["password"] != org.Settings.Password)
        {
            return Form(http, org, "Please check your username and password.");
        }

        if (org.Users.IsInactive(user.Id))
        {
            return Form(http, org, "This user is not active.");
        }

        if (org.Settings.VerifyIdentity && !(form["verification"].ToString() is { Length: > 0 } code && org.Mailbox.Redeem(user.Id, code)))
        {
            var email = org.Users.EmailOf(user.Id);
            org.Mailbox.SendCode(user.Id, email);
            return Verify(http, form["username"].ToString(), email, form.ContainsKey("verification") ? "That code is not the one that was sent last. A new one is on its way." : null);
        }

        var scope = http.Request.Query["scope"].ToString() is { Length: > 0 } asked ? asked : "api refresh_token";
        var challenge = http.Request.Query["code_challenge"].ToString();
        return Back(http, ("code", org.Tokens.IssueCode(user.Id, http.Request.Query["redirect_uri"].ToString(), challenge.Length > 0 ? challenge : null, scope)));
    }

    /// <summary>A wrong app or a wrong address is told to the person; anything else goes back to the app.</summary>
    private static bool Check(HttpContext http, SalesforceStandIn org, out IResult? problem)
    {
        string Given(string name) => http.Request.Query[name].ToString();
        problem = Given("client_id") != org.Settings.ClientId ? Stop("invalid_client_id", "client identifier invalid")
            : !Allowed(org, Given("redirect_uri")) ? Stop("redirect_uri_mismatch", "redirect_uri must match configuration")
            : Given("response_type") != "code" ? Back(http, ("error", "unsupported_response_type"), ("error_description", "response type not supported"))
            : org.Settings.AuthorizeError is { Length: > 0 } error ? Back(http, ("error", error), ("error_description", "this app is not allowed in this organisation"))
            : Given("code_challenge").Length == 0 && org.Settings.RequirePkce ? Back(http, ("error", "invalid_request"), ("error_description", "missing required code challenge"))
            : Given("code_challenge_method") is not ("" or "S256") ? Back(http, ("error", "invalid_request"), ("error_description", "invalid code challenge method"))
            : null;
        return problem is null;
    }

    private static bool Allowed(SalesforceStandIn org, string redirect) => org.Settings.RedirectUris.Length > 0
        ? org.Settings.RedirectUris.Contains(redirect, StringComparer.Ordinal)
        : Uri.TryCreate(redirect, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static IResult Form(HttpContext http, SalesforceStandIn org, string? problem) => Page.Show("Allow access?", new Html(""), Html.Of($"""
        {(problem is null ? new Html("") : Html.Of($"""<p class="notice bad-text" role="alert">{problem}</p>"""))}
        <p>The app <strong>{org.Settings.ClientId}</strong> asks to use this pretended Salesforce organisation as you.
        It asks for: <code>{(http.Request.Query["scope"].ToString() is { Length: > 0 } scope ? scope : "api refresh_token")}</code>.</p>
        <form class="card" method="post" action="{http.Request.Path}{http.Request.QueryString}">
          <p><label for="username">Username</label><input id="username" name="username" value="{(http.Request.Query["login_hint"].ToString() is { Length: > 0 } hint ? hint : org.Settings.RunAs)}" autocomplete="username" required></p>
          <p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password"></p>
          <p><button name="allow" value="yes">Sign in and allow</button> <button class="bad" name="allow" value="no">Deny</button></p>
          <p class="soft">Every user's password here is “{org.Settings.Password}”.</p>
        </form>
        """));

    private static IResult Verify(HttpContext http, string username, string email, string? problem) => Page.Show("Verify your identity", new Html(""), Html.Of($"""
        {(problem is null ? new Html("") : Html.Of($"""<p class="notice bad-text" role="alert">{problem}</p>"""))}
        <p>You are signing in from a browser or an address that this organisation does not know. A verification code was e-mailed to <strong>{email}</strong>.</p>
        <form class="card" method="post" action="{http.Request.Path}{http.Request.QueryString}">
          <input type="hidden" name="username" value="{username}">
          <p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></p>
          <p><label for="verification">Verification code</label><input id="verification" name="verification" inputmode="numeric" autocomplete="one-time-code" required></p>
          <p><button name="allow" value="yes">Verify and allow</button> <button class="bad" name="allow" value="no">Deny</button></p>
        </form>
        """));

    private static IResult Stop(string error, string description) =>
        Page.Show("This cannot work", new Html(""), Html.Of($"""<p class="notice bad-text"><code>error={error}&amp;error_description={description}</code></p>"""), StatusCodes.Status400BadRequest);

    private static IResult Back(HttpContext http, params (string Name, string Value)[] parameters)
    {
        var query = parameters.ToDictionary(one => one.Name, one => (string?)one.Value, StringComparer.Ordinal);
        if (http.Request.Query["state"].ToString() is { Length: > 0 } state)
        {
            query["state"] = state;
        }

        return Results.Redirect(QueryHelpers.AddQueryString(http.Request.Query["redirect_uri"].ToString(), query));
    }
}
