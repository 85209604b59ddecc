using System.Text;
using System.Text.Json;
using Liaison.Sandbox.Salesforce.Rest;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Liaison.Sandbox.Salesforce.Content;

/// <summary>A new record as JSON, or as a form of two parts: the record, and the bytes of its file.</summary>
public static class UploadForm
{
    public static (JsonElement Record, byte[]? Content) Read(RestRequest request)
    {
        if (request.ParsedBody is not null || !MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type) || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return (request.Json(), null);
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            throw Refusals.Of("INVALID_MULTIPART_REQUEST", "The multipart request has no boundary.");
        }

        return ReadParts(new MultipartReader(boundary, new MemoryStream(request.Body.ToArray()))).GetAwaiter().GetResult();
    }

    /// <summary>The reader reads from memory, so nothing here waits.</summary>
    private static async Task<(JsonElement Record, byte[]? Content)> ReadParts(MultipartReader reader)
    {
        JsonElement? record = null;
        byte[]? content = null;
        try
        {
            while (await reader.ReadNextSectionAsync() is { } part)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
                {
                    throw Refusals.Of("INVALID_MULTIPART_REQUEST", "A part has no Content-Disposition.");
                }

                using var bytes = new MemoryStream();
                await part.Body.CopyToAsync(bytes);
                if (record is null)
                {
                    record = part.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) ?? false
                        ? JsonDocument.Parse(Encoding.UTF8.GetString(bytes.ToArray())).RootElement
                        : throw Refusals.Of("INVALID_MULTIPART_REQUEST", "The first part must be the record as application/json.");
                }
                else
                {
                    content = disposition.FileName.HasValue ? bytes.ToArray() : throw Refusals.Of("INVALID_MULTIPART_REQUEST", "The part with the bytes has no filename.");
                }
            }
        }
        catch (Exception wrong) when (wrong is IOException or InvalidDataException or JsonException)
        {
            throw Refusals.Of("INVALID_MULTIPART_REQUEST", wrong.Message);
        }

        return (record ?? throw Refusals.Of("INVALID_MULTIPART_REQUEST", "The multipart request has no parts."), content);
    }
}
