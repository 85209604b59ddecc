using System.Text;
using System.Text.Json;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>Several requests in one: those of a change set all or none, the others one by one until the first that fails.</summary>
public static class BatchResource
{
    private const int Most = 1000;

    public static ApiAnswer Run(ApiCall call)
    {
        if (call.Ambient is not null || call.Request.Header("Content-Type") is not { } type || !type.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase))
        {
            throw new ODataException(400, "0x80060888", "The batch request must have a multipart/mixed content type with a boundary.");
        }

        var parts = BatchParts.Read(Encoding.UTF8.GetString(call.Request.Body.Span), type);
        if (parts.Sum(part => part is BatchPart.Set set ? set.Requests.Count : 1) > Most)
        {
            throw new ODataException(400, "0x80060888", $"The number of operations in a batch may not exceed {Most}.");
        }

        var goOn = call.Request.Preferences.ContainsKey("odata.continue-on-error");
        var boundary = "batchresponse_" + call.Org.NewId().ToString("D");
        var text = new StringBuilder();
        var status = StatusCodes.Status200OK;
        foreach (var part in parts)
        {
            text.Append("--").Append(boundary).Append("\r\n");
            var answer = part switch
            {
                BatchPart.Set set => ChangeSet(call, set, text),
                BatchPart.One one => Single(call, one, text),
                _ => throw new InvalidOperationException(part.GetType().Name),
            };
            if (answer >= 400 && !goOn)
            {
                status = answer;
                break;
            }
        }

        text.Append("--").Append(boundary).Append("--\r\n");
        return new ApiAnswer(status, Bytes: Encoding.UTF8.GetBytes(text.ToString()), ContentType: $"multipart/mixed; boundary={boundary}");
    }

    private static int Single(ApiCall call, BatchPart.One part, StringBuilder text)
    {
        var answer = Answer(call, part);
        Write(text, answer, null);
        return answer.Status;
    }

    private static int ChangeSet(ApiCall call, BatchPart.Set set, StringBuilder text)
    {
        var answers = new List<(ApiAnswer Answer, string? ContentId)>();
        try
        {
            call.Org.Store.Write(changes =>
            {
                var inner = call with { Ambient = changes, ContentIds = new Dictionary<string, string>(StringComparer.Ordinal) };
                foreach (var part in set.Requests)
                {
                    if (part.Method == "GET" || part.ContentId is null)
                    {
                        throw new ODataException(400, "0x80060888", part.ContentId is null ? "Content-ID is needed in every part of a change set." : "A change set may not contain a GET request.");
                    }

                    var answer = Answer(inner, part);
                    if (answer.Failed)
                    {
                        throw new FailedPartException(answer, part.ContentId);
                    }

                    answers.Add((answer, part.ContentId));
                    if (answer.Headers.TryGetValue("Location", out var address))
                    {
                        inner.ContentIds![part.ContentId] = address[call.Base.Length..];
                    }
                }

                return true;
            });
        }
        catch (FailedPartException failed)
        {
            Write(text, failed.Answer, failed.ContentId);
            return failed.Answer.Status;
        }
        catch (ODataException refused)
        {
            Write(text, ApiAnswer.Refused(refused), null);
            return refused.Status;
        }

        var boundary = "changesetresponse_" + call.Org.NewId().ToString("D");
        text.Append("Content-Type: multipart/mixed; boundary=").Append(boundary).Append("\r\n\r\n");
        foreach (var (answer, contentId) in answers)
        {
            text.Append("--").Append(boundary).Append("\r\n");
            Write(text, answer, contentId);
        }

        text.Append("--").Append(boundary).Append("--\r\n");
        return StatusCodes.Status200OK;
    }

    private static ApiAnswer Answer(ApiCall call, BatchPart.One part)
    {
        try
        {
            var target = References(call, part.Target);
            if (ApiRequest.Parse(part.Method, target, part.Headers, Encoding.UTF8.GetBytes(part.Body)) is not { } request)
            {
                return ApiAnswer.Refused(ODataException.NoSegment(part.Target));
            }

            var inner = call with { Request = request };
            var (operation, table) = Operation.Of(request, call.Schema);
            call.Org.Counters.Count("inside." + operation);
            return Faults.FaultDoor.Inside(call.Org, operation, table) ?? Router.Answer(inner);
        }
        catch (ODataException refused)
        {
            return ApiAnswer.Refused(refused);
        }
    }

    /// <summary>An address may begin with what an earlier part made.</summary>
    private static string References(ApiCall call, string target) => target.StartsWith('$') ? $"/api/data/{call.Request.Version}/" + Records.References.ContentId(call.ContentIds, target)
        : target.StartsWith('/') || target.Contains("://", StringComparison.Ordinal) ? target : $"/api/data/{call.Request.Version}/{target}";

    private static void Write(StringBuilder text, ApiAnswer answer, string? contentId)
    {
        text.Append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (contentId is not null)
        {
            text.Append("Content-ID: ").Append(contentId).Append("\r\n");
        }

        text.Append("\r\nHTTP/1.1 ").Append(answer.Status).Append(' ').Append(Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(answer.Status)).Append("\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        var body = answer.Bytes is { } bytes ? Encoding.UTF8.GetString(bytes) : answer.Json?.ToJsonString(AnswerBody.Json);
        text.Append("OData-Version: 4.0\r\n");
        text.Append(body is null ? "" : $"Content-Type: {answer.ContentType}\r\n").Append("\r\n").Append(body).Append("\r\n");
    }

    private sealed class FailedPartException(ApiAnswer answer, string contentId) : Exception
    {
        public ApiAnswer Answer { get; } = answer;

        public string ContentId { get; } = contentId;
    }
}
