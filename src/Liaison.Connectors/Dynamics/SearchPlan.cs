using Liaison.Core.Connecting;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// What one table contributes to a search: which columns to read, which values to look for where. A column that the table does not have is passed over: the others can still find the person.
/// </summary>
internal sealed class SearchPlan
{
    /// <summary>So many digits at a number's end are looked for when it is found in none of its usual forms.</summary>
    private const int LooseDigits = 8;
    private const int FewestDigits = 6;

    private readonly string select;
    private readonly IReadOnlyList<Wanted> criteria;

    private SearchPlan(DescribedTable table, string select, IReadOnlyList<Wanted> criteria) => (Table, this.select, this.criteria) = (table, select, criteria);

    public DescribedTable Table { get; }

    /// <returns>Null when the table has none of the columns that were asked for.</returns>
    public static SearchPlan? Of(DescribedTable table, RecordSearch search)
    {
        var wanted = search.Criteria.Where(one => one.RecordType.Equals(table.Name, StringComparison.OrdinalIgnoreCase))
            .Select(one => new Wanted(one.Kind, ColumnsOf(table, one), [.. Texts(one).Select(text => text.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)], one.Value))
            .Where(one => one.Columns.Count > 0 && one.Texts.Count > 0).ToList();
        if (wanted.Count == 0)
        {
            return null;
        }
        var reads = search.Reads.FirstOrDefault(row => row.Key.Equals(table.Name, StringComparison.OrdinalIgnoreCase)).Value ?? [];
        return new SearchPlan(table, Selection.Of(table, [table.PrimaryName, "modifiedon", .. wanted.SelectMany(one => one.Columns), .. reads]), wanted);
    }

    /// <summary>The values as they are usually written.</summary>
    public string Exact(int most) => Path([.. criteria.SelectMany(one => one.Columns.Select(column => Condition(one, column)))], most);

    /// <summary>Telephone numbers by their last digits, whatever stands between them; null when no number is looked for.</summary>
    public string? Loose(int most)
    {
        var any = criteria.Where(one => one.Kind == MatchKind.Phone && Digits(one.Value).Length >= FewestDigits).SelectMany(one => one.Columns.Select(column => $"contains({column},'{string.Join('%', Last(Digits(one.Value)).AsEnumerable())}')")).ToList();
        return any.Count == 0 ? null : Path(any, most);
    }

    private static string Condition(Wanted one, string column) => one.Kind switch
    {
        MatchKind.Phone when one.Texts.All(text => text.IndexOfAny(['"', '\\', '\'']) < 0) => ODataText.In(column, one.Texts),
        MatchKind.Name => string.Join(" or ", one.Texts.Select(text => $"contains({column},{ODataText.Quoted(ODataText.Plain(text))})")),
        _ => string.Join(" or ", one.Texts.Select(text => $"{column} eq {ODataText.Quoted(text)}")),
    };

    private string Path(List<string> any, int most)
    {
        // What is inactive (a qualified lead, a contact that was merged) can be written to no more; a case that is closed is still the one that was meant.
        var alive = Table["statecode"] is not null && Table.Name is "contact" or "account" or "lead" ? " and statecode eq 0" : "";
        return $"{Table.Set}?{select}&$filter={Uri.EscapeDataString($"({string.Join(" or ", any)}){alive}")}&$orderby=modifiedon%20desc,{Table.PrimaryId}&$top={most}";
    }

    private static IReadOnlyList<string> ColumnsOf(DescribedTable table, Criterion criterion) => criterion.Fields.Count > 0
        ? [.. criterion.Fields.Select(name => table[name]).OfType<DescribedColumn>().Where(column => column.IsText).Select(column => column.Name)]
        : criterion.Kind switch
        {
            MatchKind.Phone => [.. table.InOrder.Where(column => column.Format == "Phone" && !column.Name.EndsWith("fax", StringComparison.Ordinal)).Select(column => column.Name)],
            MatchKind.Email => [.. table.InOrder.Where(column => column.Format == "Email").Select(column => column.Name)],
            MatchKind.Code => [.. table.InOrder.Where(column => column.Name == "ticketnumber").Select(column => column.Name)],
            _ => [table.PrimaryName],
        };

    private static IEnumerable<string> Texts(Criterion criterion) => criterion.Kind == MatchKind.Phone
        ? [criterion.Value, .. criterion.Variants, Digits(criterion.Value)] : [criterion.Value, .. criterion.Variants];

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string Last(string digits) => digits.Length <= LooseDigits ? digits : digits[^LooseDigits..];

    private sealed record Wanted(MatchKind Kind, IReadOnlyList<string> Columns, IReadOnlyList<string> Texts, string Value);
}
