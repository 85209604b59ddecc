using System.Text.RegularExpressions;

namespace Liaison.Core.Phones.Numbering;

/// <summary>How an extension is written after a number: <c>;ext=12</c>, <c>ext. 12</c>, <c>x12</c>, <c>#12</c>, <c>,,12</c>.</summary>
internal static class ExtensionPattern
{
    /// <summary>The plainer the label, the more digits are believed after it.</summary>
    public const string Text =
        @";ext=(?<ext>[0-9]{1,20})"
        + Before + Explicit + After + "(?<ext>[0-9]{1,20})#?"
        + Before + Ambiguous + After + "(?<ext>[0-9]{1,9})#?"
        + "|[- ]+(?<ext>[0-9]{1,6})#"
        + "|[ \u00A0\\t]*(?:,{2}|;)" + After + "(?<ext>[0-9]{1,15})#?"
        + "|[ \u00A0\\t]*,+" + After + "(?<ext>[0-9]{1,9})#?";

    private const string Before = "|[ \u00A0\\t,]*";
    private const string After = "[:\\.\uFF0E]?[ \u00A0\\t,-]*";
    private const string Explicit = "(?:e?xt(?:ensi(?:o\u0301?|\u00F3))?n?|\uFF45?\uFF58\uFF54\uFF4E?|\u0434\u043E\u0431|anexo)";
    private const string Ambiguous = "(?:[x\uFF58#\uFF03~\uFF5E]|int|\uFF49\uFF4E\uFF54)";

    private static readonly Regex AtEnd = new($@"(?:{Text})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    public static (string Number, string? Extension) Split(string text) =>
        AtEnd.Match(text) is { Success: true } match ? (text[..match.Index], match.Groups["ext"].Value) : (text, null);
}
