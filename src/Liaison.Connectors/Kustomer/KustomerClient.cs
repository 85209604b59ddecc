using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Speaks to the API: requests out, answers and refusals in. It knows no record type. The key is sent as it is, with each call: there is nothing to fetch before the first one, and nothing to renew.
/// </summary>
internal sealed class KustomerClient(KustomerSettings settings, HttpCalls http, ConnectorContext context, CallShare share)
{
    public const string Agent = "Liaison";
    private const string Limit = "x-ratelimit-limit";
    private const string Remaining = "x-ratelimit-remaining";
    private const string Reset = "x-ratelimit-reset";
    private const string PodHeader = "x-kustomer-pod";
    private static readonly string[] Wanted = [Limit, Remaining, Reset, PodHeader];
    private static readonly IReadOnlyList<KeyValuePair<string, string>> Always = [new("Accept", "application/json"), new("User-Agent", Agent)];

    private readonly string root = KustomerAddresses.ApiOf(settings.BaseUrl).Address;

    /// <summary>The cluster that answered last: <c>prod1</c>.</summary>
    public string? Pod { get; private set; }

    public CallBudget? Budget => share.Budget;

    public Task<Outcome<JsonElement>> Get(string path, Calls calls, CancellationToken cancel, int shown = Calls.LongestText) => Ask(HttpMethod.Get, path, null, writes: false, shown, calls, cancel);

    /// <summary>What an exact lookup finds; a success with null only when Kustomer says that there is none. Anything else that goes wrong is a fault: an outage is not “nobody”.</summary>
    public async Task<Outcome<JsonElement?>> Find(string path, Calls calls, CancellationToken cancel) => (await Get(path, calls, cancel)).Match<Outcome<JsonElement?>>(
        answer => answer.Part("data") is { ValueKind: JsonValueKind.Object } data && data.Text("id") is not null ? data : KustomerErrors.NoAnswer("Kustomer's answer holds no record.", writes: false),
        fault => fault.Kind == FaultKind.NotFound ? new Outcome<JsonElement?>.Success(null) : fault);

    /// <summary>The record that a write came to.</summary>
    public async Task<Outcome<JsonElement>> Write(HttpMethod method, string path, JsonNode body, Calls calls, CancellationToken cancel) => (await Ask(method, path, body, writes: true, Calls.LongestText, calls, cancel)).Match<Outcome<JsonElement>>(
        answer => answer.Part("data") is { ValueKind: JsonValueKind.Object } data && data.Text("id") is not null ? data : KustomerErrors.NoAnswer("Kustomer's answer does not tell what became of the write.", writes: true),
        fault => fault);

    public async Task<Outcome<JsonElement>> Ask(HttpMethod method, string path, JsonNode? body, bool writes, int shown, Calls calls, CancellationToken cancel)
    {
        if (root.Length == 0)
        {
            return new Fault(FaultKind.Refused, "The base URL is missing, or is none.", Code: "base-url");
        }
        var text = body is null ? null : JsonParts.Written(body);
        var call = new HttpCall(method, new Uri($"{root}/v1/{path}"), writes)
        {
            Content = text is null ? null : () => new StringContent(text, Encoding.UTF8, "application/json"),
            Shown = text,
            ShownAnswer = shown,
            Headers = Always,
            Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey.Value),
            Wanted = Wanted,
        };
        if ((await http.Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        Note(reply);
        return reply.IsSuccess ? Read(reply, writes) : KustomerErrors.Of(reply, writes, reply.Headers.GetValueOrDefault(Reset), context.Time.GetUtcNow());
    }

    private static Outcome<JsonElement> Read(HttpReply reply, bool writes)
    {
        if (reply.Status == 204)
        {
            return default(JsonElement);
        }
        if (reply.Body.IsEmpty || reply.IsHtml)
        {
            return KustomerErrors.NoAnswer(reply.IsHtml ? "The address answers with a web page, a sign-in page perhaps, where Kustomer's answer should be." : "Kustomer's answer is empty.", writes);
        }
        try
        {
            return JsonParts.Parse(reply.Body);
        }
        catch (JsonException wrong)
        {
            return KustomerErrors.NoAnswer($"Kustomer's answer cannot be read: {wrong.Message}", writes);
        }
    }

    private void Note(HttpReply reply)
    {
        Pod = reply.Headers.GetValueOrDefault(PodHeader) ?? Pod;
        if (long.TryParse(reply.Headers.GetValueOrDefault(Limit), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            && long.TryParse(reply.Headers.GetValueOrDefault(Remaining), NumberStyles.None, CultureInfo.InvariantCulture, out var left))
        {
            context.Spent(share.Note(new CallBudget(Math.Max(0, limit - left), limit, TimeSpan.FromMinutes(1))));
        }
    }
}
