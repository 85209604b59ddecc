using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Sessions;

/// <summary>Signing in and out.</summary>
public static class SessionApi
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session");
        session.MapPost("/", SignIn).Says("signIn", "Signs a person in; the answer sets the session cookie.").AllowAnonymous();
        session.MapGet("/", Who).Says("getSession", "Says who is signed in.").Needs(Permission.SignedIn);
        session.MapDelete("/", SignOut).Says("signOut", "Ends the session.").Needs(Permission.SignedIn);
    }

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> SignIn(
        Credentials credentials, HttpContext http, SignInStore signIns, SignInThrottle throttle, ILogger<Me> log, CancellationToken cancel)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.Wait(credentials.Email, address) is { } wait)
        {
            ApiLog.SignInHeldBack(log, address);
            http.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
            return ApiProblem.Of(429, "too-many-attempts", $"Too many failed attempts. Try again in {Math.Ceiling(wait.TotalMinutes)} minutes.");
        }
        if (credentials.Password.Length > 1000 || await signIns.SignIn(credentials.Email.Trim(), credentials.Password, cancel) is not var (token, who))
        {
            throttle.Failed(credentials.Email, address);
            ApiLog.SignInRefused(log, address);
            return ApiProblem.Of(401, "sign-in-refused", "The e-mail address or the password is not right.");
        }
        throttle.Succeeded(credentials.Email, address);
        ApiLog.SignedIn(log, who.User.Id.Value);
        http.Response.Cookies.Append(CredentialHandler.Cookie, token, Cookie(http));
        return TypedResults.Ok(Me.Of(who.User, who.Tenant));
    }

    private static Results<Ok<Me>, ProblemHttpResult> Who(Caller caller) =>
        caller is PersonCaller person ? TypedResults.Ok(Me.Of(person.User, person.Tenant)) : ApiProblem.NotFound("session");

    private static async Task<NoContent> SignOut(Caller caller, HttpContext http, SignInStore signIns, CancellationToken cancel)
    {
        await signIns.SignOut(((PersonCaller)caller).Token, cancel);
        http.Response.Cookies.Delete(CredentialHandler.Cookie, Cookie(http));
        return TypedResults.NoContent();
    }

    private static CookieOptions Cookie(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", IsEssential = true };
}

public sealed record Credentials(string Email, string Password)
{
    public override string ToString() => "credentials";
}

/// <summary>Who is signed in, where.</summary>
/// <param name="Version">The hub's version.</param>
public sealed record Me(MeUser User, MeTenant Tenant, string Version)
{
    private static readonly string HubVersion = typeof(Me).Assembly.GetName().Version?.ToString(3) ?? "";

    public static Me Of(User user, Core.Shared.Tenant tenant) =>
        new(new MeUser(user.Id.Value, user.Name, user.Email, user.Role, user.Locale, user.TimeZone), new MeTenant(tenant.Id.Value, tenant.Name), HubVersion);
}

public sealed record MeUser(string Id, string Name, string Email, Role Role, string Locale, string TimeZone);

public sealed record MeTenant(string Id, string Name);
