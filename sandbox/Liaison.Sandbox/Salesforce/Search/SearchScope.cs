using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Search;

/// <summary>Which fields a search looks at.</summary>
public enum SearchScope
{
    All,
    Name,
    Email,
    Phone,
    Sidebar,
}

/// <summary>The fields of each group: PHONE is fields of type phone only, not a phone number kept in a text field.</summary>
public static class SearchScopes
{
    public static SearchScope Parse(string name) => Enum.TryParse<SearchScope>(name, ignoreCase: true, out var scope) ? scope
        : throw Refusals.Of("MALFORMED_SEARCH", $"unexpected token: '{name}'");

    public static IReadOnlyList<Field> FieldsOf(this SearchScope scope, ObjectType type) => scope switch
    {
        SearchScope.Phone => type.Phones,
        SearchScope.Email => [.. type.Fields.Where(field => field.Type == FieldType.Email)],
        SearchScope.Name => [.. type.Fields.Where(field => field.NameField || field.Name is "FirstName" or "LastName" or "Subject" or "Title")],
        SearchScope.Sidebar => [.. type.Fields.Where(field => field.NameField || field.Type is FieldType.Phone or FieldType.Email)],
        _ => [.. type.Fields.Where(field => field.Type is FieldType.String or FieldType.TextArea or FieldType.Combobox or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.Picklist)],
    };
}
