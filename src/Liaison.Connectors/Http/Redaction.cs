using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Http;

/// <summary>Takes secrets out of texts before they are kept: as they are, and as XML, JSON, a URL, BASE64 or Basic would write them.</summary>
public sealed class Redaction
{
    /// <summary>A shorter text is no secret; taking it out would only tear holes into every word.</summary>
    private const int Shortest = 3;

    private readonly string[] forms;

    private Redaction(IEnumerable<string> forms) =>
        this.forms = [.. forms.Where(form => form.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];

    public static Redaction None { get; } = new([]);

    /// <param name="secrets">Each secret in the clear.</param>
    /// <param name="user">The user name that goes with them in Basic authorization, if any.</param>
    public static Redaction Of(IEnumerable<Secret> secrets, string? user = null) =>
        new(secrets.Where(secret => secret.IsSet).SelectMany(secret => Forms(secret.Value!, user)));

    /// <summary>Both at once.</summary>
    public Redaction And(Redaction other) => other.forms.Length == 0 ? this : forms.Length == 0 ? other : new(forms.Concat(other.forms));

    public string Apply(string text)
    {
        foreach (var form in forms)
        {
            text = text.Replace(form, Secret.Dots, StringComparison.Ordinal);
        }
        return text;
    }

    private static IEnumerable<string> Forms(string secret, string? user)
    {
        yield return secret;
        yield return SecurityElement.Escape(secret);
        yield return secret.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        yield return WebUtility.HtmlEncode(secret);
        yield return JsonSerializer.Serialize(secret)[1..^1];
        yield return Uri.EscapeDataString(secret);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        if (user is not null)
        {
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}"));
        }
    }
}
