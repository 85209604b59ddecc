using Liaison.Core.Cases;
using Liaison.Core.Sessions;
using Liaison.Core.Sessions.Facts;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Contacts;

/// <summary>A session's recordings and attachments, streamed in and out.</summary>
public static class ContactFileApi
{
    public static void MapContactFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/sessions/{id}/files").WithTags("Sessions");
        files.MapPost("/", Add).Says("addSessionFile", "Adds a file to a session: multipart/form-data with `file`. `kind` is attachment, recording or transcript; `key` names a recording that was told of before; `part` its part.")
            .Needs(Permission.SessionsWrite).WithMetadata(new RequestSizeLimitAttribute(Upload.MostBytes)).DisableAntiforgery();
        files.MapGet("/{fileId}", Get).Says("getSessionFile", "Gives a file's bytes, or a range of them. A browser that is not signed in is led to the sign-in page and back.").Needs(Permission.SessionsRead);
    }

    private static async Task<Results<Created<ContactFile>, ProblemHttpResult>> Add(
        Id<Session> id, string? kind, string? key, int? part, Caller caller, HttpContext http, SessionStore sessions, AttachmentFiles files, SessionDesk desk, PublicAddress address, IdSource ids, TimeProvider time,
        CancellationToken cancel)
    {
        if (kind is not (null or "" or "attachment" or "recording" or "transcript"))
        {
            throw new BadHttpRequestException("The parameter “kind” is attachment, recording or transcript.");
        }
        if (await sessions.Find(caller.TenantId, id, cancel) is not { } session)
        {
            return ApiProblem.NotFound("session");
        }
        if (!ContactView.MayChange(session, caller))
        {
            return ContactApi.NotYours();
        }
        var upload = await Upload.Read(http.Request, files, cancel);
        if (upload is Upload.Refused refused)
        {
            return refused.Told("invalid-file");
        }
        var whole = (Upload.Whole)upload;
        var file = new SessionAttachment(ids.Next<Attachment>(), whole.Name, whole.Description, whole.ContentType, whole.Size, whole.Sha256, time.GetUtcNow(), caller.Actor.Name);
        var name = string.IsNullOrWhiteSpace(key) ? file.Id.Value : key.Trim();
        object data = kind == "recording"
            ? new { key = name, name = file.Name, contentType = file.ContentType, size = file.Size, part }
            : new { key = name, name = file.Name, contentType = file.ContentType, size = file.Size, kind = string.IsNullOrEmpty(kind) ? "attachment" : kind };
        var outcome = await desk.Say(caller.TenantId, caller.Actor.Name, session, kind == "recording" ? FactTypes.Recording : FactTypes.File, data, address.Of(http.Request), cancel, file);
        if (ContactApi.Refusal(outcome) is { } refusal)
        {
            return refusal;
        }
        var after = await sessions.Find(caller.TenantId, id, cancel) ?? session;
        return TypedResults.Created(SessionLight.FilePath(id, file.Id.Value), ContactView.FileOf(after, after.Files.First(f => f.Key == name)));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Get(
        Id<Session> id, Id<Attachment> fileId, Caller caller, HttpContext http, SessionStore sessions, AttachmentFiles files, CancellationToken cancel)
    {
        if (await sessions.File(caller.TenantId, id, fileId, cancel) is not { } file)
        {
            return ApiProblem.NotFound("file");
        }
        return Download.Of(http, files, file.Sha256, file.Name, file.ContentType, file.AddedAt);
    }
}
