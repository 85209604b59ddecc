using System.Net.Http.Headers;
using System.Text;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Feeds;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.VirtualObserver;

/// <summary>Sends change events as web requests.</summary>
internal sealed class EventSender(VirtualObserverSettings settings, HttpCalls http)
{
    public async Task<Outcome<Written>> Send(Draft draft, Calls calls, CancellationToken cancel)
    {
        var isAgent = draft.RecordType == FeedWords.AgentEvent;
        var values = draft.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Target, f => f.Value!, StringComparer.Ordinal);
        var body = EventBody.Render(isAgent ? settings.AgentBody : settings.SessionBody, settings.BodyType, new Facts(values.GetValueOrDefault));
        var call = Call(HttpMethod.Post, isAgent ? settings.AgentPath : settings.SessionPath, writes: true) with
        {
            Content = () => new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(settings.BodyType)),
            Shown = body,
        };
        if ((await http.Send(call, calls, cancel)).Failed(out var broken, out var reply))
        {
            return broken;
        }
        return FaultOf(reply) is { } fault ? fault
            : new Written(values.GetValueOrDefault("event.state") ?? draft.Key, Note: reply.Status == 409 ? "It was known there already." : null);
    }

    /// <summary>Whether the instance answers and takes the key, without sending anything.</summary>
    public async Task<Outcome<string>> Reach(Calls calls, CancellationToken cancel)
    {
        if ((await http.Send(Call(HttpMethod.Get, settings.SessionPath, writes: false), calls, cancel)).Failed(out var broken, out var reply))
        {
            return broken;
        }
        return reply.Status switch
        {
            401 or 403 => FaultOf(reply)!,
            404 => new Fault(FaultKind.Unavailable, $"{settings.Instance!.Authority} answers, but has nothing at {settings.SessionPath}. Ask CSI for the path of change events.", Code: NetworkFaults.Code(reply)),
            _ => $"Change events go to {new Uri(settings.Instance!, settings.SessionPath)} and {new Uri(settings.Instance!, settings.AgentPath)}.",
        };
    }

    private HttpCall Call(HttpMethod method, string path, bool writes) =>
        new(method, new Uri(settings.Instance ?? throw new InvalidOperationException("The instance has no address."), path), writes) { Headers = [new(settings.KeyHeader, settings.DeveloperKey.Value ?? "")] };

    /// <summary>What an answer means. A wrong path is mended in the settings, so what was sent to it is tried again rather than lost.</summary>
    private Fault? FaultOf(HttpReply reply) => reply.Status switch
    {
        409 => null,
        _ when reply.IsSuccess && reply.IsHtml => new Fault(FaultKind.Unknown, "The instance answers with a web page where it should say that it took the event.", Code: "no-answer", InDoubt: true),
        _ when reply.IsSuccess => null,
        401 or 403 => new Fault(FaultKind.Credentials, $"The instance refuses the developer key (HTTP {reply.Status}).", Code: NetworkFaults.Code(reply)),
        404 or 405 or 410 => new Fault(FaultKind.Unavailable, $"The instance takes no events at this path (HTTP {reply.Status}). Ask CSI for the path and correct it in the settings.", Code: NetworkFaults.Code(reply)),
        _ => NetworkFaults.OfStatus(reply, writes: true) ?? new Fault(FaultKind.Validation, $"The instance refuses the event (HTTP {reply.Status}): {http.Show(Said(reply))}", Code: NetworkFaults.Code(reply)),
    };

    private static string Said(HttpReply reply)
    {
        var text = Encoding.UTF8.GetString(reply.Body.Span[..Math.Min(reply.Body.Length, 400)]).Trim();
        return text.Length == 0 ? "it does not say why." : text;
    }
}
