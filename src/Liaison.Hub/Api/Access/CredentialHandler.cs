using System.Security.Claims;
using System.Text.Encodings.Web;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Liaison.Hub.Api.Access;

/// <summary>Finds out who makes a request: by the session cookie, by a bearer key, or (on <c>/integration/…</c> alone) by a key in the address.</summary>
internal sealed class CredentialHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SignInStore signIns, KeyRecall keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "liaison";
    public const string Cookie = "liaison";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await FindCaller() is not { } caller)
        {
            return AuthenticateResult.NoResult();
        }
        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.Actor.Id)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A person who follows a link without being signed in is led to the door, and then back to what they wanted.
        if (HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            Response.Redirect($"/sign-in?to={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
            return Task.CompletedTask;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblem.Of(401, "sign-in-needed", "Sign in, or send an API key that is still valid.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.Of(403, "not-allowed", "You are known, but may not do this. An administrator can change a person's role or a key's scopes.").ExecuteAsync(Context);

    private async Task<Caller?> FindCaller()
    {
        var cancel = Context.RequestAborted;
        if (Request.Headers.Authorization.ToString() is { Length: > 0 } header)
        {
            return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? await FindProgram(header[7..].Trim()) : null;
        }
        if (Request.Path.StartsWithSegments("/integration", StringComparison.OrdinalIgnoreCase) && Request.Query["key"] is [{ } key])
        {
            return await FindProgram(key);
        }
        return Request.Cookies[Cookie] is { Length: > 0 and < 100 } token && await signIns.Find(token, cancel) is { } who ? new PersonCaller(who.User, who.Tenant, token) : null;
    }

    private async Task<Caller?> FindProgram(string key) => await keys.Find(key, Context.RequestAborted) is { } holder ? new ProgramCaller(holder.Key, holder.Tenant) : null;
}
