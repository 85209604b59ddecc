using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Liaison.Core.Feeds;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Connectors.VirtualObserver;

/// <summary>The body of an event: an administrator's text with values in it. However odd a value, it stays a value.</summary>
internal static class EventBody
{
    public const string Json = "application/json";
    public const string Xml = "application/xml";

    // Of the signs that this leaves as they are none can end a text.
    private static readonly JsonSerializerOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What would break out of its place if it could.</summary>
    private const string Nasty = "\"'\\\n</x>&{}[]\u2028é";

    /// <summary>The facts that a body names.</summary>
    public static IEnumerable<string> PathsOf(string template) => Placeholders.Parse(template).Paths.Distinct(StringComparer.Ordinal);

    public static string Render(string template, string type, Facts facts) => Placeholders.Parse(template).Render(facts, type switch
    {
        Json => InJson,
        Xml => static (_, value, _) => SecurityElement.Escape(Writable(value ?? "")),
        _ => static (_, value, _) => Uri.EscapeDataString(value ?? ""),
    });

    /// <summary>What is wrong with a body: a placeholder that is no fact, or a text that is not what it says it is.</summary>
    public static IEnumerable<Problem> Check(string template, string type, IReadOnlyCollection<string> facts, string at)
    {
        var wrong = Placeholders.Check(template, at, mayClose: true).ToList();
        wrong.AddRange(PathsOf(template).Where(path => !facts.Contains(path) && !path.StartsWith("items.", StringComparison.Ordinal))
            .Select(path => new Problem(at, "unknown-fact", $"There is no fact “{path}” here. There are, among others: {string.Join(", ", facts.Take(12))}.")));
        if (wrong.Count == 0)
        {
            wrong.AddRange(new[] { new Facts(static _ => null), new Facts(static _ => Nasty), new Facts(static _ => "1") }.Select(given => WhyNot(Render(template, type, given), type)).OfType<string>().Take(1)
                .Select(why => new Problem(at, "bad-body", why)));
        }
        return wrong;
    }

    public static readonly IReadOnlySet<string> SessionFactNames =
        SessionEvents.Catalogue.Concat(SessionFacts.Catalogue([])).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);

    public static readonly IReadOnlySet<string> AgentFactNames = AgentFeed.Catalogue.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);

    private static readonly HashSet<string> Bare =
        [.. SessionEvents.Catalogue.Concat(AgentFeed.Catalogue).Concat(SessionFacts.Catalogue([])).Where(f => f.Type is "number" or "boolean" or "json").Select(f => f.Path)];

    private static string? WhyNot(string body, string type)
    {
        try
        {
            if (type == Json)
            {
                using var _ = JsonDocument.Parse(body);
            }
            else if (type == Xml)
            {
                using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
                while (reader.Read())
                {
                    // Reading is the check.
                }
            }
            return null;
        }
        catch (JsonException broken)
        {
            return $"With values in it this is no JSON: {broken.Message}";
        }
        catch (XmlException broken)
        {
            return $"With values in it this is no XML: {broken.Message}";
        }
    }

    /// <summary>Within quotation marks a text; outside of them a number, a truth or a list as it is, and anything else with quotation marks of its own.</summary>
    private static string InJson(string path, string? value, string before) =>
        IsInText(before) ? JsonSerializer.Serialize(value ?? "", Plainly)[1..^1]
        : value is null ? "null"
        : Bare.Contains(path) && IsJson(value) ? value
        : JsonSerializer.Serialize(value, Plainly);

    private static bool IsInText(string before)
    {
        var inside = false;
        for (var at = 0; at < before.Length; at++)
        {
            if (inside && before[at] == '\\')
            {
                at++;
            }
            else if (before[at] == '"')
            {
                inside = !inside;
            }
        }
        return inside;
    }

    private static bool IsJson(string value)
    {
        if (value.Length == 0 || !(value[0] is '{' or '[' or 't' or 'f' or '-' || char.IsAsciiDigit(value[0])))
        {
            return false;
        }
        try
        {
            using var _ = JsonDocument.Parse(value);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // XML has no way at all to write most control characters.
    private static string Writable(string value) => value.All(XmlConvert.IsXmlChar) ? value : string.Concat(value.Where(XmlConvert.IsXmlChar));
}
