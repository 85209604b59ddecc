using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>One request to the REST interface.</summary>
/// <param name="Path">Below <c>/services/data/vNN.0</c>; one that begins with <c>/services/</c> is taken as it is, below the instance.</param>
internal sealed record SalesforceCall(HttpMethod Method, string Path, bool Writes = false)
{
    public Func<HttpContent>? Content { get; init; }

    public string? Shown { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public int ShownAnswer { get; init; } = Calls.LongestText;

    /// <summary>Longer than other calls may take: a file on its way.</summary>
    public TimeSpan? Time { get; init; }

    public static SalesforceCall Post(string path, JsonNode body, bool writes)
    {
        var (content, shown) = SalesforceWire.Body(body);
        return new SalesforceCall(HttpMethod.Post, path, writes) { Content = content, Shown = shown };
    }
}

/// <summary>Speaks to the REST interface: requests out, answers and refusals in. It knows no record type.</summary>
internal sealed class SalesforceClient(SalesforceSettings settings, HttpCalls http, ConnectorContext context, CallAllowance allowance)
{
    private static readonly string[] Wanted = ["sforce-limit-info", "ETag", "Last-Modified"];

    private readonly HttpLimits usual = new(TimeSpan.FromSeconds(settings.TimeoutSeconds), TimeSpan.FromSeconds(settings.TimeoutSeconds));
    private volatile HiddenToken? hidden;

    /// <summary>The instance of the grant that was last worked with; null before the first call.</summary>
    public Uri? Instance { get; private set; }

    /// <summary>Whose access we work with.</summary>
    public async Task<Outcome<GrantAccount>> Account(CancellationToken cancel) =>
        (await context.Access(null, cancel)).Failed(out var fault, out var grant) ? fault : grant.Account;

    /// <summary>An answer's JSON. An answer without a body is an undefined element.</summary>
    public async Task<Outcome<JsonElement>> Ask(SalesforceCall call, Calls calls, CancellationToken cancel)
    {
        if ((await Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        if (reply.Status == 204)
        {
            return default(JsonElement);
        }
        try
        {
            return reply.IsHtml ? SalesforceErrors.NoAnswer("The address answers with a web page, a sign-in page perhaps, where Salesforce's answer should be.", call.Writes)
                : JsonParts.Parse(reply.Body);
        }
        catch (JsonException wrong)
        {
            return SalesforceErrors.NoAnswer(reply.Body.IsEmpty ? "Salesforce's answer is empty." : $"Salesforce's answer cannot be read: {wrong.Message}", call.Writes);
        }
    }

    /// <summary>A successful answer, or one that says that nothing has changed (304). A token that has had its time is renewed once.</summary>
    public async Task<Outcome<HttpReply>> Send(SalesforceCall call, Calls calls, CancellationToken cancel)
    {
        if ((await context.Access(null, cancel)).Failed(out var fault, out var grant) || (await Once(call, grant, calls, cancel)).Failed(out fault, out var reply))
        {
            return fault;
        }
        if (SalesforceErrors.IsExpired(reply))
        {
            if ((await context.Access(grant.Access, cancel)).Failed(out fault, out grant) || (await Once(call, grant, calls, cancel)).Failed(out fault, out reply))
            {
                return fault;
            }
        }
        return reply.IsSuccess || reply.Status == 304 ? reply : SalesforceErrors.Of(reply, call.Writes);
    }

    private async Task<Outcome<HttpReply>> Once(SalesforceCall call, Grant grant, Calls calls, CancellationToken cancel)
    {
        if (!SalesforceHosts.MayServe(grant.Instance, settings.Login))
        {
            return new Fault(FaultKind.Credentials, $"The access that was granted works at {grant.Instance.Authority}, which does not belong to the login host of the settings. Connect again.", Code: "instance-url");
        }
        Instance = grant.Instance;
        var request = new HttpCall(call.Method, Address(grant.Instance, call.Path), call.Writes)
        {
            Content = call.Content,
            Shown = call.Shown,
            ShownAnswer = call.ShownAnswer,
            Headers = [new("Accept", "application/json"), new("Sforce-Call-Options", "client=Liaison"), .. call.Headers],
            Authorization = new AuthenticationHeaderValue("Bearer", grant.Access.Value),
            Hidden = Hide(grant),
            Wanted = Wanted,
        };
        var answer = await http.Send(request, call.Time is { } time ? usual with { Headers = time } : usual, calls, cancel);
        if (answer is Outcome<HttpReply>.Success { Value: var reply } && allowance.Note(reply.Headers.GetValueOrDefault("sforce-limit-info")) is { } budget)
        {
            context.Spent(budget);
        }
        return answer;
    }

    /// <summary>A path as requests inside a composite write it.</summary>
    public string Below(string path) => $"/services/data/v{settings.ApiVersion}{path}";

    private Uri Address(Uri instance, string path)
    {
        var root = instance.ToString().TrimEnd('/');
        // An address that an answer gave (the next page) may hold the instance's own path already.
        return new Uri(!path.StartsWith("/services/", StringComparison.Ordinal) && !path.StartsWith(instance.AbsolutePath.TrimEnd('/') + "/services/", StringComparison.Ordinal) ? $"{root}{Below(path)}"
            : path.StartsWith("/services/", StringComparison.Ordinal) ? root + path
            : instance.GetLeftPart(UriPartial.Authority) + path);
    }

    private Redaction Hide(Grant grant)
    {
        if (hidden is { } known && known.Access == grant.Access)
        {
            return known.Redaction;
        }
        return (hidden = new HiddenToken(grant.Access, Redaction.Of(grant.Refresh is { } refresh ? [grant.Access, refresh] : [grant.Access]))).Redaction;
    }

    private sealed record HiddenToken(Secret Access, Redaction Redaction);
}
