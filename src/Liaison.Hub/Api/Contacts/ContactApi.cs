using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Sessions: listed, shown whole, and what people add to them.</summary>
public static class ContactApi
{
    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/sessions").WithTags("Sessions");
        sessions.MapGet("/{id}", Get).Says("getContact", "Gives one session whole.").Needs(Permission.SessionsRead);
    }

    private static async Task<Results<Ok<Session>, ProblemHttpResult>> Get(Id<Session> id, Caller caller, SessionStore sessions, CancellationToken cancel) =>
        await sessions.Find(caller.TenantId, id, cancel) is { } found ? TypedResults.Ok(found) : ApiProblem.NotFound("session");
}
