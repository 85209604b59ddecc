using System.Collections.Concurrent;
using System.Threading.Channels;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Hub.Desk;

/// <summary>What desks are to look at, in this process: sessions that changed here, tenants in which somebody may be free. The same thing said many times before it is looked at is one.</summary>
public sealed class DeskNews
{
    private readonly ConcurrentDictionary<DeskItem, bool> waiting = new();
    private readonly Channel<DeskItem> items = System.Threading.Channels.Channel.CreateUnbounded<DeskItem>(new UnboundedChannelOptions { SingleReader = true });

    public void Changed(Id<Tenant> tenant, Id<Session> session) => Say(new DeskItem(tenant, session));

    /// <summary>A contact or an agent has become free.</summary>
    public void Free(Id<Tenant> tenant) => Say(new DeskItem(tenant, null));

    /// <summary>All that there is to do, as it comes. What is taken may be said anew at once.</summary>
    internal async IAsyncEnumerable<DeskItem> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in items.Reader.ReadAllAsync(cancel))
        {
            waiting.TryRemove(item, out _);
            yield return item;
        }
    }

    private void Say(DeskItem item)
    {
        if (waiting.TryAdd(item, true))
        {
            items.Writer.TryWrite(item);
        }
    }
}

/// <param name="Session">Null: agents and contacts of the tenant are to be brought together.</param>
internal sealed record DeskItem(Id<Tenant> Tenant, Id<Session>? Session);
