using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Live;

namespace Liaison.Hub.Api.Live;

/// <summary>Server-sent events that say what changed.</summary>
public static class LiveApi
{
    /// <summary>So that proxies between do not take a quiet stream for a dead one.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/live/changes", Changes).WithTags("Live")
        .Says("watchChanges", "Server-sent events: `change` with {topic: deliveries, cases, connections or sessions} when something of it changed; fetch it again.").Needs(Permission.SignedIn);

    private static IResult Changes(Caller caller, LiveChanges changes, HttpContext http, IHostApplicationLifetime hub, TimeProvider time) =>
        TypedResults.ServerSentEvents(Events(caller.TenantId, changes, time, hub.ApplicationStopping, http.RequestAborted));

    private static async IAsyncEnumerable<SseItem<object>> Events(
        Id<Tenant> tenant, LiveChanges changes, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A hub that stops does not wait for pages to close.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        using var listener = changes.Listen(tenant);
        yield return new SseItem<object>(new { }, "ready");
        while (await Next(listener, time, either.Token) is { } topics)
        {
            foreach (var topic in topics)
            {
                yield return new SseItem<object>(new { topic }, "change");
            }
            if (topics.Count == 0)
            {
                yield return new SseItem<object>(new { }, "quiet");
            }
        }
    }

    /// <summary>Null when it is over.</summary>
    private static async Task<IReadOnlyList<string>?> Next(LiveListener listener, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            var topics = await listener.Next(Quiet, cancel);
            // What happens in the gap is told together.
            await Task.Delay(LiveChanges.Gap, time, cancel);
            return topics.Count == 0 ? topics : [.. topics.Union(await listener.Next(TimeSpan.Zero, cancel))];
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
