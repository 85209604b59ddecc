using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Connection = Liaison.Core.Connecting.Connection;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Whom a session is with, and what it is about, as a person says.</summary>
public static class RelatedApi
{
    public static void MapRelated(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/sessions/{id}").WithTags("Sessions");
        session.MapPost("/person", Choose).Says("chooseSessionPerson", "Says whose record a session belongs to: one of several candidates, or one that was searched for. What was written already points there afterwards, and what waited for the choice goes on.").Needs(Permission.SessionsWrite);
        session.MapPost("/related", Relate).Says("relateSession", "Says which record a session is about: the one on the screen, the one it was dialled from, or one that was searched for. A contact or lead is a person rather than a matter: the session is with them, and what it is about stays as it is.").Needs(Permission.SessionsWrite);
        session.MapDelete("/related", Unrelate).Says("unrelateSession", "Says that a session is about no record in particular.").Needs(Permission.SessionsWrite);
    }

    private static Task<Results<Ok<ContactAnswer>, ProblemHttpResult>> Choose(
        Id<Session> id, RecordPointer wanted, Caller caller, HttpRequest request, SessionStore sessions, Setups setups, ConnectorCatalog catalog, SessionDesk facts, RecordDesk desk, ContactView view, PublicAddress address,
        CancellationToken cancel) =>
        Change(id, caller, request, sessions, view, address, async session => await Holds(wanted, caller, setups, catalog, cancel) switch
        {
            (_, _, { } problem) => problem,
            var (setup, rules, _) when rules!.IsPerson(wanted.RecordType) => await Take(setup!, wanted, session, caller, request, facts, desk, address, cancel),
            _ => ApiProblem.Invalid("not-a-person", "Nothing was changed.", new Problem("/recordType", "not-a-person", $"Nobody can be a {wanted.RecordType}.")),
        }, cancel);

    private static Task<Results<Ok<ContactAnswer>, ProblemHttpResult>> Relate(
        Id<Session> id, RecordPointer wanted, Caller caller, HttpRequest request, SessionStore sessions, Setups setups, ConnectorCatalog catalog, SessionDesk facts, RecordDesk desk, ContactView view, PublicAddress address,
        CancellationToken cancel) =>
        Change(id, caller, request, sessions, view, address, async session => await Holds(wanted, caller, setups, catalog, cancel) switch
        {
            (_, _, { } problem) => problem,
            var (_, rules, _) when rules!.Vocabulary!.MayBeAbout(wanted.RecordType) => await Tell(session, FactTypes.Changed, new { relatedTo = new { connection = wanted.ConnectionId.Value, recordType = wanted.RecordType, record = wanted.Record, name = wanted.Name } }, caller, request, facts, address, cancel),
            var (setup, rules, _) when rules!.IsPerson(wanted.RecordType) => await Take(setup!, wanted, session, caller, request, facts, desk, address, cancel),
            _ => ApiProblem.Invalid("not-relatable", "Nothing was changed.", new Problem("/recordType", "not-relatable", $"A session can be about no {wanted.RecordType}.")),
        }, cancel);

    private static Task<Results<Ok<ContactAnswer>, ProblemHttpResult>> Unrelate(
        Id<Session> id, Caller caller, HttpRequest request, SessionStore sessions, SessionDesk facts, ContactView view, PublicAddress address, CancellationToken cancel) =>
        Change(id, caller, request, sessions, view, address, session => Tell(session, FactTypes.Changed, new Dictionary<string, object?> { ["relatedTo"] = null }, caller, request, facts, address, cancel), cancel);

    private static async Task<Results<Ok<ContactAnswer>, ProblemHttpResult>> Change(
        Id<Session> id, Caller caller, HttpRequest request, SessionStore sessions, ContactView view, PublicAddress address, Func<Session, Task<ProblemHttpResult?>> change, CancellationToken cancel)
    {
        if (await sessions.Find(caller.TenantId, id, cancel) is not { } session)
        {
            return ApiProblem.NotFound("session");
        }
        if (!ContactView.MayChange(session, caller))
        {
            return ContactApi.NotYours();
        }
        return await change(session) is { } problem ? problem : TypedResults.Ok(await view.Whole(await sessions.Find(caller.TenantId, id, cancel) ?? session, caller, address.Of(request), cancel));
    }

    private static async Task<ProblemHttpResult?> Tell(Session session, string type, object data, Caller caller, HttpRequest request, SessionDesk facts, PublicAddress address, CancellationToken cancel) =>
        ContactApi.Refusal(await facts.Say(caller.TenantId, caller.Actor.Name, session, type, data, address.Of(request), cancel));

    /// <summary>The session's person from now on, for everybody who looks at it: the other candidates are not meant.</summary>
    private static async Task<ProblemHttpResult?> Take(
        TenantSetup setup, RecordPointer wanted, Session session, Caller caller, HttpRequest request, SessionDesk facts, RecordDesk desk, PublicAddress address, CancellationToken cancel)
    {
        await desk.Choose(setup, setup.Connections[wanted.ConnectionId.Value], session, new FoundRecord(wanted.RecordType, wanted.Record, wanted.Name ?? wanted.Record, new Dictionary<string, string>()), caller.Actor, cancel);
        var chosen = desk.Recognised(setup, wanted, session, caller.Actor);
        var others = session.Candidates.Where(c => c.Connection == chosen.Connection && !c.IsSame(chosen)).Select(c => (object)new { c.Connection, c.RecordType, c.Record, gone = true });
        object known = new { chosen.Connection, chosen.RecordType, chosen.Record, chosen.Name, chosen.Url, chosen.Why, chosen.Values };
        return await Tell(session, FactTypes.Recognised, new { records = others.Prepend(known) }, caller, request, facts, address, cancel);
    }

    private static async Task<(TenantSetup? Setup, ConversationRules? Rules, ProblemHttpResult? Problem)> Holds(RecordPointer wanted, Caller caller, Setups setups, ConnectorCatalog catalog, CancellationToken cancel)
    {
        var setup = await setups.Of(caller.TenantId, cancel);
        return string.IsNullOrWhiteSpace(wanted.Record) || wanted.Record.Length > 200 ? (null, null, ApiProblem.Invalid("invalid-record", "Nothing was changed.", new Problem("/record", "required", "Say which record: its id.")))
            : !setup.Connections.TryGetValue(wanted.ConnectionId.Value, out var connection) || ConversationRules.Of(setup, connection, catalog) is not { Vocabulary: not null } rules
                ? (null, null, ApiProblem.NotFound("connection that takes conversations"))
            : (setup, rules, null);
    }
}

/// <param name="Record">Its number or id over there.</param>
/// <param name="Name">What people call it, to be shown.</param>
public sealed record RecordPointer(Id<Connection> ConnectionId, string RecordType, string Record, string? Name = null);
