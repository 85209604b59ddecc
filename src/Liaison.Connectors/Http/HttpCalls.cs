using System.Collections.ObjectModel;
using System.Diagnostics;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Http;

/// <summary>
/// Sends requests for a connector: within limits, each exchange noted for the attempt with its secrets taken out, and what the network
/// does to it told as a fault. Cancelling is not weather: it is thrown.
/// </summary>
public sealed class HttpCalls(HttpClient http, TimeProvider time, HttpLimits limits, Redaction redaction)
{
    private const int MostRedirects = 3;

    public Task<Outcome<HttpReply>> Send(HttpCall call, Calls calls, CancellationToken cancel) => Send(call, limits, calls, cancel);

    public async Task<Outcome<HttpReply>> Send(HttpCall call, HttpLimits within, Calls calls, CancellationToken cancel)
    {
        var address = call.Address;
        for (var redirects = 0; ; redirects++)
        {
            var answer = await Once(call with { Address = address }, within, calls, cancel);
            if (answer is Outcome<HttpReply>.Success { Value: { Status: > 300 and < 400, Location: { } next } } && redirects < MostRedirects
                && call.Method == HttpMethod.Get && SameOrigin(address, next = new Uri(address, next)))
            {
                address = next;
                continue;
            }
            return answer;
        }
    }

    /// <summary>A request as the log shows it: its secrets taken out.</summary>
    public string Show(string request) => redaction.Apply(request);

    private async Task<Outcome<HttpReply>> Once(HttpCall call, HttpLimits within, Calls calls, CancellationToken cancel)
    {
        var startedAt = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(within.Headers, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        using var request = new HttpRequestMessage(call.Method, call.Address);
        var watched = call.Content is null ? null : new WatchedContent(call.Content());
        request.Content = watched;
        request.Headers.Authorization = call.Authorization;
        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        var hidden = redaction.And(call.Hidden);
        int? status = null;
        string? shown = null;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            status = (int)response.StatusCode;
            // A second clock for the body: a slow answer may not live on the time that quick headers left over.
            limit.CancelAfter(within.Body);
            var (body, whole) = await BoundedBody.Read(response.Content, within.MaxAnswer, either.Token);
            var type = response.Content.Headers.ContentType;
            var reply = new HttpReply(status.Value, type?.MediaType, type?.CharSet?.Trim('"'), body, RetryAfter.Of(response.Headers.RetryAfter, time.GetUtcNow()), response.Headers.Location)
            {
                Headers = call.Wanted.Count == 0 ? ReadOnlyDictionary<string, string>.Empty : Picked(response, call.Wanted),
            };
            shown = BoundedBody.Show(reply, call.ShownAnswer, hidden);
            return whole ? reply
                : new Fault(FaultKind.Unknown, $"The answer is longer than {within.MaxAnswer:N0} bytes. It was not read to its end.", Code: "answer-too-long", InDoubt: call.Writes);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException or InvalidDataException)
        {
            shown = $"({broken.GetType().Name})";
            cancel.ThrowIfCancellationRequested();
            return NetworkFaults.Of(broken, call, mayHaveLeft: watched?.Started ?? false, hidden);
        }
        finally
        {
            calls.Add(hidden.Apply($"{call.Method} {call.Address}{(call.Shown is null ? "" : "\n\n" + call.Shown)}"), shown, status, startedAt);
        }
    }

    private static Dictionary<string, string> Picked(HttpResponseMessage response, IReadOnlyList<string> wanted)
    {
        var picked = new Dictionary<string, string>(wanted.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var name in wanted)
        {
            if (response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values))
            {
                picked[name] = values.ToString();
            }
        }
        return picked;
    }

    private static bool SameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
