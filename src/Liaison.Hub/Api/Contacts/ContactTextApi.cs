using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Api.Web;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Sessions as text: a transcript, and the history of contacts as a table. And the address of a session's page.</summary>
public static class ContactTextApi
{
    public static void MapContactTexts(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/sessions").WithTags("Sessions");
        sessions.MapGet("/{id}/transcript", Transcript).Says("getSessionTranscript", "Gives what was said as plain text, with times in `zone` (an IANA name), or else in the caller's own.").Needs(Permission.SessionsRead);
        sessions.MapGet("/export.csv", Export).Says("exportSessions", "Gives all sessions that the filter chooses as comma-separated values, oldest first, with times in `zone` or else in the caller's own.").Needs(Permission.SessionsExport);
    }

    /// <summary>The page itself: whoever is not signed in is led to the sign-in page, and back.</summary>
    public static void MapContactPage(this IEndpointRouteBuilder routes) => routes.MapGet("/sessions/{id}", static (string id, HttpContext http) => BrowserPart.Index(http)).ExcludeFromDescription().Needs(Permission.SignedIn);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Transcript(Id<Session> id, string? zone, Caller caller, HttpContext http, SessionStore sessions, CancellationToken cancel)
    {
        if (await sessions.Find(caller.TenantId, id, cancel) is not { } session)
        {
            return ApiProblem.NotFound("session");
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(TranscriptText.Of(session, Zones.Of(zone, caller)), "text/plain; charset=utf-8");
    }

    private static async Task Export([AsParameters] ContactQuery query, string? zone, Caller caller, HttpContext http, SessionList list, PublicAddress address, CancellationToken cancel)
    {
        var (filter, local) = (query.Read(), Zones.Of(zone, caller));
        http.Response.ContentType = "text/csv; charset=utf-8; header=present";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"contacts.csv\"";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await using var text = new StreamWriter(http.Response.Body, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await text.WriteAsync(ContactTable.Head);
        await foreach (var row in list.All(caller.TenantId, filter, cancel))
        {
            await text.WriteAsync(ContactTable.Line(row, local, address.Of(http.Request)));
        }
        await text.FlushAsync(cancel);
    }
}
