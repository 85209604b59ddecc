using System.Buffers;

namespace Liaison.Core.Shared;

/// <summary>Makes ids that sort by time: 48 bits of milliseconds and 80 bits that count up from a random start within one millisecond.</summary>
public sealed class IdSource(TimeProvider time, Random random)
{
    internal const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    internal static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);
    private readonly Lock gate = new();
    private long lastMillisecond;
    private UInt128 tail;

    /// <summary>The next id of a kind; safe from any thread.</summary>
    public Id<T> Next<T>() where T : IIdentified
    {
        UInt128 bits;
        lock (gate)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > lastMillisecond)
            {
                lastMillisecond = now;
                tail = new UInt128((ulong)random.Next(1 << 15), (ulong)random.NextInt64());
            }
            else
            {
                tail++;
            }
            bits = ((UInt128)(ulong)lastMillisecond << 80) | tail;
        }
        return new Id<T>(string.Create(T.Prefix.Length + 27, (T.Prefix, bits), static (span, state) =>
        {
            state.Prefix.CopyTo(span);
            span[state.Prefix.Length] = '_';
            var rest = state.bits;
            for (var at = span.Length - 1; at > state.Prefix.Length; at--, rest >>= 5)
            {
                span[at] = Alphabet[(int)(rest & 31)];
            }
        }));
    }
}
