using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Records;

/// <summary>Values between JSON and records.</summary>
public static class Value
{
    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        DateTimeOffset time => JsonValue.Create(Text(time)),
        Guid id => JsonValue.Create(id.ToString("D")),
        Reference reference => JsonValue.Create(reference.Id.ToString("D")),
        _ => throw new InvalidOperationException($"A record holds a {value.GetType().Name}."),
    };

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>As a person reads it.</summary>
    public static string? Formatted(Column column, object? value, Func<Reference, string?> nameOf) => value switch
    {
        null => null,
        Reference reference => nameOf(reference),
        bool flag => flag ? "Yes" : "No",
        long number when column.IsOption => column.Options.FirstOrDefault(option => option.Value == number)?.Label,
        long number when column.Type == ColumnType.Integer => number.ToString("N0", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("M/d/yyyy h:mm tt", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A value of a payload.</summary>
    /// <exception cref="ODataException">It does not fit the column.</exception>
    public static object? Read(TableType table, Column column, JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var value = column.Type switch
        {
            ColumnType.Text or ColumnType.Memo or ColumnType.EntityName when given.ValueKind == JsonValueKind.String => Fitting(table, column, given.GetString()!),
            ColumnType.Boolean when given.ValueKind is JsonValueKind.True or JsonValueKind.False => given.GetBoolean(),
            ColumnType.Integer or ColumnType.BigInt or ColumnType.Picklist or ColumnType.State or ColumnType.Status when given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var number) => InRange(table, column, number),
            ColumnType.Decimal or ColumnType.Money when given.ValueKind == JsonValueKind.Number && given.TryGetDecimal(out var number) => number,
            ColumnType.Double when given.ValueKind == JsonValueKind.Number => given.GetDouble(),
            ColumnType.DateTime when given.ValueKind == JsonValueKind.String && Time(given.GetString()!) is { } time => time,
            ColumnType.Guid or ColumnType.PrimaryKey when given.ValueKind == JsonValueKind.String && Guid.TryParseExact(given.GetString(), "D", out var id) => (object)id,
            _ => null,
        };
        return value ?? throw ODataException.Payload($"Cannot convert the literal '{(given.ValueKind == JsonValueKind.String ? given.GetString() : given.GetRawText())}' to the expected type '{EdmType(column)}'.");
    }

    public static object Restore(Column column, JsonNode kept) => column.Type switch
    {
        ColumnType.Boolean => kept.GetValue<bool>(),
        ColumnType.Integer or ColumnType.BigInt or ColumnType.Picklist or ColumnType.State or ColumnType.Status => kept.GetValue<long>(),
        ColumnType.Decimal or ColumnType.Money => kept.GetValue<decimal>(),
        ColumnType.Double => kept.GetValue<double>(),
        ColumnType.DateTime => Time(kept.GetValue<string>())!.Value,
        ColumnType.Guid or ColumnType.PrimaryKey => Guid.Parse(kept.GetValue<string>()),
        _ => kept.GetValue<string>(),
    };

    /// <summary>A time with a zone, or a day alone; times are kept to the second.</summary>
    public static DateTimeOffset? Time(string text)
    {
        if (text.Length > 10 && !(text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10))
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && text.Contains('-', StringComparison.Ordinal)
            ? new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero) : null;
    }

    public static string EdmType(Column column) => column.Type switch
    {
        ColumnType.Boolean => "Edm.Boolean",
        ColumnType.Integer or ColumnType.Picklist or ColumnType.State or ColumnType.Status => "Edm.Int32",
        ColumnType.BigInt => "Edm.Int64",
        ColumnType.Decimal or ColumnType.Money => "Edm.Decimal",
        ColumnType.Double => "Edm.Double",
        ColumnType.DateTime => "Edm.DateTimeOffset",
        ColumnType.Guid or ColumnType.PrimaryKey or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => "Edm.Guid",
        _ => "Edm.String",
    };

    private static string? Fitting(TableType table, Column column, string text)
    {
        if (column.MaxLength > 0 && text.Length > column.MaxLength)
        {
            throw new ODataException(400, "0x80044331", $"A validation error occurred. The length of the '{column.Name}' attribute of the '{table.Name}' entity exceeded the maximum allowed length of '{column.MaxLength}'.");
        }

        return text;
    }

    private static object InRange(TableType table, Column column, long number)
    {
        if (column.IsOption && column.Options.All(option => option.Value != number))
        {
            throw new ODataException(400, "0x8004431a", $"A validation error occurred.  The value {number} of '{column.Name}' on record of type '{table.Name}' is outside the valid range. Accepted Values: {string.Join(',', column.Options.Select(option => option.Value))}");
        }

        return number;
    }
}
