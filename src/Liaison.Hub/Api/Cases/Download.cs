using Liaison.Hub.Api.Shared;
using Liaison.Storage.Cases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Liaison.Hub.Api.Cases;

/// <summary>Streams a stored file out. Whatever it says that it is: it is saved or played, never shown or run as a page of ours.</summary>
internal static class Download
{
    public static Results<FileStreamHttpResult, ProblemHttpResult> Of(HttpContext http, AttachmentFiles files, string sha256, string name, string contentType, DateTimeOffset addedAt)
    {
        if (files.Open(sha256) is not { } bytes)
        {
            return ApiProblem.Of(410, "file-gone", $"The bytes of {name} are no longer in the data folder. Restore them from a backup.");
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(bytes, contentType, name, addedAt, new EntityTagHeaderValue($"\"{sha256}\""), enableRangeProcessing: true);
    }
}
