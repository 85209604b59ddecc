namespace Liaison.Core.Shared;

/// <summary>A language that people are spoken to in.</summary>
public sealed record Language
{
    public static readonly Language English = new("en");
    public static readonly Language French = new("fr");
    public static readonly Language Polish = new("pl");

    private Language(string tag) => Tag = tag;

    public static IReadOnlyList<Language> All { get; } = [English, French, Polish];

    /// <summary>Two letters, as ISO 639-1 has them: <c>fr</c>.</summary>
    public string Tag { get; }

    /// <summary>The language of a tag, whatever country or script it goes on with (<c>fr-CA</c>); null for one that is not spoken here.</summary>
    public static Language? Find(string? tag) =>
        tag?.Split('-', '_')[0].Trim() is { Length: > 0 } first ? All.FirstOrDefault(language => string.Equals(language.Tag, first, StringComparison.OrdinalIgnoreCase)) : null;

    public override string ToString() => Tag;
}
