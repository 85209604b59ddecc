using System.Globalization;
using System.Text.Json;

namespace Liaison.Sandbox.Confirm.Web;

/// <summary>Documents for one enquiry, as ConfirmWeb takes them.</summary>
public sealed record UploadForm(int Number, IReadOnlyList<UploadForm.Document> Documents)
{
    public sealed record Document(string Name, string? Notes, byte[] Content);

    /// <summary>
    /// Reads <c>{"enquiryNumber": 5001, "centralDocLinks": [{"documentName", "documentNotes", "blobData"}]}</c>. The number may be a
    /// string and may be called "key"; the blob may hold line breaks.
    /// </summary>
    /// <exception cref="FormatException">Something is missing or of the wrong kind; the message says what.</exception>
    public static UploadForm Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object
            || !(body.TryGetProperty("enquiryNumber", out var number) || body.TryGetProperty("key", out number)))
        {
            throw new FormatException("enquiryNumber is required.");
        }

        if (!body.TryGetProperty("centralDocLinks", out var links) || links.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("centralDocLinks must be a list.");
        }

        return new UploadForm(Whole(number), [.. links.EnumerateArray().Select(One)]);
    }

    private static int Whole(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var whole) ? whole
            : number.ValueKind == JsonValueKind.String && int.TryParse(number.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out whole) ? whole
            : throw new FormatException("enquiryNumber must be a whole number.");

    private static Document One(JsonElement link)
    {
        var name = Text(link, "documentName");
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new FormatException("documentName is required.");
        }

        // Convert passes over line breaks, which MIME encoders put in.
        return new Document(name, Text(link, "documentNotes"), Convert.FromBase64String(Text(link, "blobData") ?? throw new FormatException("blobData is required.")));
    }

    private static string? Text(JsonElement link, string property) =>
        link.ValueKind == JsonValueKind.Object && link.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
