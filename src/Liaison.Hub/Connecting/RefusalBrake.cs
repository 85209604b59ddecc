using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>Not every refusal is for want of a newer token. When new ones are refused as well, no more are asked for than a few in half a minute.</summary>
public sealed class RefusalBrake(TimeProvider time)
{
    private const int Most = 3;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<(long Generation, DateTimeOffset At)>> seen = new(StringComparer.Ordinal);

    /// <summary>Notes that a generation was refused; many refusals of one are one.</summary>
    /// <returns>How long to wait before a newer one is asked for; null when it may be now.</returns>
    public TimeSpan? Wait(Id<Connection> connection, long generation)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!seen.TryGetValue(connection.Value, out var refusals))
            {
                seen[connection.Value] = refusals = [];
            }
            refusals.RemoveAll(r => now - r.At >= Window);
            if (refusals.Exists(r => r.Generation == generation))
            {
                return null;
            }
            if (refusals.Count >= Most)
            {
                return refusals[0].At + Window - now;
            }
            refusals.Add((generation, now));
            return null;
        }
    }
}
