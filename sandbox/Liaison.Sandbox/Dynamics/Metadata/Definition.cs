using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Dynamics.Metadata;

/// <summary>Tables, columns and relationships in the vendor's words.</summary>
public static class Definition
{
    private static readonly HashSet<string> Elsewhere = new(StringComparer.Ordinal)
    {
        "MaxLength", "Format", "Targets", "Precision", "MinValue", "MaxValue", "AttributeOf", "Description", "EntityLogicalName", "IsCustomAttribute", "IsValidForAdvancedFind", "IsSearchable", "IsFilterable", "ChangeTrackingEnabled",
    };

    /// <summary>Names that some kinds of descriptions have and others have not.</summary>
    public static bool Known(string name) => Elsewhere.Contains(name);

    public static Guid IdOf(string what) => new(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16));

    public static JsonObject Of(TableType table) => new()
    {
        ["MetadataId"] = IdOf(table.Name).ToString("D"),
        ["LogicalName"] = table.Name,
        ["SchemaName"] = table.SchemaName,
        ["EntitySetName"] = table.Set,
        ["LogicalCollectionName"] = table.Set,
        ["DisplayName"] = Label(table.Label),
        ["DisplayCollectionName"] = Label(table.LabelPlural),
        ["PrimaryIdAttribute"] = table.PrimaryId,
        ["PrimaryNameAttribute"] = table.PrimaryName,
        ["ObjectTypeCode"] = table.Code,
        ["IsActivity"] = table.IsActivity,
        ["IsCustomEntity"] = false,
        ["IsIntersect"] = false,
        ["IsPrivate"] = false,
        ["IsValidForAdvancedFind"] = table.Name is not ("activityparty" or "organization"),
        ["HasNotes"] = table.Collections.Any(one => one.Table == "annotation"),
        ["OwnershipType"] = table.IsOwned ? "UserOwned" : "OrganizationOwned",
        ["ChangeTrackingEnabled"] = false,
    };

    /// <param name="whole">With what only a cast shows: lengths, targets, options.</param>
    public static IEnumerable<JsonObject> Attributes(TableType table, bool whole) => table.Columns.Select(column => Attribute(table, column, whole));

    public static IEnumerable<JsonObject> ManyToOne(TableType table) =>
        from column in table.Columns
        from navigation in column.Navigations
        select new JsonObject
        {
            ["@odata.type"] = "#Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata",
            ["MetadataId"] = IdOf($"{table.Name}.{column.Name}.{navigation.Target}").ToString("D"),
            ["SchemaName"] = $"{navigation.Target}_{table.Name}_{column.Name}",
            ["ReferencingAttribute"] = column.Name,
            ["ReferencingEntity"] = table.Name,
            ["ReferencedEntity"] = column.Type == ColumnType.Owner ? "owner" : navigation.Target,
            ["ReferencingEntityNavigationPropertyName"] = navigation.Name,
        };

    public static IEnumerable<JsonObject> OneToMany(Schema schema, TableType table) => table.Collections.Select(collection => new JsonObject
    {
        ["MetadataId"] = IdOf($"{table.Name}.{collection.Name}").ToString("D"),
        ["SchemaName"] = collection.Name,
        ["ReferencingAttribute"] = collection.Column,
        ["ReferencingEntity"] = collection.Table,
        ["ReferencedEntity"] = table.Name,
        ["ReferencedAttribute"] = table.PrimaryId,
        ["ReferencedEntityNavigationPropertyName"] = collection.Name,
        ["ReferencingEntityNavigationPropertyName"] = schema[collection.Table].Column(collection.Column)?.Navigations.FirstOrDefault(one => one.Target == table.Name)?.Name,
    });

    public static JsonObject Key(TableType table, string column) => new()
    {
        ["MetadataId"] = IdOf($"{table.Name}.key.{column}").ToString("D"),
        ["LogicalName"] = column + "_key",
        ["SchemaName"] = column + "_Key",
        ["EntityLogicalName"] = table.Name,
        ["KeyAttributes"] = new JsonArray(column),
        ["EntityKeyIndexStatus"] = "Active",
    };

    public static string TypeName(Column column) => column.Type switch
    {
        ColumnType.PrimaryKey or ColumnType.Guid => "Uniqueidentifier",
        ColumnType.Text => "String",
        _ => column.Type.ToString(),
    };

    private static JsonObject Attribute(TableType table, Column column, bool whole)
    {
        var json = new JsonObject
        {
            ["@odata.type"] = $"#Microsoft.Dynamics.CRM.{(column.Type switch { ColumnType.Customer or ColumnType.Owner or ColumnType.PartyList => "Lookup", ColumnType.PrimaryKey or ColumnType.Guid => "UniqueIdentifier", _ => TypeName(column) })}AttributeMetadata",
            ["MetadataId"] = IdOf($"{table.Name}.{column.Name}").ToString("D"),
            ["LogicalName"] = column.Name,
            ["SchemaName"] = column.SchemaName,
            ["AttributeType"] = TypeName(column),
            ["AttributeTypeName"] = new JsonObject { ["Value"] = TypeName(column) + "Type" },
            ["AttributeOf"] = null,
            ["DisplayName"] = Label(column.Label),
            ["Description"] = Label(column.Label),
            ["EntityLogicalName"] = table.Name,
            ["RequiredLevel"] = new JsonObject
            {
                ["Value"] = column.Required switch { Requirement.System => "SystemRequired", Requirement.Application => "ApplicationRequired", Requirement.Recommended => "Recommended", _ => "None" },
                ["CanBeChanged"] = column.Required != Requirement.System,
                ["ManagedPropertyLogicalName"] = "canmodifyrequirementlevelsettings",
            },
            ["IsCustomAttribute"] = column.Custom,
            ["IsValidForRead"] = true,
            ["IsValidForCreate"] = !column.ReadOnly && !(column.Type == ColumnType.State && table.IsActivity),
            ["IsValidForUpdate"] = !column.ReadOnly && column.Type != ColumnType.PrimaryKey,
            ["IsPrimaryId"] = column.Type == ColumnType.PrimaryKey,
            ["IsPrimaryName"] = column.Name == table.PrimaryName,
            ["IsLogical"] = false,
        };
        if (whole)
        {
            Cast(table, column, json);
        }

        return json;
    }

    private static void Cast(TableType table, Column column, JsonObject json)
    {
        if (column.MaxLength > 0)
        {
            json["MaxLength"] = column.MaxLength;
            json["Format"] = column.Type == ColumnType.Memo ? "TextArea" : column.Format ?? "Text";
        }

        if (column.Type == ColumnType.DateTime)
        {
            json["Format"] = "DateAndTime";
        }

        if (column.Targets.Count > 0)
        {
            json["Targets"] = new JsonArray([.. column.Targets.Select(target => (JsonNode)JsonValue.Create(target))]);
        }

        if (column.IsOption)
        {
            json["OptionSet"] = new JsonObject
            {
                ["MetadataId"] = IdOf($"{table.Name}.{column.Name}.options").ToString("D"),
                ["Name"] = $"{table.Name}_{column.Name}",
                ["IsGlobal"] = false,
                ["Options"] = new JsonArray([.. column.Options.Select(Option)]),
            };
            json["GlobalOptionSet"] = null;
        }

        if (column.Type == ColumnType.Boolean)
        {
            json["OptionSet"] = new JsonObject { ["TrueOption"] = Option(new Option(1, "Yes")), ["FalseOption"] = Option(new Option(0, "No")) };
        }
    }

    private static JsonNode Option(Option option)
    {
        var json = new JsonObject { ["Value"] = option.Value, ["Color"] = null, ["Label"] = Label(option.Label) };
        if (option.State is { } state)
        {
            json["@odata.type"] = "#Microsoft.Dynamics.CRM.StatusOptionMetadata";
            json["State"] = state;
        }

        return json;
    }

    private static JsonObject Label(string text)
    {
        JsonObject One() => new() { ["Label"] = text, ["LanguageCode"] = 1033, ["IsManaged"] = true, ["MetadataId"] = IdOf(text).ToString("D"), ["HasChanged"] = null };
        return new JsonObject { ["LocalizedLabels"] = new JsonArray(One()), ["UserLocalizedLabel"] = One() };
    }
}
