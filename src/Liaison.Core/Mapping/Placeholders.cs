using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Liaison.Core.Shared;

namespace Liaison.Core.Mapping;

/// <summary>A text in which <c>{{ path | filter }}</c> stands for a fact. Parsed once, rendered often.</summary>
public sealed partial class Placeholders
{
    private static readonly ConcurrentDictionary<string, Placeholders> Parsed = new(StringComparer.Ordinal);
    private readonly List<Part> parts = [];

    private Placeholders(string text)
    {
        var at = 0;
        foreach (Match match in Hole().Matches(text))
        {
            if (match.Index > at)
            {
                parts.Add(new Part(text[at..match.Index], null, []));
            }
            var pipes = match.Groups["inside"].Value.Split('|', StringSplitOptions.TrimEntries);
            parts.Add(new Part(null, PathOf(pipes[0]), pipes[1..]));
            at = match.Index + match.Length;
        }
        if (at < text.Length)
        {
            parts.Add(new Part(text[at..], null, []));
        }
    }

    /// <summary>The facts that the text names.</summary>
    public IEnumerable<string> Paths => parts.Where(p => p.Path is not null).Select(p => p.Path!);

    public static Placeholders Parse(string text) =>
        Parsed.Count < 10_000 ? Parsed.GetOrAdd(text, static t => new Placeholders(t)) : new Placeholders(text);

    /// <summary>What is wrong with the text itself: a brace left open, a filter that is not known.</summary>
    /// <param name="mayClose">Whether closing braces may stand by themselves, as they do in JSON.</param>
    public static IEnumerable<Problem> Check(string text, string at, bool mayClose = false)
    {
        var rest = Hole().Replace(text, "");
        if (rest.Contains("{{", StringComparison.Ordinal) || (!mayClose && rest.Contains("}}", StringComparison.Ordinal)))
        {
            yield return new Problem(at, "open-placeholder", "A placeholder is not closed: each {{ needs its }} with a fact's name between them.");
        }
        foreach (var filter in Parse(text).parts.SelectMany(p => p.Filters).Where(f => Name(f) is not ("date" or "upper" or "lower" or "trim" or "default" or "truncate")))
        {
            yield return new Problem(at, "unknown-filter", $"The filter “{Name(filter)}” is not known. Known are: date, upper, lower, trim, default, truncate.");
        }
    }

    public string Render(Facts facts)
    {
        if (parts is [{ Text: { } only }])
        {
            return only;
        }
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Text ?? part.Filters.Aggregate(facts[part.Path!] ?? "", Apply));
        }
        return text.ToString();
    }

    /// <summary>Renders a text of a language in which values must be written in their own way, depending on where they stand.</summary>
    /// <param name="write">Writes a value; given its path, the value (null for an absent one) and the text before it.</param>
    public string Render(Facts facts, Func<string, string?, string, string> write)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Text ?? write(part.Path!, facts[part.Path!] is null && part.Filters.Length == 0 ? null : part.Filters.Aggregate(facts[part.Path!] ?? "", Apply), text.ToString()));
        }
        return text.ToString();
    }

    private static string Apply(string value, string filter)
    {
        var argument = filter.IndexOf(':') is > 0 and var colon ? filter[(colon + 1)..].Trim().Trim('\'', '"') : "";
        return Name(filter) switch
        {
            "upper" => value.ToUpperInvariant(),
            "lower" => value.ToLowerInvariant(),
            "trim" => value.Trim(),
            "default" => value.Length == 0 ? argument : value,
            "truncate" => int.TryParse(argument, CultureInfo.InvariantCulture, out var most) ? Renderer.CutTo(value, most) : value,
            "date" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToString(argument.Length == 0 ? "yyyy-MM-dd" : argument, CultureInfo.InvariantCulture)
                : value,
            _ => value,
        };
    }

    private static string Name(string filter) => filter.IndexOf(':') is > 0 and var colon ? filter[..colon].Trim() : filter;

    /// <summary>Writes <c>case.values['street-name'].value</c> as <c>case.values.street-name</c>.</summary>
    public static string PathOf(string written)
    {
        var path = Bracket().Replace(written.Trim(), ".${name}");
        return path.EndsWith(".value", StringComparison.Ordinal) ? path[..^6] : path;
    }

    [GeneratedRegex(@"\{\{(?<inside>[^{}]*)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"\[['""]?(?<name>[^\]'""]+)['""]?\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracket();

    private sealed record Part(string? Text, string? Path, string[] Filters);
}
