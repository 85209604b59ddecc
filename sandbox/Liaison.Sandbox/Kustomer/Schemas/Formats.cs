using System.Globalization;
using System.Text.RegularExpressions;

namespace Liaison.Sandbox.Kustomer.Schemas;

/// <summary>The formats that the schemas name.</summary>
public static partial class Formats
{
    public static bool Fits(string format, string text) => format switch
    {
        "object-id" => ObjectId().IsMatch(text),
        "date-time" => IsDateTime(text),
        "email-relaxed" => Email().IsMatch(text),
        "phone-number" => Phone().IsMatch(text),
        "whatsapp-number" => text.StartsWith("whatsapp:", StringComparison.Ordinal) && Phone().IsMatch(text[9..]),
        "uri" or "url" => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal),
        "domain-name" => text.Contains('.', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal),
        _ => true,
    };

    public static bool IsDateTime(string text) => Iso().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    [GeneratedRegex("^[0-9a-f]{24}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ObjectId();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Email();

    /// <summary>Digits with or without a plus: old data has national forms.</summary>
    [GeneratedRegex(@"^\+?\d{3,15}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phone();
}
