namespace Liaison.Core.Phones.Numbering;

/// <summary>The characters that a written number may hold, as parts of a regular expression's character class.</summary>
internal static class Characters
{
    public const string Plus = @"+\uFF0B";
    public const string Punctuation = Dashes + @"\uFF0F/" + @"\uFF0E." + Spaces + @"()\uFF08\uFF09\uFF3B\uFF3D\[\]" + @"~\u2053\u223C\uFF5E";
    private const string Dashes = @"\-\u2010-\u2015\u2212\u30FC\uFF0D";
    private const string Spaces = @" \u00A0\u00AD\u200B\u2060\u3000";
}
