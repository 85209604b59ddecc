using Liaison.Core.Cases;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Live;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Cases;

/// <summary>A case's files, streamed in and out.</summary>
public static class AttachmentApi
{
    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/cases/{id}/attachments").WithTags("Cases");
        files.MapPost("/", Add).Says("addAttachment", "Adds a file to a case: multipart/form-data with `file` and `description`. It goes to the records that the case holds.").Needs(Permission.CasesWrite)
            .WithMetadata(new RequestSizeLimitAttribute(Upload.MostBytes)).DisableAntiforgery();
        files.MapGet("/{attachmentId}", Get).Says("getAttachment", "Gives a file's bytes. A browser that is not signed in is led to the sign-in page and back.").Needs(Permission.CasesRead);
    }

    private static async Task<Results<Created<AttachmentAnswer>, ProblemHttpResult>> Add(
        Id<Case> id, Caller caller, HttpContext http, CaseStore cases, AttachmentFiles files, CaseDesk desk, LiveChanges live, PublicAddress address, IdSource ids, TimeProvider time, CancellationToken cancel)
    {
        if (await cases.Find(caller.TenantId, id, cancel) is null)
        {
            return ApiProblem.NotFound("case");
        }
        var upload = await Upload.Read(http.Request, files, cancel);
        if (upload is Upload.Refused refused)
        {
            return refused.Told("invalid-attachment");
        }
        var whole = (Upload.Whole)upload;
        var file = new Attachment(ids.Next<Attachment>(), id, whole.Name, whole.Description, whole.ContentType, whole.Size, whole.Sha256, time.GetUtcNow(), caller.Actor.Name);
        var outcome = await desk.Attach(caller.TenantId, new Origin(caller.Actor.Name), id, file, address.Of(http.Request) + PublicAddress.Path(id, file.Id), cancel);
        if (outcome is not CaseOutcome.Saved saved)
        {
            return outcome is CaseOutcome.Conflict conflict ? ApiProblem.Stale(conflict.Version) : ApiProblem.NotFound("case");
        }
        CaseApi.Say(live, caller, saved);
        return TypedResults.Created(PublicAddress.Path(id, file.Id), AttachmentAnswer.Of(file));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Get(
        Id<Case> id, Id<Attachment> attachmentId, Caller caller, HttpContext http, CaseRecords records, AttachmentFiles files, CancellationToken cancel)
    {
        if (await records.Attachment(caller.TenantId, attachmentId, cancel) is not { } file || file.Case != id)
        {
            return ApiProblem.NotFound("file");
        }
        return Download.Of(http, files, file.Sha256, file.Name, file.ContentType, file.AddedAt);
    }
}
