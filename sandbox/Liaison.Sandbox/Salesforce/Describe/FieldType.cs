namespace Liaison.Sandbox.Salesforce.Describe;

/// <summary>The types that a description gives to fields, by their names in it.</summary>
public enum FieldType
{
    Id,
    String,
    TextArea,
    Boolean,
    Int,
    Double,
    Currency,
    Percent,
    Date,
    DateTime,
    Time,
    Picklist,
    MultiPicklist,
    Combobox,
    Reference,
    Phone,
    Email,
    Url,
    Address,
    Location,
    Base64,
    EncryptedString,
    AnyType,
}

/// <summary>What values of a type have in common.</summary>
public static class FieldTypes
{
    public static FieldType Parse(string name) => Enum.Parse<FieldType>(name, ignoreCase: true);

    public static string Name(this FieldType type) => type switch
    {
        FieldType.AnyType => "anyType",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>Stored as text, compared without regard to case.</summary>
    public static bool IsText(this FieldType type) => type is not (FieldType.Boolean or FieldType.Date or FieldType.DateTime or FieldType.Address or FieldType.Location) && !type.IsNumber();

    public static bool IsNumber(this FieldType type) => type is FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent;

    /// <summary>The word that error messages have for the type.</summary>
    public static string InMessages(this FieldType type) => type switch
    {
        FieldType.Int => "int",
        FieldType.Double or FieldType.Currency or FieldType.Percent => "double",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.DateTime => "dateTime",
        _ => "string",
    };
}
