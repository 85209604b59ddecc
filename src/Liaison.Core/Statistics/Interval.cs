using System.Runtime.InteropServices;

namespace Liaison.Core.Statistics;

/// <summary>One stretch of a day. It holds its beginning and not its end.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;
}
