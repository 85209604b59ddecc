using Liaison.Core.Cases;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Live;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Cases;

/// <summary>A case's files, streamed in and out.</summary>
public static class AttachmentApi
{
    /// <summary>For what stands around the file in a multipart body.</summary>
    private const long Around = 256 * 1024;

    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/cases/{id}/attachments").WithTags("Cases");
        files.MapPost("/", Add).Says("addAttachment", "Adds a file to a case: multipart/form-data with `file` and `description`. It goes to the records that the case holds.").Needs(Permission.CasesWrite)
            .WithMetadata(new RequestSizeLimitAttribute(AttachmentFiles.Most + Around)).DisableAntiforgery();
        files.MapGet("/{attachmentId}", Download).Says("getAttachment", "Gives a file's bytes. A browser that is not signed in is led to the sign-in page and back.").Needs(Permission.CasesRead);
    }

    private static async Task<Results<Created<AttachmentAnswer>, ProblemHttpResult>> Add(
        Id<Case> id, Caller caller, HttpContext http, CaseStore cases, AttachmentFiles files, CaseDesk desk, LiveChanges live, PublicAddress address, IdSource ids, TimeProvider time, CancellationToken cancel)
    {
        if (await cases.Find(caller.TenantId, id, cancel) is null)
        {
            return ApiProblem.NotFound("case");
        }
        if (http.Request.ContentLength > AttachmentFiles.Most + Around)
        {
            return TooLarge();
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = AttachmentFiles.Most + Around;
        }
        var upload = await Upload.Read(http.Request, files, cancel);
        if (upload is Upload.Refused refused)
        {
            return refused.TooLarge ? TooLarge() : ApiProblem.Invalid("invalid-attachment", "The file was not stored.", refused.Problem!);
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

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(
        Id<Case> id, Id<Attachment> attachmentId, Caller caller, HttpContext http, CaseRecords records, AttachmentFiles files, CancellationToken cancel)
    {
        if (await records.Attachment(caller.TenantId, attachmentId, cancel) is not { } file || file.Case != id)
        {
            return ApiProblem.NotFound("file");
        }
        if (files.Open(file.Sha256) is not { } bytes)
        {
            return ApiProblem.Of(410, "file-gone", $"The bytes of {file.Name} are no longer in the data folder. Restore them from a backup.");
        }
        // Whatever a file says that it is: it is saved, never shown or run as a page of ours.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(bytes, file.ContentType, file.Name, file.AddedAt, new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    private static ProblemHttpResult TooLarge() => ApiProblem.Of(413, "too-large", $"A file may have {AttachmentFiles.Most / 1024 / 1024} MB at most.");
}
