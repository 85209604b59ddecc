using System.Text.Json;
using Liaison.Core.Cases;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Sessions: listed, shown whole, and what people add to them.</summary>
public static class ContactApi
{
    private const int LongestKey = 100;

    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/sessions").WithTags("Sessions");
        sessions.MapGet("/", List).Says("listSessions", "Lists sessions, page by page, by their start: `sort` is -start (newest first) or start.").Needs(Permission.SessionsRead);
        sessions.MapGet("/facts", Catalogue).Says("listSessionFacts", "Lists the facts of sessions that mappings and conditions may name, with the items that the latest sessions had.").Needs(Permission.ConfigurationRead);
        sessions.MapGet("/{id}", Get).Says("getContactSession", "Gives one session whole, with its records, its deliveries and why they went where they went.").Needs(Permission.SessionsRead);
        sessions.MapPatch("/{id}", Change).Says("changeSession", "Changes disposition, tags or the related record of a session; what is left out stays, and null empties. Agents change what is theirs.").Needs(Permission.SessionsWrite);
        sessions.MapPost("/{id}/notes", AddNote).Says("addSessionNote", "Adds a note to a session, or replaces the caller's own of the same key. Agents add to what is theirs.").Needs(Permission.SessionsWrite);
        routes.MapGet("/events/types", Types).WithTags("Sessions").Says("listFactTypes", "Lists the kinds of fact that can be told of sessions, each with the JSON schema of its data.").Needs(Permission.SessionsRead);
    }

    private static async Task<ContactPage> List(
        [AsParameters] ContactQuery query, Caller caller, SessionList list, Setups setups, ContactView view, string? sort, string? after, int? limit, CancellationToken cancel)
    {
        var (filter, most) = (query.Read(), Pages.Limit(limit));
        var found = await list.Page(caller.TenantId, filter, ContactQuery.NewestFirst(sort), ContactQuery.Place(after), most, cancel);
        var setup = await setups.Of(caller.TenantId, cancel);
        return new ContactPage(
            [.. found.Select(s => view.Row(setup, s))], found.Count == most ? ContactQuery.Next(found[^1].Place) : null, await list.Count(caller.TenantId, filter, cancel));
    }

    private static async Task<Results<Ok<ContactAnswer>, ProblemHttpResult>> Get(
        Id<Session> id, Caller caller, HttpRequest request, SessionStore sessions, ContactView view, PublicAddress address, CancellationToken cancel) =>
        await sessions.Find(caller.TenantId, id, cancel) is { } found ? TypedResults.Ok(await view.Whole(found, caller, address.Of(request), cancel)) : ApiProblem.NotFound("session");

    private static async Task<Results<Ok<ContactAnswer>, ProblemHttpResult>> Change(
        Id<Session> id, ContactPatch patch, Caller caller, HttpRequest request, SessionStore sessions, SessionDesk desk, ContactView view, PublicAddress address, CancellationToken cancel) =>
        await Say(id, caller, request, sessions, desk, view, address, session => Facts(session, patch), cancel);

    private static async Task<Results<Ok<ContactAnswer>, ProblemHttpResult>> AddNote(
        Id<Session> id, SessionNoteBody body, Caller caller, HttpRequest request, SessionStore sessions, SessionDesk desk, ContactView view, PublicAddress address, CancellationToken cancel) =>
        body switch
        {
            { Key.Length: > LongestKey } => ApiProblem.Invalid("invalid-note", "Nothing was added.", new Problem("/key", "too-long", $"A key has at most {LongestKey} characters.")),
            { Key: not { Length: > 0 } } when string.IsNullOrWhiteSpace(body.Text) =>
                ApiProblem.Invalid("invalid-note", "Nothing was added.", new Problem("/text", "required", $"A note needs a text of at most {FactTypes.LongestNote:N0} characters.")),
            // Whose it is stands before the key, so that nobody writes over another's note.
            { Key: { Length: > 0 } key } => await Say(id, caller, request, sessions, desk, view, address, _ => [(FactTypes.Note, new { key = $"{caller.Actor.Id}:{key}", text = body.Text.Trim(), who = caller.Actor.Name })], cancel),
            _ => await Say(id, caller, request, sessions, desk, view, address, _ => [(FactTypes.Note, new { text = body.Text.Trim(), who = caller.Actor.Name })], cancel),
        };

    private static async Task<Items<FactDescription>> Catalogue(Caller caller, SessionStore sessions, Language language, CancellationToken cancel) =>
        new(SessionFacts.Catalogue(await sessions.Items(caller.TenantId, cancel), Words.Of(typeof(SessionFacts), language)));

    private static Items<FactTypeAnswer> Types() => new([.. FactTypes.All.Select(t => new FactTypeAnswer(t.Name, t.Says, FactSchema.Of(t)))]);

    /// <summary>Takes in what the caller says of a session, fact by fact, and shows what it is then.</summary>
    private static async Task<Results<Ok<ContactAnswer>, ProblemHttpResult>> Say(
        Id<Session> id, Caller caller, HttpRequest request, SessionStore sessions, SessionDesk desk, ContactView view, PublicAddress address,
        Func<Session, IEnumerable<(string Type, object Data)>> facts, CancellationToken cancel)
    {
        if (await sessions.Find(caller.TenantId, id, cancel) is not { } session)
        {
            return ApiProblem.NotFound("session");
        }
        if (!ContactView.MayChange(session, caller))
        {
            return NotYours();
        }
        var hub = address.Of(request);
        foreach (var (type, data) in facts(session))
        {
            if (Refusal(await desk.Say(caller.TenantId, caller.Actor.Name, session, type, data, hub, cancel)) is { } refusal)
            {
                return refusal;
            }
        }
        return TypedResults.Ok(await view.Whole(await sessions.Find(caller.TenantId, id, cancel) ?? session, caller, hub, cancel));
    }

    private static IEnumerable<(string Type, object Data)> Facts(Session session, ContactPatch patch)
    {
        var disposition = new Dictionary<string, object?>(StringComparer.Ordinal);
        AddGiven(disposition, "disposition", patch.Disposition);
        AddGiven(disposition, "subDisposition", patch.SubDisposition);
        if (disposition.Count > 0)
        {
            yield return (FactTypes.Disposition, disposition);
        }
        if (patch.Tags is { } tags)
        {
            yield return (FactTypes.Tagged, new { add = tags.Except(session.Tags, StringComparer.Ordinal), remove = session.Tags.Except(tags, StringComparer.Ordinal) });
        }
        var related = new Dictionary<string, object?>(StringComparer.Ordinal);
        AddGiven(related, "relatedTo", patch.RelatedTo);
        if (related.Count > 0)
        {
            yield return (FactTypes.Changed, related);
        }
    }

    private static void AddGiven(Dictionary<string, object?> data, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            data[name] = value;
        }
    }

    internal static ProblemHttpResult NotYours() => ApiProblem.Of(403, "not-yours", "An agent changes sessions of which they had a leg. A supervisor can change all.");

    internal static ProblemHttpResult? Refusal(SessionOutcome outcome) => outcome switch
    {
        SessionOutcome.Invalid(var problems) => ApiProblem.Invalid("invalid-session", "Nothing of this was changed.", [.. problems]),
        SessionOutcome.Full(var why) => ApiProblem.Invalid("session-full", why),
        _ => null,
    };
}
