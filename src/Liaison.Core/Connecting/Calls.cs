using System.Diagnostics;
using Liaison.Core.Deliveries;

namespace Liaison.Core.Connecting;

/// <summary>Collects the calls that a step makes, for its attempt row. Kits add to it; texts arrive redacted and are cut to a bound.</summary>
public sealed class Calls
{
    /// <summary>Longest request or answer that the log keeps, in characters.</summary>
    public const int LongestText = 16_384;

    private readonly List<Exchange> exchanges = [];

    public IReadOnlyList<Exchange> Exchanges => exchanges;

    public void Add(string request, string? response, int? status, long startedAt) =>
        exchanges.Add(new Exchange(Cut(request)!, Cut(response), status, Math.Round(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds, 3)));

    private static string? Cut(string? text) => text is { Length: > LongestText } ? $"{text.AsSpan(0, LongestText)}… ({text.Length:N0} characters in all)" : text;
}
