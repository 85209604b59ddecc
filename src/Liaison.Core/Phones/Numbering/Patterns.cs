using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Liaison.Core.Phones.Numbering;

/// <summary>The metadata's patterns, each built when it is first needed and kept. Its keys come from the metadata alone, so it cannot grow without end.</summary>
internal static class Patterns
{
    /// <summary>No pattern may take longer: a number is not worth more of a live call.</summary>
    public static readonly TimeSpan TimeOut = TimeSpan.FromMilliseconds(200);

    private static readonly ConcurrentDictionary<string, Regex> Whole = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Regex> Starts = new(StringComparer.Ordinal);

    /// <summary>Matches the whole text or nothing.</summary>
    public static Regex Entirely(string pattern) => Whole.GetOrAdd(pattern, static p => Build($@"^(?:{p})\z"));

    /// <summary>Matches at the start of the text.</summary>
    public static Regex AtStart(string pattern) => Starts.GetOrAdd(pattern, static p => Build($"^(?:{p})"));

    private static Regex Build(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeOut);
}
