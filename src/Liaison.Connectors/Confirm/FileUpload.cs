using System.Net.Http.Headers;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Puts files into Confirm through ConfirmWeb. On when its address is set.</summary>
internal sealed class FileUpload(ConfirmSettings settings, HttpCalls http, TimeProvider time, Func<string, CancellationToken, Task<Stream?>> readFile)
{
    private static readonly JsonDocumentOptions Careful = new() { MaxDepth = 32 };
    private readonly Uri? web = settings.WebAddress();
    private readonly ConfirmAuth? auth = settings.WebAddress() is { } address ? new ConfirmAuth(settings, address, http, time) : null;

    /// <summary>Which header took the token the last time; both have been seen in use.</summary>
    private volatile bool bearer;

    public bool IsOn => web is not null;

    public async Task<Outcome<Written>> Upload(string enquiry, DraftFile file, Calls calls, CancellationToken cancel)
    {
        var notes = Soap.LegalText.Clean(file.Description is { Length: > 0 } said ? said : file.Name).Text;
        Stream? opened = null;
        async Task<HttpCall?> Make()
        {
            opened = await readFile(file.Attachment, cancel);
            return opened is null ? null : new HttpCall(HttpMethod.Post, new Uri(web!, "centralEnquiries"), Writes: true)
            {
                Content = () => new UploadBody(enquiry, file.Name, notes, opened),
                Shown = UploadBody.Shown(enquiry, file.Name, notes, file.Size),
            };
        }
        if ((await Send(Make, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        return reply.IsSuccess && !reply.IsHtml ? new Written(enquiry, Note: $"Uploaded {file.Name}.")
            : reply.IsSuccess ? ConfirmErrors.NoAnswer("ConfirmWeb answers with a web page, a sign-in page perhaps.", writes: true)
            : UploadErrors.OfStatus(reply, writes: true);
    }

    /// <summary>Whether a document of that name and description is there already. (That reading an enquiry lists its documents is assumed.)</summary>
    public async Task<Outcome<bool?>> Holds(string enquiry, DraftFile file, Calls calls, CancellationToken cancel)
    {
        var call = new HttpCall(HttpMethod.Get, new Uri(web!, "enquiries/" + Uri.EscapeDataString(enquiry)));
        if ((await Send(() => Task.FromResult<HttpCall?>(call), calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        if (!reply.IsSuccess)
        {
            return UploadErrors.OfStatus(reply, writes: false);
        }
        try
        {
            using var json = JsonDocument.Parse(reply.Body, Careful);
            return json.RootElement.TryGetProperty("documents", out var documents) && documents.ValueKind == JsonValueKind.Array
                ? (bool?)documents.EnumerateArray().Any(document => Text(document, "fileName") == file.Name && (file.Description.Length == 0 || Text(document, "documentNotes") == file.Description))
                : new Fault(FaultKind.InDoubt, "ConfirmWeb does not say which documents the enquiry has, so it is not known whether the file arrived.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return new Fault(FaultKind.Unknown, $"ConfirmWeb's answer cannot be read: {wrong.Message}");
        }
    }

    /// <summary>Gets a token, to see that the address and the user are right.</summary>
    public async Task<Outcome<WebToken>> Test(Calls calls, CancellationToken cancel) => await auth!.Token(null, calls, cancel);

    /// <summary>Sends with the token in one header, then in the other, then both once more with a new token.</summary>
    private async Task<Outcome<HttpReply>> Send(Func<Task<HttpCall?>> make, Calls calls, CancellationToken cancel)
    {
        WebToken? refused = null;
        while (true)
        {
            if ((await auth!.Token(refused, calls, cancel)).Failed(out var fault, out var token))
            {
                return fault;
            }
            HttpReply? reply = null;
            foreach (var asBearer in new[] { bearer, !bearer })
            {
                if (await make() is not { } call)
                {
                    return new Fault(FaultKind.NotFound, "The file to upload is not there any more.", Code: "no-file");
                }
                if ((await http.Send(Signed(call, token, asBearer), calls, cancel)).Failed(out fault, out reply))
                {
                    return fault;
                }
                if (reply.Status != 401)
                {
                    bearer = asBearer;
                    return reply;
                }
            }
            if (refused is not null)
            {
                return reply!;
            }
            refused = token;
        }
    }

    private static HttpCall Signed(HttpCall call, WebToken token, bool asBearer) => asBearer
        ? call with { Authorization = new AuthenticationHeaderValue("Bearer", token.Delivered) }
        : call with { Headers = [.. call.Headers, new("AccessToken", token.Decoded)] };

    private static string? Text(JsonElement document, string property) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
