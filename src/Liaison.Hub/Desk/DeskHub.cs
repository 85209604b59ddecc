using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Storage.People;
using Microsoft.AspNetCore.SignalR;

namespace Liaison.Hub.Desk;

/// <summary>
/// Where consoles listen. The hub says <c>desk</c> with the agent's whole desk when they come and after each change, and <c>supervisor</c> with the whole board to those who watch.
/// Nothing is commanded here: that is what the API is for.
/// </summary>
internal sealed class DeskHub(DeskPushes pushes, SupervisorWatch watch) : Microsoft.AspNetCore.SignalR.Hub
{
    public const string Path = "/live/desk";

    public override async Task OnConnectedAsync()
    {
        var person = Person();
        var key = new DeskKey(person.TenantId.Value, person.User.Id.Value);
        Context.Items[typeof(DeskKey)] = key;
        await Groups.AddToGroupAsync(Context.ConnectionId, key.Group, Context.ConnectionAborted);
        pushes.Opened(new DeskConnection(key, person.Token, Context));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watch.Leave(Context.ConnectionId);
        if (Context.Items.TryGetValue(typeof(DeskKey), out var key))
        {
            pushes.Gone((DeskKey)key!, Context.ConnectionId);
        }
        return Task.CompletedTask;
    }

    /// <summary>Begins to show the caller what everybody does; for supervisors.</summary>
    /// <param name="zone">An IANA name; null: the caller's own time zone.</param>
    public async Task WatchAll(string? zone = null)
    {
        var person = Person();
        if (!Permission.Supervision.Allows(person))
        {
            throw new HubException("not-allowed: only supervisors see what everybody does.");
        }
        await Leave();
        var wanted = zone is { Length: > 0 and <= 100 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : person.User.TimeZone;
        var watched = new Watched(person.TenantId.Value, wanted);
        await Groups.AddToGroupAsync(Context.ConnectionId, watched.Group, Context.ConnectionAborted);
        watch.Join(Context.ConnectionId, watched);
    }

    public async Task Leave()
    {
        if (watch.Leave(Context.ConnectionId) is { } watched)
        {
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, watched.Group, Context.ConnectionAborted);
        }
    }

    private PersonCaller Person() => Context.GetHttpContext()?.Features.Get<Caller>() as PersonCaller ?? throw new HubException("not-allowed: a desk belongs to a person who is signed in.");
}
