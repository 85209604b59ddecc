using System.Text.RegularExpressions;

namespace Liaison.Core.Phones;

/// <summary>A change of a country's numbering plan, or a habit of writing, by which one telephone has two numbers. The rules are data: <see cref="NumberAliases"/>.</summary>
/// <param name="Id">Stable, for logs: <c>br-ninth-digit</c>.</param>
/// <param name="CallingCode">Without a plus.</param>
/// <param name="Current">The present national number, as a pattern with groups.</param>
/// <param name="Old">How the other number is made of these groups.</param>
/// <param name="FromOld">The other number as a pattern, when the present one follows from it alone.</param>
/// <param name="ToCurrent">How the present number is made of that pattern's groups.</param>
/// <param name="Why">One sentence for people.</param>
public sealed record NumberAlias(string Id, string CallingCode, string Current, string Old, string? FromOld, string? ToCurrent, string Why)
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromMilliseconds(200);
    private readonly Lazy<Regex> current = new(() => Whole(Current));
    private readonly Lazy<Regex?> fromOld = new(() => FromOld is null ? null : Whole(FromOld));

    /// <summary>The other number of a present national number; null when the rule does not speak of it.</summary>
    public string? OldOf(string national) => current.Value.IsMatch(national) ? current.Value.Replace(national, Old) : null;

    /// <summary>The present number of an old national number; null when the rule does not speak of it, or cannot know.</summary>
    public string? CurrentOf(string national) => fromOld.Value is { } old && ToCurrent is not null && old.IsMatch(national) ? old.Replace(national, ToCurrent) : null;

    public bool Equals(NumberAlias? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    private static Regex Whole(string pattern) => new($@"^(?:{pattern})\z", RegexOptions.CultureInvariant, TimeOut);
}
