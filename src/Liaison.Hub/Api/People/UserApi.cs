using System.Net.Mail;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.People;

/// <summary>The people of a tenant.</summary>
public static class UserApi
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").WithTags("People");
        users.MapGet("/", List).Says("listUsers", "Lists the people of this organisation.").Needs(Permission.Administration);
        users.MapPost("/", Create).Says("createUser", "Adds a person.").Needs(Permission.Administration);
        users.MapPatch("/{id}", Change).Says("changeUser", "Changes a person; a new password or a disabled account ends their sessions.").Needs(Permission.Administration);
    }

    private static async Task<Ok<Items<UserAnswer>>> List(Caller caller, UserStore store, CancellationToken cancel) =>
        TypedResults.Ok(new Items<UserAnswer>([.. (await store.List(caller.TenantId, cancel)).Select(UserAnswer.Of)]));

    private static async Task<Results<Created<UserAnswer>, ProblemHttpResult>> Create(NewUser wanted, Caller caller, UserStore store, CancellationToken cancel)
    {
        var problems = Check(wanted.Name, wanted.Password).ToList();
        if (!MailAddress.TryCreate(wanted.Email.Trim(), out var address) || address.Address != wanted.Email.Trim())
        {
            problems.Add(new Problem("/email", "invalid-email", "This is no e-mail address."));
        }
        if (problems.Count > 0)
        {
            return ApiProblem.Invalid("invalid-user", "This person cannot be added.", problems);
        }
        return await store.Create(caller.TenantId, wanted.Name.Trim(), wanted.Email.Trim(), wanted.Role, wanted.Password, caller.Actor, cancel) switch
        {
            Saved<User>.Done(var made) => TypedResults.Created($"/api/v1/users/{made.Id}", UserAnswer.Of(made)),
            var other => ApiProblem.Of(other, "person"),
        };
    }

    private static async Task<Results<Ok<UserAnswer>, ProblemHttpResult>> Change(Id<User> id, UserPatch wanted, Caller caller, UserStore store, CancellationToken cancel)
    {
        if (Check(wanted.Name, wanted.Password).ToList() is [_, ..] problems)
        {
            return ApiProblem.Invalid("invalid-user", "This change is not right.", problems);
        }
        return await store.Change(caller.TenantId, id, new UserChange(wanted.Name?.Trim(), wanted.Role, wanted.Password, wanted.Disabled), caller.Actor, cancel) switch
        {
            Saved<User>.Done(var changed) => TypedResults.Ok(UserAnswer.Of(changed)),
            var other => ApiProblem.Of(other, "person"),
        };
    }

    private static IEnumerable<Problem> Check(string? name, string? password)
    {
        if (name is not null && name.Trim().Length is 0 or > 100)
        {
            yield return new Problem("/name", "required", "A person needs a name of at most 100 characters.");
        }
        if (password is not null && PasswordRule.Check(password, "/password") is { } weak)
        {
            yield return weak;
        }
    }
}

public sealed record NewUser(string Name, string Email, Role Role, string Password)
{
    public override string ToString() => "a new user";
}

public sealed record UserPatch(string? Name = null, Role? Role = null, string? Password = null, bool? Disabled = null)
{
    public override string ToString() => "a change of a user";
}

public sealed record UserAnswer(Id<User> Id, string Name, string Email, Role Role, string Locale, string TimeZone, bool Disabled, DateTimeOffset CreatedAt)
{
    public static UserAnswer Of(User user) => new(user.Id, user.Name, user.Email, user.Role, user.Locale, user.TimeZone, user.Disabled, user.CreatedAt);
}
