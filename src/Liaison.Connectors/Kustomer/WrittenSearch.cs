using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liaison.Connectors.Kustomer;

/// <summary>A condition that an administrator wrote, taken apart and not yet held against anything.</summary>
/// <param name="Criteria">In the order in which they stand.</param>
/// <param name="Sort">Attributes with their direction and place.</param>
/// <param name="TimeZone">In which days are read; null leaves it to Kustomer, which takes GMT.</param>
internal sealed record WrittenSearch(IReadOnlyList<WrittenCriterion> Criteria, IReadOnlyList<(string Attribute, bool Down, int At)> Sort, string? TimeZone, bool IncludeDeleted);

/// <summary>One comparison: <c>{"customer_email": {"equals": "…"}}</c>.</summary>
/// <param name="Group">and · or · not.</param>
/// <param name="At">Where the attribute's name stands.</param>
/// <param name="Values">Texts, numbers and truths; several in a list.</param>
internal sealed record WrittenCriterion(string Group, string Attribute, int At, string Operator, int OperatorAt, IReadOnlyList<(JsonValue Json, int At)> Values, bool IsList);

/// <summary>It is no search.</summary>
/// <param name="at">The character within what was written, from 0.</param>
internal sealed class SearchTextException(string message, int at) : Exception(message)
{
    public int At { get; } = at;
}

/// <summary>
/// A search as text: JSON, in which a placeholder may stand wherever a value may, with quotes around it or without. Facts go in only after it was read whole, so none of them can become a brace, a quote or a name.
/// </summary>
internal sealed class SearchText
{
    private readonly List<byte> bytes = [];

    /// <summary>For each byte, the character that it comes from.</summary>
    private readonly List<int> places = [];

    private SearchText(string text)
    {
        var inText = false;
        for (var at = 0; at < text.Length;)
        {
            if (!inText && text.AsSpan(at).StartsWith("{{") && text.IndexOf("}}", at, StringComparison.Ordinal) is > 0 and var close && !text.AsSpan(at, close - at).ContainsAny('"', '\n'))
            {
                // Outside of quotes two opening braces are no JSON: it is a placeholder.
                Add("\"", at);
                for (; at < close + 2; at++)
                {
                    Add(text[at] == '\\' ? "\\\\" : text[at].ToString(), at);
                }
                Add("\"", at - 1);
                continue;
            }
            var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : inText && text[at] == '\\' && at + 1 < text.Length && !char.IsSurrogate(text[at + 1]) ? 2 : 1;
            inText ^= text[at] == '"';
            Add(text.Substring(at, length), at);
            at += length;
        }
        places.Add(text.Length);
    }

    public ReadOnlySpan<byte> Json => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes);

    /// <summary>The character of a byte.</summary>
    public int Place(long at) => places[(int)Math.Clamp(at, 0, places.Count - 1)];

    public static SearchText Of(string text) => new(text);

    private void Add(string text, int at)
    {
        foreach (var one in System.Text.Encoding.UTF8.GetBytes(text))
        {
            bytes.Add(one);
            places.Add(at);
        }
    }
}
