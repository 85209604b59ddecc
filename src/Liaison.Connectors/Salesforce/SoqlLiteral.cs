using System.Globalization;

namespace Liaison.Connectors.Salesforce;

/// <summary>A text as the literal that a field of some type is compared with: quoted and escaped, or bare where bare is right and the text is nothing else.</summary>
internal static class SoqlLiteral
{
    /// <summary>Salesforce's bound for one string in a condition.</summary>
    private const int Longest = 4000;

    /// <returns>The literal, or why there can be none (as a sentence's end).</returns>
    public static (string? Literal, string? Why) Of(string type, string value, string sign)
    {
        if (value.Length > Longest)
        {
            return (null, $"has more than {Longest:N0} characters");
        }
        if (sign == "LIKE")
        {
            return (SoqlText.Quoted(value, like: true), null);
        }
        return type switch
        {
            "boolean" => FieldJson.Truth(value) is { } truth ? (truth ? "true" : "false", null) : (null, "is neither true nor false"),
            "int" or "double" or "currency" or "percent" => FieldJson.Decimal(value) is { } number ? (number.ToString(CultureInfo.InvariantCulture), null) : (null, "is no number"),
            "date" => SalesforceTimes.Day(value, TimeZoneInfo.Utc) is { } day ? (day, null) : (null, "is no date"),
            "datetime" => SalesforceTimes.Read(value) is { } time ? (SoqlText.DateTime(time), null) : (null, "is no time"),
            "id" or "reference" => SalesforceId.Long(value) is { } id ? (SoqlText.Quoted(id), null) : (null, "is no record's id"),
            _ => (SoqlText.Quoted(value), null),
        };
    }
}
