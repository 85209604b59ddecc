using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>One request among several that travel together.</summary>
internal sealed record BatchPart(HttpMethod Method, string Path, JsonObject? Body = null)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}

/// <summary>What became of one of them.</summary>
/// <param name="Number">Which request of a change set it answers, counted from 1, if it says so.</param>
internal sealed record BatchAnswer(int Status, JsonElement Body, int? Number = null)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public DynamicsError Error => DynamicsErrors.ErrorIn(Body) ?? new DynamicsError("", "");

    public Fault Fault(bool writes) => DynamicsErrors.Of(Error, Status, writes);
}

/// <summary>Several requests in one call (https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api): reads one by one, or a change set that is kept whole or not at all.</summary>
internal static partial class Batch
{
    private const string Name = "batch_liaison";
    private const string Set = "changeset_liaison";

    public static bool IsAnswer(HttpReply reply) => reply.MediaType is { } type && type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads, whose answers come in the order of the requests; each may fail without the others.</summary>
    public static async Task<Outcome<IReadOnlyList<BatchAnswer>>> Read(DynamicsClient client, IReadOnlyList<BatchPart> parts, Calls calls, CancellationToken cancel, int shown = Calls.LongestText)
    {
        var body = new StringBuilder();
        foreach (var part in parts)
        {
            body.Append($"--{Name}\r\n");
            Write(client, body, part, null);
        }
        var sent = await Send(client, body.Append($"--{Name}--\r\n").ToString(), [new("Prefer", "odata.continue-on-error")], writes: false, shown, calls, cancel);
        return sent.Failed(out var fault, out var answers) ? fault
            : answers.Count == parts.Count ? answers.ToList()
            : answers.FirstOrDefault(answer => !answer.IsSuccess) is { } wrong ? wrong.Fault(writes: false)
            : DynamicsErrors.NoAnswer("Dynamics' answer does not tell what became of each request.", writes: false);
    }

    /// <summary>Writes that are kept together or not at all.</summary>
    /// <returns>The answers in the order of the requests, or the one answer of whatever failed.</returns>
    public static async Task<Outcome<IReadOnlyList<BatchAnswer>>> Together(DynamicsClient client, IReadOnlyList<BatchPart> parts, Calls calls, CancellationToken cancel)
    {
        var body = new StringBuilder($"--{Name}\r\nContent-Type: multipart/mixed; boundary={Set}\r\n\r\n");
        for (var number = 1; number <= parts.Count; number++)
        {
            body.Append($"--{Set}\r\n");
            Write(client, body, parts[number - 1], number);
        }
        var sent = await Send(client, body.Append($"--{Set}--\r\n--{Name}--\r\n").ToString(), [], writes: true, Calls.LongestText, calls, cancel);
        return sent.Failed(out var fault, out var answers) ? fault
            : answers.Count == parts.Count || answers.Any(answer => !answer.IsSuccess) ? answers.ToList()
            : DynamicsErrors.NoAnswer("Dynamics' answer does not tell what became of each request.", writes: true);
    }

    private static async Task<Outcome<List<BatchAnswer>>> Send(DynamicsClient client, string body, IReadOnlyList<KeyValuePair<string, string>> headers, bool writes, int shown, Calls calls, CancellationToken cancel)
    {
        var call = new DynamicsCall(HttpMethod.Post, "$batch", writes)
        {
            Content = () =>
            {
                var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                content.Headers.TryAddWithoutValidation("Content-Type", "multipart/mixed; boundary=" + Name);
                return content;
            },
            Headers = headers,
            Shown = body,
            ShownAnswer = shown,
        };
        if ((await client.Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        var answers = IsAnswer(reply) ? Parse(Encoding.UTF8.GetString(reply.Body.Span)) : null;
        return answers is { Count: > 0 } ? answers
            : DynamicsErrors.NoAnswer(reply.Body.IsEmpty ? "Dynamics' answer is empty." : reply.IsHtml ? "The address answers with a web page, a sign-in page perhaps, where Dynamics' answer should be." : "Dynamics' answer to several requests cannot be read.", writes);
    }

    private static void Write(DynamicsClient client, StringBuilder body, BatchPart part, int? number)
    {
        body.Append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        body.Append(number is { } id ? string.Create(CultureInfo.InvariantCulture, $"Content-ID: {id}\r\n\r\n") : "\r\n");
        body.Append($"{part.Method.Method} {client.Below(part.Path)} HTTP/1.1\r\nAccept: application/json\r\n");
        foreach (var (name, value) in part.Headers)
        {
            body.Append($"{name}: {value}\r\n");
        }
        body.Append(part.Body is null ? "\r\n" : $"Content-Type: application/json\r\n\r\n{JsonParts.Written(part.Body)}\r\n");
    }

    /// <returns>Each answer in turn; null when the end is missing, since then it is half an answer.</returns>
    internal static List<BatchAnswer>? Parse(string text)
    {
        var delimiter = text.Split('\n')[0].Trim();
        if (!delimiter.StartsWith("--", StringComparison.Ordinal) || !text.TrimEnd().EndsWith(delimiter + "--", StringComparison.Ordinal))
        {
            return null;
        }
        var answers = new List<BatchAnswer>();
        foreach (var part in Boundary().Split(text))
        {
            if (StatusLine().Match(part) is not { Success: true } status)
            {
                continue;
            }
            var start = part.IndexOf('{', status.Index);
            try
            {
                answers.Add(new BatchAnswer(int.Parse(status.Groups["status"].Value, CultureInfo.InvariantCulture), start < 0 ? default : JsonParts.Parse(Encoding.UTF8.GetBytes(part[start..].TrimEnd())),
                    ContentId().Match(part, 0, status.Index) is { Success: true } id ? int.Parse(id.Groups["id"].Value, CultureInfo.InvariantCulture) : null));
            }
            catch (JsonException)
            {
                return null;
            }
        }
        return answers;
    }

    [GeneratedRegex(@"^HTTP/1\.1 (?<status>\d{3})", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"^Content-ID: (?<id>\d{1,4})\s*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ContentId();

    [GeneratedRegex(@"^--(batchresponse|changesetresponse)_[A-Za-z0-9-]+(--)?\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Boundary();
}
