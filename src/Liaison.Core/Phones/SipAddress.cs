using System.Text.RegularExpressions;

namespace Liaison.Core.Phones;

/// <summary>A SIP address as it comes in a From header or a field: <c>"Ann" &lt;sip:+442079460000@sbc.example;user=phone&gt;</c>.</summary>
/// <param name="User">Before the @, without password and parameters, unescaped.</param>
/// <param name="Extension">The <c>;ext=</c> of a telephone user, as it was written; empty when there is none.</param>
internal sealed partial record SipAddress(string User, string Host, string Extension)
{
    /// <summary>Without scheme, port and parameters.</summary>
    public string Text => $"{User}@{Host}";

    /// <summary>The user part, when it is written as a telephone number (and not as a name with digits in it).</summary>
    public string? Number => Digits().IsMatch(User) ? User + Extension : null;

    /// <returns>Null when the text is no such address.</returns>
    public static SipAddress? Read(string plain)
    {
        if (Address().Match(plain) is not { Success: true } match)
        {
            return null;
        }
        var parts = Unescaped(match.Groups["user"].Value).Split(';');
        var extension = Array.Find(parts, p => p.StartsWith("ext=", StringComparison.OrdinalIgnoreCase)) is { } ext ? ";" + ext : "";
        return new SipAddress(parts[0].Split(':')[0].Trim(), match.Groups["host"].Value.ToLowerInvariant(), extension);
    }

    private static string Unescaped(string user) => user.Contains('%', StringComparison.Ordinal) ? PhoneText.Plain(Uri.UnescapeDataString(user)) : user;

    [GeneratedRegex(@"^(?:(?:""[^""]*""|[^<>""]*)\s*<)?\s*(?:sips?:)?(?<user>[^\s<>@""]+)@(?<host>\[[0-9A-Fa-f:.]+\]|[^\s<>@:;?""]+)[^\s<>@]*>?.*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Address();

    [GeneratedRegex(@"^[+*#]?[0-9().\-*#\s]*[0-9][0-9().\-*#\s]*\z", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Digits();
}
