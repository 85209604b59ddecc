using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Sessions;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.People;

/// <summary>What everybody may change of their own: language, time zone, password.</summary>
public static class OwnAccountApi
{
    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session");
        session.MapPatch("/", Prefer).Says("changePreferences", "Changes the language and the time zone of whoever is signed in.").Needs(Permission.SignedIn);
        session.MapPost("/password", ChangePassword).Says("changeOwnPassword", "Changes the password of whoever is signed in, and ends their other sessions.").Needs(Permission.SignedIn);
    }

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> Prefer(Preferences wanted, Caller caller, OwnAccountStore store, CancellationToken cancel)
    {
        if (Check(wanted).ToList() is [_, ..] problems)
        {
            return ApiProblem.Invalid("invalid-preferences", "This choice is not offered.", problems);
        }
        return await store.Prefer(caller.TenantId, ((PersonCaller)caller).User.Id, wanted.Locale, wanted.TimeZone, caller.Actor, cancel) switch
        {
            Saved<User>.Done(var user) => TypedResults.Ok(Me.Of(user, caller.Tenant)),
            var other => ApiProblem.Of(other, "person"),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        PasswordChange wanted, Caller caller, HttpContext http, OwnAccountStore store, SignInThrottle throttle, CancellationToken cancel)
    {
        var person = (PersonCaller)caller;
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.Wait(person.User.Email, address) is { } wait)
        {
            http.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
            return ApiProblem.Of(429, "too-many-attempts", $"Too many failed attempts. Try again in {Math.Ceiling(wait.TotalMinutes)} minutes.");
        }
        if (PasswordRule.Check(wanted.Wanted, "/wanted") is { } weak)
        {
            return ApiProblem.Invalid("invalid-password", "This password cannot be used.", weak);
        }
        if (wanted.Current.Length > 1000 || !await store.ChangePassword(caller.TenantId, person.User.Id, wanted.Current, wanted.Wanted, person.Token, caller.Actor, cancel))
        {
            throttle.Failed(person.User.Email, address);
            return ApiProblem.Invalid("wrong-password", "The password was not changed.", new Problem("/current", "wrong-password", "This is not your password as it is now."));
        }
        throttle.Succeeded(person.User.Email, address);
        return TypedResults.NoContent();
    }

    private static IEnumerable<Problem> Check(Preferences wanted)
    {
        if (wanted.Locale is { } locale && Language.All.All(language => language.Tag != locale))
        {
            yield return new Problem("/locale", "unknown-language", $"Choose one of {string.Join(", ", Language.All)}.");
        }
        if (wanted.TimeZone is { } zone && !(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId))
        {
            yield return new Problem("/timeZone", "unknown-time-zone", "Choose a time zone by its IANA name, such as Europe/London.");
        }
    }
}

/// <summary>How a person wants to be spoken to; null leaves one as it is.</summary>
/// <param name="Locale">en, fr or pl.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record Preferences(string? Locale = null, string? TimeZone = null);

public sealed record PasswordChange(string Current, string Wanted)
{
    public override string ToString() => "a change of a password";
}
