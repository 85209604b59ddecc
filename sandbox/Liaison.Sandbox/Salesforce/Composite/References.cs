using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Composite;

/// <summary>Answers that later requests refer to: <c>@{refContact.id}</c>, <c>@{refQuery.records[0].Id}</c>.</summary>
public sealed partial class References
{
    private readonly Dictionary<string, RestAnswer> answers = new(StringComparer.Ordinal);

    public void Add(string id, RestAnswer answer) => answers[id] = answer;

    public bool Knows(string id) => answers.ContainsKey(id);

    public string Resolve(string text, bool escape = false) => !text.Contains("@{", StringComparison.Ordinal) ? text
        : Reference().Replace(text, match => Value(match.Groups["path"].Value) is { } value ? escape ? Uri.EscapeDataString(value) : value : match.Value);

    public JsonNode? Resolve(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json.ToList())
                {
                    if (Resolve(value) is var resolved && !ReferenceEquals(resolved, value))
                    {
                        json[name] = resolved;
                    }
                }

                return json;
            case JsonArray array:
                for (var number = 0; number < array.Count; number++)
                {
                    if (Resolve(array[number]) is var resolved && !ReferenceEquals(resolved, array[number]))
                    {
                        array[number] = resolved;
                    }
                }

                return array;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("@{", StringComparison.Ordinal):
                return JsonValue.Create(Resolve(text));
            default:
                return node;
        }
    }

    private string? Value(string path)
    {
        var steps = Step().Matches(path).Select(match => match.Value).ToList();
        if (!answers.TryGetValue(steps[0], out var answer))
        {
            throw Refusals.Of("PROCESSING_HALTED", $"Invalid reference specified. No value for {path} found in {steps[0]}");
        }

        var node = answer.Failed ? null : answer.Json;
        foreach (var step in steps.Skip(1))
        {
            node = step[0] == '[' ? (node as JsonArray)?.ElementAtOrDefault(int.Parse(step.AsSpan(1, step.Length - 2), CultureInfo.InvariantCulture))
                : (node as JsonObject)?.FirstOrDefault(member => string.Equals(member.Key, step, StringComparison.OrdinalIgnoreCase)).Value;
        }

        return node is JsonValue ? node.ToString() : throw Refusals.Of("PROCESSING_HALTED", $"Invalid reference specified. No value for {path} found in {steps[0]}");
    }

    [GeneratedRegex(@"@\{(?<path>[^}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\[\d+\]|[^.\[\]]+", RegexOptions.None, 1000)]
    private static partial Regex Step();
}
