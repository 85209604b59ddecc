using System.Globalization;
using System.Text.Json;
using Liaison.Connectors.Http;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Asks for a table's description and reads the answers. Lengths and options come only under the name of each kind of column, so it takes several requests; they travel as one batch
/// (https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api).
/// </summary>
internal static class TableReader
{
    private const string Cast = "Microsoft.Dynamics.CRM.";

    public static IReadOnlyList<BatchPart> Requests(string table)
    {
        var root = $"EntityDefinitions(LogicalName='{table}')";
        BatchPart Get(string path) => new(HttpMethod.Get, root + path);
        return
        [
            Get("?$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,DisplayName,IsActivity"),
            Get("/Attributes?$select=LogicalName,AttributeType,DisplayName,RequiredLevel,IsValidForCreate,IsValidForUpdate,IsValidForRead,AttributeOf,IsCustomAttribute"),
            Get($"/Attributes/{Cast}StringAttributeMetadata?$select=LogicalName,MaxLength,Format"),
            Get($"/Attributes/{Cast}MemoAttributeMetadata?$select=LogicalName,MaxLength"),
            Get($"/Attributes/{Cast}PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet,GlobalOptionSet"),
            Get($"/Attributes/{Cast}StateAttributeMetadata?$select=LogicalName&$expand=OptionSet"),
            Get($"/Attributes/{Cast}StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet"),
            Get("/ManyToOneRelationships?$select=ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName"),
        ];
    }

    /// <returns>Null for what is no description.</returns>
    public static DescribedTable? Read(IReadOnlyList<BatchAnswer> answers)
    {
        var table = answers[0].Body;
        if (table.Text("LogicalName") is not { Length: > 0 } name || table.Text("EntitySetName") is not { Length: > 0 } set || table.Text("PrimaryIdAttribute") is not { } id)
        {
            return null;
        }
        var texts = answers[2].Body.Items("value").Concat(answers[3].Body.Items("value")).Where(Named).ToDictionary(one => one.Text("LogicalName")!, one => one, StringComparer.Ordinal);
        var options = answers.Skip(4).Take(3).SelectMany(answer => answer.Body.Items("value")).Where(Named).ToDictionary(one => one.Text("LogicalName")!, OptionsOf, StringComparer.Ordinal);
        var navigations = answers[7].Body.Items("value").Where(one => one.Text("ReferencingAttribute") is not null && one.Text("ReferencingEntityNavigationPropertyName") is not null && one.Text("ReferencedEntity") is not null)
            .ToLookup(one => one.Text("ReferencingAttribute")!, one => new Navigation(one.Text("ReferencingEntityNavigationPropertyName")!, one.Text("ReferencedEntity")!), StringComparer.Ordinal);
        var columns = answers[1].Body.Items("value").Where(one => Named(one) && one.Text("AttributeOf") is null && one.Part("IsValidForRead") is not { ValueKind: JsonValueKind.False } && one.Text("AttributeType") is not ("Virtual" or "ManagedProperty" or "PartyList"))
            .Select(one => Column(one, texts, options, navigations)).ToList();
        return new DescribedTable(name, set, LabelOf(table.Part("DisplayName")) ?? name, id, table.Text("PrimaryNameAttribute") is { Length: > 0 } named ? named : id, table.Flag("IsActivity"), columns);
    }

    private static DescribedColumn Column(JsonElement one, Dictionary<string, JsonElement> texts, Dictionary<string, IReadOnlyList<Option>> options, ILookup<string, Navigation> navigations)
    {
        var name = one.Text("LogicalName")!;
        var text = texts.GetValueOrDefault(name);
        var length = text.ValueKind == JsonValueKind.Object ? text.Number("MaxLength") : null;
        return new DescribedColumn(
            name, LabelOf(one.Part("DisplayName")) ?? name, one.Text("AttributeType") ?? "String", length, text.ValueKind == JsonValueKind.Object ? text.Text("Format") : null,
            one.Flag("IsValidForCreate"), one.Flag("IsValidForUpdate"), one.Part("RequiredLevel")?.Text("Value") is "ApplicationRequired" or "SystemRequired", one.Flag("IsCustomAttribute"),
            options.GetValueOrDefault(name) ?? [], [.. navigations[name].DistinctBy(navigation => navigation.Name)]);
    }

    private static IReadOnlyList<Option> OptionsOf(JsonElement column) =>
        [.. ((column.Part("OptionSet") ?? column.Part("GlobalOptionSet"))?.Items("Options") ?? []).Where(one => one.Number("Value") is not null)
            .Select(one => new Option(one.Number("Value")!.Value, LabelOf(one.Part("Label")) ?? one.Number("Value")!.Value.ToString(CultureInfo.InvariantCulture), one.Number("State")))];

    private static string? LabelOf(JsonElement? label) => label?.Part("UserLocalizedLabel")?.Text("Label") ?? label?.Items("LocalizedLabels").Select(one => one.Text("Label")).FirstOrDefault();

    private static bool Named(JsonElement one) => one.Text("LogicalName") is { Length: > 0 };
}
