using System.Text.Json.Serialization;

namespace Liaison.Hub.Api.Shared;

/// <summary>A list that is given whole.</summary>
public sealed record Items<T>([property: JsonPropertyName("items")] IReadOnlyList<T> All);

/// <summary>A piece of a long list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">What to send as <c>after</c> for the next piece; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

public static class Pages
{
    public const int Usual = 50;
    public const int Most = 200;

    public static int Limit(int? wanted) => Math.Clamp(wanted ?? Usual, 1, Most);
}
