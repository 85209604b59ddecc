using System.Text;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Cases;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Liaison.Hub.Api.Cases;

/// <summary>Reads a multipart body part by part; the file goes to the disk as it comes, and is never held in memory.</summary>
internal abstract record Upload
{
    /// <summary>How long a body may be: a file, and what stands around it.</summary>
    public const long MostBytes = AttachmentFiles.Most + (256 * 1024);

    private const int LongestName = 200;
    private const int LongestDescription = 2_000;

    private Upload() { }

    public sealed record Whole(string Name, string ContentType, string Sha256, long Size, string Description) : Upload;

    /// <param name="Problem">What is wrong with the body; null when it is too large.</param>
    public sealed record Refused(Problem? Problem) : Upload
    {
        /// <param name="code">Of the problem document, unless the file is too large.</param>
        public ProblemHttpResult Told(string code) => Problem is null
            ? ApiProblem.Of(413, "too-large", $"A file may have {AttachmentFiles.Most / 1024 / 1024} MB at most.") : ApiProblem.Invalid(code, "The file was not stored.", Problem);
    }

    public static async Task<Upload> Read(HttpRequest request, AttachmentFiles files, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
        {
            return new Refused(null);
        }
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes;
        }
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return Wrong("", "wrong-content-type", "Send the file as multipart/form-data.");
        }
        Whole? file = null;
        var description = "";
        try
        {
            var parts = new MultipartReader(boundary, request.Body);
            while (await parts.ReadNextSectionAsync(cancel) is { } part)
            {
                var disposition = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var parsed) ? parsed : null;
                switch (HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value)
                {
                    case "file" when file is null:
                        switch (await files.Store(part.Body, cancel))
                        {
                            case StoredFile.TooLarge:
                                return new Refused(null);
                            case StoredFile.Done done:
                                file = new Whole(NameOf(disposition!), ContentTypeOf(part.ContentType), done.Sha256, done.Size, "");
                                break;
                        }
                        break;
                    case "description":
                        using (var text = new StreamReader(part.Body, Encoding.UTF8))
                        {
                            var most = new char[LongestDescription + 1];
                            description = new string(most, 0, await text.ReadBlockAsync(most, cancel)).Replace("\0", "", StringComparison.Ordinal).Trim();
                        }
                        break;
                }
            }
        }
        catch (InvalidDataException broken)
        {
            return Wrong("", "malformed", $"The multipart body cannot be read: {broken.Message}");
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            return Wrong("", "malformed", "The multipart body ended before its end.");
        }
        return file is null ? Wrong("/file", "required", "There is no part named “file”.")
            : file.Size == 0 ? Wrong("/file", "empty", "The file is empty.")
            : description.Length > LongestDescription ? Wrong("/description", "too-long", $"A description may have {LongestDescription:N0} characters at most.")
            : file with { Description = description };
    }

    private static Refused Wrong(string at, string code, string message) => new(new Problem(at, code, message));

    /// <summary>The file's own name, without any folder, and without letters that no file name may hold.</summary>
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var told = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value ?? "";
        var name = new string([.. told[(told.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c) && c is not ('<' or '>' or ':' or '"' or '|' or '?' or '*'))]).Trim().TrimStart('.');
        if (name.Length > LongestName)
        {
            // The ending says what it is, so it stays.
            var ending = Path.GetExtension(name);
            ending = ending.Length > 20 ? "" : ending;
            name = Renderer.CutTo(name, LongestName - ending.Length) + ending;
        }
        return name.Length == 0 ? "file" : name;
    }

    private static string ContentTypeOf(string? told) => MediaTypeHeaderValue.TryParse(told, out var type) && type.MediaType is { HasValue: true, Length: <= 100 } ? type.MediaType.Value! : "application/octet-stream";
}
