using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Query;

/// <summary>What a query may not ask although every name in it is right.</summary>
public static class QueryRules
{
    public static void Check(string query, RawSelect raw, Select select)
    {
        if (select.IsAggregate)
        {
            Aggregates(query, raw, select);
        }

        if (select.Type.Name == "ContentDocumentLink" && raw.Where is not null && !Pinned(select.Where) || select.Type.Name == "ContentDocumentLink" && raw.Where is null && raw.From.Is("ContentDocumentLink"))
        {
            throw Refusals.Of("MALFORMED_QUERY", "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.");
        }
    }

    private static void Aggregates(string query, RawSelect raw, Select select)
    {
        if (select.Items.OfType<FieldItem>().FirstOrDefault(item => !select.GroupBy.Any(group => group.Text == item.Path.Text)) is { } loose)
        {
            var at = raw.Items.First(item => string.Equals(item.Name.Text, loose.Path.Text, StringComparison.OrdinalIgnoreCase) || item is RawField).Name.At;
            throw QueryError.At(query, at, "MALFORMED_QUERY", $"Field must be grouped or aggregated: {loose.Path.Text}");
        }

        if (select.Items.Any(item => item is ChildItem))
        {
            throw Refusals.Of("MALFORMED_QUERY", "Aggregate queries do not support child relationships");
        }

        if (select.Items is [AggregateItem { Path: null }, _, ..] || (select.GroupBy.Count > 0 && select.Items.Any(item => item is AggregateItem { Path: null })))
        {
            throw Refusals.Of("MALFORMED_QUERY", "Grouped query cannot use COUNT(), use COUNT(fieldName) instead");
        }
    }

    private static bool Pinned(Condition? where) => where switch
    {
        Comparison { Path.Text: "ContentDocumentId" or "LinkedEntityId", Operator: "=" or "IN" } => true,
        Among { Path.Text: "ContentDocumentId" or "LinkedEntityId", Negated: false } => true,
        And and => and.Parts.Any(Pinned),
        _ => false,
    };
}
