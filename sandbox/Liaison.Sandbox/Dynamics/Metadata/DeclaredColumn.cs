using System.Globalization;

namespace Liaison.Sandbox.Dynamics.Metadata;

/// <summary>One line of a declared table: name, label, type, flags.</summary>
public static class DeclaredColumn
{
    private const string UserColumns = "createdby|Created By|lookup systemuser|read\nmodifiedby|Modified By|lookup systemuser|read\ncreatedon|Created On|datetime|read\nmodifiedon|Modified On|datetime|read\nversionnumber|Version Number|bigint|read";
    private const string OwnerColumns = "ownerid|Owner|owner systemuser team\nowninguser|Owning User|lookup systemuser|read\nowningbusinessunit|Owning Business Unit|lookup businessunit|read";

    public static IEnumerable<Column> Common(string table, bool activity, bool owned) =>
        (owned ? UserColumns + "\n" + OwnerColumns : UserColumns).Split('\n').Select(line => Parse(line, table, activity));

    public static Column Parse(string line, string table, bool activity)
    {
        var parts = line.Split('|');
        var type = parts[2].Split(' ');
        var flags = parts.Length > 3 ? parts[3].Split(' ') : [];
        string? Flag(string name) => flags.FirstOrDefault(flag => flag.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        var column = new Column(parts[0], parts[1], TypeOf(type[0]))
        {
            SchemaName = Flag("schema") ?? char.ToUpperInvariant(parts[0][0]) + parts[0][1..],
            Format = Flag("format"),
            Custom = flags.Contains("custom"),
            ReadOnly = flags.Contains("read"),
            Required = flags.Contains("system") ? Requirement.System : flags.Contains("app") ? Requirement.Application : flags.Contains("rec") ? Requirement.Recommended : Requirement.None,
        };
        return column.Type switch
        {
            ColumnType.Text or ColumnType.Memo => column with { MaxLength = int.Parse(type[1], CultureInfo.InvariantCulture) },
            ColumnType.Picklist or ColumnType.State or ColumnType.Status => column with { Options = [.. type.Skip(1).Select(OptionOf)] },
            ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => Referring(column, type[1..], flags.Contains("bare") ? null : table, activity),
            _ => column,
        };
    }

    /// <summary>A lookup to one table is called by its own name (a custom one by its schema name), one to several by the name of each.</summary>
    private static Column Referring(Column column, string[] targets, string? table, bool activity)
    {
        var name = column.Custom ? column.SchemaName : column.Name;
        var navigations = column.Type == ColumnType.Owner || targets.Length == 1
            ? targets.Select(target => activity && !column.Custom ? new Navigation($"{name}_{table}", target, name) : new Navigation(name, target))
            : targets.Select(target => activity && table is not null ? new Navigation($"{name}_{target}_{table}", target, $"{name}_{target}") : new Navigation($"{name}_{target}", target));
        return column with { Targets = targets, Navigations = [.. navigations] };
    }

    private static Option OptionOf(string word)
    {
        var (key, label) = (word[..word.IndexOf('=', StringComparison.Ordinal)], word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..].Replace('_', ' '));
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new Option(int.Parse(key, CultureInfo.InvariantCulture), label)
            : new Option(int.Parse(key[(colon + 1)..], CultureInfo.InvariantCulture), label, int.Parse(key[..colon], CultureInfo.InvariantCulture));
    }

    private static ColumnType TypeOf(string word) => word switch
    {
        "string" => ColumnType.Text,
        "memo" => ColumnType.Memo,
        "integer" => ColumnType.Integer,
        "bigint" => ColumnType.BigInt,
        "decimal" => ColumnType.Decimal,
        "double" => ColumnType.Double,
        "money" => ColumnType.Money,
        "boolean" => ColumnType.Boolean,
        "datetime" => ColumnType.DateTime,
        "guid" => ColumnType.Guid,
        "picklist" => ColumnType.Picklist,
        "state" => ColumnType.State,
        "status" => ColumnType.Status,
        "lookup" => ColumnType.Lookup,
        "customer" => ColumnType.Customer,
        "owner" => ColumnType.Owner,
        "partylist" => ColumnType.PartyList,
        "entityname" => ColumnType.EntityName,
        _ => throw new InvalidDataException($"A declared column is of the unknown type '{word}'."),
    };
}
