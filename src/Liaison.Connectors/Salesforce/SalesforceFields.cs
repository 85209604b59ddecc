using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>The record types and fields for the mapping editor: the five that conversations are about, and the organisation's own.</summary>
internal sealed class SalesforceFields(SalesforceClient client, Descriptions<DescribedType> schema)
{
    /// <summary>The list behind a yes-or-no field.</summary>
    public const string YesNo = "boolean";

    private const int MostCustom = 40;
    private static readonly string[] Standard = ["Account", "Contact", "Lead", "Case", "Task"];

    public async Task<Outcome<IReadOnlyList<RecordType>>> Describe(Calls calls, CancellationToken cancel)
    {
        if ((await client.Ask(new SalesforceCall(HttpMethod.Get, "/sobjects") { ShownAnswer = 500 }, calls, cancel)).Failed(out var fault, out var all))
        {
            return fault;
        }
        var listed = all.Items("sobjects").Where(one => one.Flag("queryable")).ToDictionary(one => one.Text("name") ?? "", StringComparer.Ordinal);
        var custom = listed.Values.Where(one => one.Flag("custom") && one.Flag("layoutable") && one.Flag("createable") && !one.Flag("deprecatedAndHidden") && !one.Flag("customSetting"))
            .Select(one => one.Text("name")!).Order(StringComparer.Ordinal).Take(MostCustom);
        var types = new List<RecordType>();
        foreach (var name in Standard.Where(listed.ContainsKey).Concat(custom))
        {
            if ((await schema.Recent(name, calls, cancel)).Failed(out fault, out var type))
            {
                if (fault.Kind == FaultKind.SchemaDrift)
                {
                    continue;
                }
                return fault;
            }
            types.Add(new RecordType(type.Name, type.Label, [.. type.InOrder.Where(field => field.Type is not ("address" or "location" or "base64" or "complexvalue" or "anyType")).Select(field => Of(type, field))]));
        }
        return types;
    }

    /// <param name="list">A field, as <c>Case.Status</c>.</param>
    public async Task<Outcome<CodeList>> Codes(string list, bool fresh, DateTimeOffset now, Calls calls, CancellationToken cancel)
    {
        if (list == YesNo)
        {
            return new CodeList([new Code("true", "Yes"), new Code("false", "No")], now, Stale: false);
        }
        if (list.Split('.') is not [var name, var fieldName])
        {
            return new Fault(FaultKind.NotFound, $"There is no list “{list}”. Lists are named like Case.Status.");
        }
        if ((await (fresh ? schema.Now(name, calls, cancel) : schema.Recent(name, calls, cancel))).Failed(out var fault, out var type))
        {
            return fault;
        }
        return type[fieldName] is { } field
            ? new CodeList([.. field.Values.Select(value => new Code(value.Value, value.Label, Inactive: !value.Active))], now, Stale: false)
            : new Fault(FaultKind.SchemaDrift, $"{type.Label} has no field {fieldName}, or the user may not see it.", fieldName);
    }

    private static FieldDescription Of(DescribedType type, DescribedField field) => new(
        field.Name, field.Label, GroupOf(field), TypeOf(field), field.Type is "id" or "reference" ? 18 : field.Length, field.Creatable, field.Updatable, Readable: true,
        RequiredOnCreate: field.Required || (type.HasPeople && field.Name == "LastName"),
        Codes: field.Type == "boolean" ? YesNo : field.Values.Count > 0 ? $"{type.Name}.{field.Name}" : null, CodesParent: field.Controller);

    private static string GroupOf(DescribedField field) => field.Custom ? "Custom fields"
        : field.Type is "phone" or "email" or "url" ? "Telephone and e-mail"
        : field.Type is "reference" or "id" ? "Related records"
        : field.Name.Contains("Street", StringComparison.Ordinal) || field.Name.Contains("City", StringComparison.Ordinal) || field.Name.Contains("PostalCode", StringComparison.Ordinal)
            || field.Name.Contains("State", StringComparison.Ordinal) || field.Name.Contains("Country", StringComparison.Ordinal) ? "Address"
        : "Fields";

    private static string TypeOf(DescribedField field) => field.Type switch
    {
        "textarea" => "longText",
        "int" or "double" or "currency" or "percent" => "number",
        "datetime" => "dateTime",
        "date" => "date",
        "boolean" or "picklist" or "multipicklist" => "code",
        _ => "text",
    };
}
