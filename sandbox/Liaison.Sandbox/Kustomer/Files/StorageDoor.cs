using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Faults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Liaison.Sandbox.Kustomer.Files;

/// <summary>The storage that files go to: a form with every field as it was given and the file last; 204 when it is kept. It speaks XML and knows no API key.</summary>
public static class StorageDoor
{
    public static void Map(IEndpointRouteBuilder routes, KustomerStandIn org)
    {
        routes.MapPost(KustomerStandIn.Path + "/s3/{bucket}", http => Upload(http, org));
        routes.MapGet(KustomerStandIn.Path + "/s3/{bucket}/{id}", (HttpContext http, string id) => FaultDoor.Under(http, org, "download", "attachments", () => Download(http, org, id)));
    }

    private static async Task Upload(HttpContext http, KustomerStandIn org)
    {
        var answer = await Keep(http, org);
        await FaultDoor.Under(http, org, "upload", "attachments", () => answer());
    }

    /// <summary>Reads the form; what it returns does the work.</summary>
    private static async Task<Func<ApiAnswer>> Keep(HttpContext http, KustomerStandIn org)
    {
        if (http.Request.Headers.Authorization.Count > 0)
        {
            return () => Refuse(400, "InvalidArgument", "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified");
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { } boundary)
        {
            return () => Refuse(412, "PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new MultipartReader(boundary, http.Request.Body);
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            var name = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) ? HeaderUtilities.RemoveQuotes(disposition.Name).Value : null;
            if (name != "file")
            {
                fields[name ?? ""] = await section.ReadAsStringAsync(http.RequestAborted);
                continue;
            }

            // What follows the file is not looked at.
            if (Wrong(org, fields) is { } wrong)
            {
                return () => wrong;
            }

            var id = fields["X-Amz-Meta-Attachment-Id"];
            var length = org.Length(id);
            var kept = await org.Files.Keep(id, section.Body, length, http.RequestAborted);
            return () => kept == length ? org.Uploaded(id) : Refuse(400, kept > length ? "EntityTooLarge" : "EntityTooSmall", $"Your proposed upload is {(kept > length ? "larger than the maximum" : "smaller than the minimum")} allowed size");
        }

        return () => Refuse(400, "InvalidArgument", "POST requires exactly one file upload per request.");
    }

    private static ApiAnswer? Wrong(KustomerStandIn org, Dictionary<string, string> fields)
    {
        if (!fields.TryGetValue("Policy", out var policy) || !fields.TryGetValue("X-Amz-Signature", out var signature) || !fields.TryGetValue("key", out var key) || !fields.TryGetValue("X-Amz-Meta-Attachment-Id", out var id))
        {
            return Refuse(400, "InvalidArgument", "Bucket POST must contain a field named 'Policy'.");
        }

        if (signature != UploadForm.Sign(policy))
        {
            return Refuse(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
        }

        var said = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(policy)))!;
        return DateTimeOffset.Parse((string)said["expiration"]!, CultureInfo.InvariantCulture) < org.Time.GetUtcNow() ? Refuse(403, "AccessDenied", "Invalid according to Policy: Policy expired.")
            : (string?)said["conditions"]![1]!["key"] != key || !key.Contains(id, StringComparison.Ordinal) || !fields.ContainsKey("Content-Type") ? Refuse(403, "AccessDenied", "Invalid according to Policy: Policy Condition failed") : null;
    }

    private static ApiAnswer Download(HttpContext http, KustomerStandIn org, string id)
    {
        var ends = http.Request.Query["ends"].ToString();
        return http.Request.Query["X-Amz-Signature"] != UploadForm.Sign(id + ends) || !long.TryParse(ends, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || DateTimeOffset.FromUnixTimeSeconds(seconds) < org.Time.GetUtcNow()
            ? Refuse(403, "AccessDenied", "Request has expired")
            : org.Files.Find(id) is { } bytes ? new ApiAnswer(200, Bytes: bytes, ContentType: org.ContentType(id)) : Refuse(404, "NoSuchKey", "The specified key does not exist.");
    }

    private static ApiAnswer Refuse(int status, string code, string message) =>
        new(status, Bytes: Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"), ContentType: "application/xml");
}
