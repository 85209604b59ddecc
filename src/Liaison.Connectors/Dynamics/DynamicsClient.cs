using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>One request to the Web API.</summary>
/// <param name="Path">Below <c>/api/data/v9.2/</c>, or a whole address that an answer named (the next page).</param>
internal sealed record DynamicsCall(HttpMethod Method, string Path, bool Writes = false)
{
    public Func<HttpContent>? Content { get; init; }

    public string? Shown { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public int ShownAnswer { get; init; } = Calls.LongestText;

    /// <summary>Longer than other calls may take: a file on its way.</summary>
    public TimeSpan? Time { get; init; }

    public static DynamicsCall With(HttpMethod method, string path, JsonNode body, bool writes, string? shown = null)
    {
        var text = JsonParts.Written(body);
        return new DynamicsCall(method, path, writes) { Content = () => new StringContent(text, Encoding.UTF8, "application/json"), Shown = shown ?? text };
    }
}

/// <summary>Speaks to the Web API: requests out, answers and refusals in. It knows no table.</summary>
internal sealed class DynamicsClient(DynamicsSettings settings, HttpCalls http, ConnectorContext context, AppAccess app, CallAllowance allowance)
{
    public const string Version = "v9.2";

    /// <summary>What every request says. The literal <c>null</c> keeps caches from answering in Dynamics' place.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Always =
        [new("Accept", "application/json"), new("OData-Version", "4.0"), new("OData-MaxVersion", "4.0"), new("If-None-Match", "null")];

    private static readonly string[] Wanted = [CallAllowance.Header, "OData-EntityId"];

    private readonly HttpLimits usual = new(TimeSpan.FromSeconds(settings.TimeoutSeconds), TimeSpan.FromSeconds(settings.TimeoutSeconds));
    private readonly string root = $"{settings.Instance.ToString().TrimEnd('/')}/api/data/{Version}/";
    private volatile HiddenToken? hidden;

    /// <summary>Whose access we work with.</summary>
    public async Task<Outcome<GrantAccount>> Account(Calls calls, CancellationToken cancel) => (await Access(null, calls, cancel)).Match<Outcome<GrantAccount>>(grant => grant.Account, fault => fault);

    /// <summary>An answer's JSON. An answer without a body is an undefined element.</summary>
    public async Task<Outcome<JsonElement>> Ask(DynamicsCall call, Calls calls, CancellationToken cancel) =>
        (await Send(call, calls, cancel)).Failed(out var fault, out var reply) ? fault : DynamicsWire.Read(reply, call.Writes);

    /// <summary>A successful answer, or any answer to a batch. A token that has had its time is renewed once.</summary>
    public async Task<Outcome<HttpReply>> Send(DynamicsCall call, Calls calls, CancellationToken cancel)
    {
        if ((await Access(null, calls, cancel)).Failed(out var fault, out var grant) || (await Once(call, grant, calls, cancel)).Failed(out fault, out var reply))
        {
            return fault;
        }
        if (reply.Status == 401)
        {
            if ((await Access(grant.Access, calls, cancel)).Failed(out fault, out grant) || (await Once(call, grant, calls, cancel)).Failed(out fault, out reply))
            {
                return fault;
            }
        }
        return reply.IsSuccess || Batch.IsAnswer(reply) ? reply : DynamicsErrors.Of(reply, call.Writes);
    }

    /// <summary>The path as requests inside a batch write it.</summary>
    public string Below(string path) => settings.Instance.AbsolutePath.TrimEnd('/') + $"/api/data/{Version}/{path}";

    private Task<Outcome<Grant>> Access(Secret? refused, Calls calls, CancellationToken cancel) => settings.AsApplication ? app.Get(refused, calls, cancel) : context.Access(refused, cancel);

    private async Task<Outcome<HttpReply>> Once(DynamicsCall call, Grant grant, Calls calls, CancellationToken cancel)
    {
        if (grant.Instance != settings.Instance)
        {
            return new Fault(FaultKind.Credentials, $"The access that was granted works at {grant.Instance}, and the settings name another instance. Connect again.", Code: "instance-url");
        }
        var address = call.Path.Contains("://", StringComparison.Ordinal) ? call.Path : root + call.Path;
        if (!address.StartsWith(root, StringComparison.OrdinalIgnoreCase))
        {
            return new Fault(FaultKind.Refused, $"An answer names {new Uri(address).Authority} as the place of the next page, which is not the instance. Nothing is sent there.", Code: "next-page");
        }
        var request = new HttpCall(call.Method, new Uri(address), call.Writes)
        {
            Content = call.Content,
            Shown = call.Shown,
            ShownAnswer = call.ShownAnswer,
            Headers = [.. Always.Where(one => call.Headers.All(own => own.Key != one.Key)), .. call.Headers],
            Authorization = new AuthenticationHeaderValue("Bearer", grant.Access.Value),
            Hidden = Hide(grant),
            Wanted = Wanted,
        };
        var answer = await http.Send(request, call.Time is { } time ? usual with { Headers = time } : usual, calls, cancel);
        if (answer is Outcome<HttpReply>.Success { Value: var reply } && allowance.Note(reply.Headers.GetValueOrDefault(CallAllowance.Header)) is { } budget)
        {
            context.Spent(budget);
        }
        return answer;
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
