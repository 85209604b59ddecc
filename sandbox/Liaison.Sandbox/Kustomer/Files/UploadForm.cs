using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Files;

/// <summary>The signed form that lets one file into the storage, and the signed address that lets it out.</summary>
public static class UploadForm
{
    private const string Bucket = "kustomer-sandbox-attachments";
    private static readonly byte[] SigningKey = "a stand-in has no secrets"u8.ToArray();

    public static string KeyOf(Item file) => $"attachments/{Seed.Org}/{file.Id}-{file.Text("name")}";

    public static JsonObject For(KustomerStandIn org, Item file, string origin)
    {
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes(new JsonObject
        {
            ["expiration"] = KustomerStandIn.Stamp(org.Time.GetUtcNow().AddSeconds(org.Settings.UploadSeconds)),
            ["conditions"] = new JsonArray(new JsonArray("content-length-range", Length(file), Length(file)), new JsonObject { ["key"] = KeyOf(file) }),
        }.ToJsonString()));
        return new JsonObject
        {
            ["url"] = $"{origin}{KustomerStandIn.Path}/s3/{Bucket}",
            ["fields"] = new JsonObject
            {
                ["key"] = KeyOf(file), ["acl"] = "private", ["Content-Type"] = file.Text("contentType"), ["X-Amz-Meta-Attachment-Id"] = file.Id, ["bucket"] = Bucket, ["X-Amz-Algorithm"] = "AWS4-HMAC-SHA256",
                ["X-Amz-Credential"] = "sandbox/us-east-1/s3/aws4_request", ["X-Amz-Date"] = org.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture), ["Policy"] = policy, ["X-Amz-Signature"] = Sign(policy),
            },
        };
    }

    /// <summary>A short-lived address of the bytes.</summary>
    public static string Download(KustomerStandIn org, Item file, string origin)
    {
        var ends = org.Time.GetUtcNow().AddSeconds(org.Settings.UploadSeconds).ToUnixTimeSeconds();
        return $"{origin}{KustomerStandIn.Path}/s3/{Bucket}/{file.Id}?ends={ends}&X-Amz-Signature={Sign(file.Id + ends)}";
    }

    public static long Length(Item file) => (long)file.Attributes["contentLength"]!.GetValue<double>();

    public static string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(SigningKey, Encoding.UTF8.GetBytes(text)));
}
