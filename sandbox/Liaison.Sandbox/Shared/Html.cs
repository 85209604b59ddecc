using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Liaison.Sandbox.Shared;

/// <summary>A piece of finished HTML. Made from an interpolated string, whose values are escaped unless they are HTML themselves.</summary>
public readonly record struct Html(string Text)
{
    public static Html Of(HtmlText text) => new(text.Finish());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;
}

/// <summary>Builds an <see cref="Html"/> from an interpolated string.</summary>
[InterpolatedStringHandler]
[SuppressMessage("Performance", "CA1815", Justification = "Never compared: it lives for one expression.")]
public readonly struct HtmlText(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Html html) => text.Append(html.Text);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
        {
            text.Append(part.Text);
        }
    }

    public void AppendFormatted<T>(T value) =>
        text.Append(value is Html html ? html.Text : WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture)));

    public string Finish() => text.ToString();
}
