using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Query;

/// <summary>One navigation property to show with each record: a lookup's record, or a collection.</summary>
public sealed record Expansion(string Name, Column? Lookup, string Target, Collection? Collection, QueryOptions Options)
{
    private const int Most = 15;

    public static IReadOnlyList<Expansion> Read(ApiCall call, TableType table, string text, IReadOnlyDictionary<string, string> query, bool nested)
    {
        var parts = Split(text, ',');
        if (parts.Count > Most)
        {
            throw ODataException.Query($"The number of $expand options is more than {Most}.");
        }

        return [.. parts.Select(part => One(call, table, part.Trim(), query, nested))];
    }

    private static Expansion One(ApiCall call, TableType table, string part, IReadOnlyDictionary<string, string> query, bool nested)
    {
        var open = part.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? part : part[..open];
        if (open >= 0 && !part.EndsWith(')'))
        {
            throw ODataException.Query($"Found an unbalanced bracket expression in '{part}'.");
        }

        var inner = (open < 0 ? [] : Split(part[(open + 1)..^1], ';')).Select(option => option.Split('=', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair.Length > 1 ? pair[1] : "", StringComparer.Ordinal);
        foreach (var option in inner.Keys.Where(option => option is not ("$select" or "$filter" or "$orderby" or "$top" or "$expand")))
        {
            throw ODataException.Query($"The query option {option} is not supported within $expand.");
        }

        var (lookup, target, collection) = Meant(table, name);
        if (collection is not null && (nested || inner.ContainsKey("$expand")) && (inner.ContainsKey("$top") || inner.ContainsKey("$orderby")))
        {
            throw ODataException.Query("Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.");
        }

        return new Expansion(name, lookup, target, collection, QueryOptions.Read(call, call.Schema[target], inner.GetValueOrDefault, query, nested: true));
    }

    private static (Column? Lookup, string Target, Collection? Collection) Meant(TableType table, string name) =>
        table.Navigation(name) is { } lookup ? (lookup.Column, lookup.Navigation.Target, null)
            : table.Collection(name) is { } collection ? (null, collection.Table, collection) : throw ODataException.NoProperty(name, table.EdmName);

    /// <summary>Cuts outside of parentheses and quotes.</summary>
    private static List<string> Split(string text, char at)
    {
        var parts = new List<string>();
        var (start, depth, quoted) = (0, 0, false);
        for (var place = 0; place <= text.Length; place++)
        {
            if (place == text.Length || (text[place] == at && depth == 0 && !quoted))
            {
                if (place > start)
                {
                    parts.Add(text[start..place]);
                }

                start = place + 1;
                continue;
            }

            quoted ^= text[place] == '\'';
            depth += quoted ? 0 : text[place] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return parts;
    }
}
