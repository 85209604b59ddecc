using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;

namespace Liaison.Hub.Api.Live;

/// <summary>Server-sent events that say what changed.</summary>
public static class LiveApi
{
    /// <summary>So that proxies between do not take a quiet stream for a dead one.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/live/changes", Changes).WithTags("Live")
        .Says("watchChanges", "Server-sent events: `change` with {topic: deliveries, cases or connections} when something of it changed; fetch it again.").Needs(Permission.SignedIn);

    private static IResult Changes(Caller caller, LiveChanges changes, HttpContext http, IHostApplicationLifetime hub) =>
        TypedResults.ServerSentEvents(Events(caller.TenantId, changes, hub.ApplicationStopping, http.RequestAborted));

    private static async IAsyncEnumerable<SseItem<object>> Events(Id<Tenant> tenant, LiveChanges changes, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A hub that stops does not wait for pages to close.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        yield return new SseItem<object>(new { }, "ready");
        await using var topics = changes.Listen(tenant, Quiet, either.Token).GetAsyncEnumerator(either.Token);
        while (await Next(topics))
        {
            yield return topics.Current is { } topic ? new SseItem<object>(new { topic }, "change") : new SseItem<object>(new { }, "quiet");
        }
    }

    private static async Task<bool> Next(IAsyncEnumerator<string?> topics)
    {
        try
        {
            return await topics.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
