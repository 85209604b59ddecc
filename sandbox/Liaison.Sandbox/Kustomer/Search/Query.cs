using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Objects;
using Liaison.Sandbox.Kustomer.Records;

namespace Liaison.Sandbox.Kustomer.Search;

/// <summary>The criteria of a search: all of <c>and</c>, one of <c>or</c>, none of <c>not</c>.</summary>
public sealed class Query
{
    private readonly List<Criterion> all;
    private readonly List<Criterion> some;
    private readonly List<Criterion> none;
    private readonly List<(SearchAttribute Attribute, bool Down)> sort;
    private readonly KustomerStandIn org;
    private readonly bool withDeleted;

    /// <exception cref="RefusalException">400 for an attribute or operator that is not known.</exception>
    public Query(KustomerStandIn org, string context, JsonObject body)
    {
        this.org = org;
        if (context.StartsWith("kobject_", StringComparison.Ordinal) && Klasses.Find(org.Store, context["kobject_".Length..]) is null)
        {
            throw RefusalException.BadParameter("queryContext", "Invalid query context", "/properties/queryContext");
        }

        withDeleted = (bool?)body["includeDeleted"] == true;
        IsType = context switch
        {
            "kobject" => type => type.StartsWith("kobject.", StringComparison.Ordinal),
            _ when context.StartsWith("kobject_", StringComparison.Ordinal) => type => type == "kobject." + context["kobject_".Length..],
            _ => type => type == context,
        };
        var zone = (string?)body["timeZone"] ?? "GMT";
        List<Criterion> Read(string part) => [.. Entries(body[part]).Select(one => Criterion.Of(org, one.Key, one.Value, zone))];
        (all, some, none) = (Read("and"), Read("or"), Read("not"));
        sort = [.. Entries(body["sort"]).Select(one => (SearchAttribute.Of(org, one.Key), one.Value?.ToString() switch { "desc" => true, "asc" => false, _ => throw RefusalException.BadParameter(one.Key, "Invalid sort direction", "/properties/sort") }))];
    }

    public Func<string, bool> IsType { get; }

    public bool Fits(Item item) => (withDeleted || (bool?)item.Attributes["deleted"] != true) && all.TrueForAll(one => one.Fits(org, item)) && (some.Count == 0 || some.Exists(one => one.Fits(org, item))) && !none.Exists(one => one.Fits(org, item));

    /// <summary>By what was asked, else the newest first.</summary>
    public IEnumerable<Item> Sorted(IEnumerable<Item> items)
    {
        if (sort.Count == 0)
        {
            return items.OrderByDescending(item => item.Text("updatedAt"), StringComparer.Ordinal).ThenByDescending(item => item.Id, StringComparer.Ordinal);
        }

        // More than one field is not reliable at the vendor: only the first counts.
        var (attribute, down) = sort[0];
        string Key(Item item) => attribute.Values(org, item).FirstOrDefault() is { } value ? value is double number ? number.ToString("000000000000000.000000", System.Globalization.CultureInfo.InvariantCulture) : value.ToString()! : "";
        return down ? items.OrderByDescending(Key, StringComparer.Ordinal) : items.OrderBy(Key, StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Entries(JsonNode? part) => part switch
    {
        JsonObject one => one,
        // Each of a list names one attribute.
        JsonArray many => many.OfType<JsonObject>().SelectMany(one => one.Count == 1 ? one : throw RefusalException.BadParameter(one.FirstOrDefault().Key ?? "body", "Invalid search criteria", "/properties/items")),
        _ => [],
    };
}
