using System.Globalization;
using System.Text.Json;
using Liaison.Connectors.Http;

namespace Liaison.Connectors.Dynamics;

/// <summary>Values as OData filters write them: quotes doubled; wildcards of LIKE made plain, since <c>contains</c> and its like take them for wildcards.</summary>
internal static class ODataText
{
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A text in which % _ and [ stand for themselves.</summary>
    public static string Plain(string text) => string.Concat(text.Select(letter => letter is '%' or '_' or '[' ? $"[{letter}]" : letter.ToString()));

    /// <summary>One of several texts.</summary>
    public static string In(string column, IEnumerable<string> texts) =>
        $"Microsoft.Dynamics.CRM.In(PropertyName='{column}',PropertyValues=[{string.Join(',', texts.Select(text => JsonSerializer.Serialize(text, JsonParts.Json)))}])";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A text as the literal that a column is compared with: quoted, or bare where bare is right and the text is nothing else.</summary>
    /// <returns>The literal, or why there can be none (as a sentence's end).</returns>
    public static (string? Literal, string? Why) Literal(DescribedColumn column, string value)
    {
        if (column.IsOption)
        {
            return ColumnJson.OptionOf(column, value) is { } option ? (option.Value.ToString(CultureInfo.InvariantCulture), null) : (null, "is none of the choices");
        }
        return column.Type switch
        {
            "Boolean" => ColumnJson.Truth(value) is { } truth ? (truth ? "true" : "false", null) : (null, "is neither true nor false"),
            "Integer" or "BigInt" or "Decimal" or "Double" or "Money" => ColumnJson.Decimal(value) is { } number ? (number.ToString(CultureInfo.InvariantCulture), null) : (null, "is no number"),
            "DateTime" => RecordReader.Time(value) is { } time ? (Time(time), null) : (null, "is no time"),
            "Lookup" or "Customer" or "Owner" or "Uniqueidentifier" => Guid.TryParse(value, out var id) ? (id.ToString("D"), null) : (null, "is no record's id"),
            "String" or "Memo" => value.Length <= 4000 ? (Quoted(value), null) : (null, "has more than 4,000 characters"),
            _ => (null, $"cannot be compared with a column of the kind {column.Type}"),
        };
    }
}
