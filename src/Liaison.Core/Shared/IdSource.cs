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

    /// <summary>The least that any kind's id made at a moment or later can be, without its prefix: for looking up what is older.</summary>
    public static string LeastAt(DateTimeOffset at) => Text("", (UInt128)(ulong)Math.Max(0, at.ToUnixTimeMilliseconds()) << 80)[1..];

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
        return new Id<T>(Text(T.Prefix, bits));
    }

    private static string Text(string prefix, UInt128 bits) => string.Create(prefix.Length + 27, (prefix, bits), static (span, state) =>
    {
        state.prefix.CopyTo(span);
        span[state.prefix.Length] = '_';
        var rest = state.bits;
        for (var at = span.Length - 1; at > state.prefix.Length; at--, rest >>= 5)
        {
            span[at] = Alphabet[(int)(rest & 31)];
        }
    });
}
