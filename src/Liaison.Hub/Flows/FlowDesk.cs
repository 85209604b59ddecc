using Liaison.Core.Flows;
using Liaison.Core.Shared;
using Liaison.Hub.Road;

namespace Liaison.Hub.Flows;

/// <summary>Lets designers try a flow.</summary>
public sealed class FlowDesk(Setups setups, FlowLookups lookups, TimeProvider time)
{
    /// <summary>Goes through a flow with values typed for a try. Connected systems are asked for real; nothing is told of any session, and nothing is kept.</summary>
    public async Task<RunState> Try(Id<Tenant> tenant, CallFlow flow, IReadOnlyDictionary<string, string> facts, IReadOnlyDictionary<string, string> codes, CancellationToken cancel)
    {
        var walk = new FlowWalk(flow, lookups.For(await setups.Of(tenant, cancel), null), time);
        var items = facts.Where(f => f.Key.StartsWith("items.", StringComparison.Ordinal)).ToDictionary(f => f.Key["items.".Length..], f => f.Value, StringComparer.Ordinal);
        var rest = facts.Where(f => !f.Key.StartsWith("items.", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        // What is typed as the system's own is meant for lookups, too.
        foreach (var (system, path) in new[] { ("SYSTEM.CallerPhoneNumber", "session.ani"), ("SYSTEM.CallerPhoneNumber", "customer.phone"), ("SYSTEM.DialledNumber", "session.dnis"), ("SYSTEM.Channel", "session.channel"), ("SYSTEM.Queue", "session.queue") })
        {
            if (rest.TryGetValue(system, out var value))
            {
                rest.TryAdd(path, value);
            }
        }
        var state = await walk.Begin(rest, items, cancel);
        while (state.Waiting is { } wanted && codes.TryGetValue(wanted.NodeId, out var code))
        {
            state = await walk.Continue(state, code, cancel);
        }
        return state;
    }
}
