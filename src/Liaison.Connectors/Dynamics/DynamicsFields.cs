using System.Globalization;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>The tables and columns for the mapping editor: those that conversations are about, and the organisation's own.</summary>
internal sealed class DynamicsFields(DynamicsClient client, Descriptions<DescribedTable> schema)
{
    /// <summary>The list behind a yes-or-no column.</summary>
    public const string YesNo = "boolean";

    private const int MostCustom = 40;
    private static readonly string[] Standard = ["contact", "account", "lead", "incident", "phonecall", "task"];

    public async Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel)
    {
        var ask = new DynamicsCall(HttpMethod.Get, "EntityDefinitions?$select=LogicalName&$filter=IsCustomEntity eq true and IsValidForAdvancedFind eq true".Replace(" ", "%20", StringComparison.Ordinal)) { ShownAnswer = 500 };
        if ((await client.Ask(ask, calls, cancel)).Failed(out var fault, out var custom))
        {
            return fault;
        }
        var types = new List<RecordType>();
        foreach (var name in Standard.Concat(custom.Items("value").Select(one => one.Text("LogicalName")).OfType<string>().Order(StringComparer.Ordinal).Take(MostCustom)))
        {
            if ((await schema.Recent(name, calls, cancel)).Failed(out fault, out var table))
            {
                if (fault.Kind == FaultKind.SchemaDrift)
                {
                    continue;
                }
                return fault;
            }
            types.Add(new RecordType(table.Name, table.Label, [.. table.InOrder.SelectMany(column => Of(table, column))]));
        }
        return types;
    }

    /// <param name="list">A column, as <c>incident.statuscode</c>.</param>
    public async Task<Outcome<CodeList>> Codes(string list, bool fresh, DateTimeOffset now, Calls calls, CancellationToken cancel)
    {
        if (list == YesNo)
        {
            return new CodeList([new Code("true", "Yes"), new Code("false", "No")], now, Stale: false);
        }
        if (list.Split('.') is not [var name, var columnName])
        {
            return new Fault(FaultKind.NotFound, $"There is no list “{list}”. Lists are named like incident.statuscode.");
        }
        if ((await (fresh ? schema.Now(name, calls, cancel) : schema.Recent(name, calls, cancel))).Failed(out var fault, out var table))
        {
            return fault;
        }
        return table[columnName] is { } column
            ? new CodeList([.. column.Options.Select(option => new Code(option.Value.ToString(CultureInfo.InvariantCulture), option.Label, option.State?.ToString(CultureInfo.InvariantCulture)))], now, Stale: false)
            : new Fault(FaultKind.SchemaDrift, $"{table.Label} has no column {columnName}, or the user may not see it.", columnName);
    }

    /// <summary>A lookup is several fields: one for each table that may be meant, by the name that says which.</summary>
    private static IEnumerable<FieldDescription> Of(DescribedTable table, DescribedColumn column) => column.IsLookup
        ? column.Navigations.DistinctBy(navigation => navigation.Name).Select(navigation => new FieldDescription(
            navigation.Name, column.Navigations.Count > 1 && navigation.Target != "owner" ? $"{column.Label} ({navigation.Target})" : column.Label, "Related records", "record", 36, column.Creatable, column.Updatable, Readable: true))
        : [new FieldDescription(
            column.Name, column.Label, GroupOf(column), TypeOf(column), column.Length, column.Creatable, column.Updatable, Readable: true, RequiredOnCreate: column.Required && column.Creatable && column.Type is not ("State" or "Status" or "Uniqueidentifier"),
            Codes: column.Type == "Boolean" ? YesNo : column.IsOption ? $"{table.Name}.{column.Name}" : null, CodesParent: column.Type == "Status" ? "statecode" : null)];

    private static string GroupOf(DescribedColumn column) => column.Custom ? "Custom columns"
        : column.Format is "Phone" or "Email" or "Url" ? "Telephone and e-mail"
        : column.Name.StartsWith("address", StringComparison.Ordinal) ? "Address"
        : "Columns";

    private static string TypeOf(DescribedColumn column) => column.Type switch
    {
        "Memo" => "longText",
        "Integer" or "BigInt" or "Decimal" or "Double" or "Money" => "number",
        "DateTime" => "dateTime",
        "Boolean" or "Picklist" or "State" or "Status" => "code",
        "Uniqueidentifier" => "record",
        _ => column.Format switch { "Phone" => "phone", "Email" => "email", "Url" => "url", _ => "text" },
    };
}
