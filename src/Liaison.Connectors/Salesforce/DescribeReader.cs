using System.Text.Json;
using Liaison.Connectors.Http;

namespace Liaison.Connectors.Salesforce;

/// <summary>Reads a describe answer (<c>sobjects/{type}/describe</c>); a quarter of a megabyte becomes what the connector needs of it.</summary>
internal static class DescribeReader
{
    /// <returns>Null for what is no description.</returns>
    public static DescribedType? Read(JsonElement json) => json.Text("name") is { Length: > 0 } name && json.Part("fields") is { ValueKind: JsonValueKind.Array }
        ? new DescribedType(name, json.Text("label") ?? name, json.Text("keyPrefix") ?? "", json.Flag("custom"), json.Flag("createable"), json.Flag("updateable"), json.Flag("searchable"),
            [.. json.Items("fields").Where(field => field.Text("name") is not null && !field.Flag("deprecatedAndHidden")).Select(Field)],
            [.. json.Items("recordTypeInfos").Where(type => type.Text("recordTypeId") is not null).Select(type =>
                new RecordTypeInfo(type.Text("recordTypeId")!, type.Text("name") ?? "", type.Flag("available"), type.Flag("defaultRecordTypeMapping"), type.Flag("master")))])
        : null;

    private static DescribedField Field(JsonElement field) => new(
        field.Text("name")!, field.Text("label") ?? field.Text("name")!, field.Text("type") ?? "string", field.Number("length") is > 0 and var length ? length : null,
        field.Flag("createable"), field.Flag("updateable"), field.Flag("nillable"), field.Flag("defaultedOnCreate"), field.Flag("filterable"), field.Flag("nameField"), field.Flag("custom"),
        field.Flag("externalId"), field.Flag("unique"), field.Flag("restrictedPicklist"), field.Flag("autoNumber"), field.Text("relationshipName"), field.Texts("referenceTo"),
        [.. field.Items("picklistValues").Where(value => value.Text("value") is not null).Select(value =>
            new PickValue(value.Text("value")!, value.Text("label") ?? value.Text("value")!, value.Flag("active")))],
        field.Text("controllerName"));
}
