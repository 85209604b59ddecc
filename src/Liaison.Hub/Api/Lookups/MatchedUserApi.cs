using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Lookups;

/// <summary>Which of our people is who over there: owners of records are found by their e-mail addresses.</summary>
public static class MatchedUserApi
{
    public static void MapMatchedUsers(this IEndpointRouteBuilder routes) => routes.MapGet("/connections/{id}/users", List).WithTags("Connections")
        .Says("listMatchedUsers", "Tells for each of our people whether records over there can be theirs, and why not.").Needs(Permission.ConfigurationRead);

    private static async Task<Results<Ok<Items<MatchedUser>>, ProblemHttpResult>> List(Id<Connection> id, Caller caller, ConnectionStore store, UserStore users, Inquiry inquiry, CancellationToken cancel)
    {
        if (await store.Open(caller.TenantId, id, cancel) is not { } connection)
        {
            return ApiProblem.NotFound("connection");
        }
        return await inquiry.Ask<IListUsers, IReadOnlyList<SystemUser>>(connection, (system, token) => system.Users(new Calls(), token), cancel) switch
        {
            Outcome<IReadOnlyList<SystemUser>>.Success(var theirs) => TypedResults.Ok(new Items<MatchedUser>([.. (await users.List(caller.TenantId, cancel)).Select(u => Match(u, theirs))])),
            Outcome<IReadOnlyList<SystemUser>>.Failure(var fault) => ApiProblem.Of(502, "other-system-failed", fault.Detail, fault: fault),
            _ => ApiProblem.NotFound("connection whose users can be listed"),
        };
    }

    private static MatchedUser Match(User ours, IReadOnlyList<SystemUser> theirs)
    {
        var same = theirs.Where(t => string.Equals(t.Email, ours.Email, StringComparison.OrdinalIgnoreCase)).ToList();
        return same switch
        {
            [] => new MatchedUser(ours.Id, ours.Name, ours.Email, null, false, $"Nobody over there has the address {ours.Email}. What this agent handles will belong to the connected user."),
            _ when same.Find(t => t.Problem is null) is { } good => new MatchedUser(ours.Id, ours.Name, ours.Email, good, true,
                same.Count == 1 ? "Matched by e-mail address." : $"{same.Count} users over there share this address; {good.Name} is taken."),
            [var first, ..] => new MatchedUser(ours.Id, ours.Name, ours.Email, first, false, first.Problem!),
        };
    }
}

/// <param name="Ready">Green: records can be theirs. Red: they cannot, and <paramref name="Why"/> says why.</param>
public sealed record MatchedUser(Id<User> Id, string Name, string Email, SystemUser? Theirs, bool Ready, string Why);
