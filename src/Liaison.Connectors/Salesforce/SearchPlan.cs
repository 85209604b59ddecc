using System.Text;
using Liaison.Core.Connecting;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// What one record type contributes to a search: which fields to read, which values to look for where. A field that the type does not have is passed over: the other fields can
/// still find the person.
/// </summary>
internal sealed class SearchPlan
{
    /// <summary>So wide Salesforce makes its numbers by default; callers leave the zeros out.</summary>
    private const int CodeWidth = 8;

    private SearchPlan(DescribedType type, IReadOnlyList<string> reads, IReadOnlyList<Wanted> wanted) => (Type, Reads, Criteria) = (type, reads, wanted);

    public DescribedType Type { get; }

    public IReadOnlyList<string> Reads { get; }

    public IReadOnlyList<Wanted> Criteria { get; }

    /// <summary>Only values that can be compared for sameness: those need no search index, which lags behind.</summary>
    public bool IsExact => Criteria.All(one => one.Kind is MatchKind.Email or MatchKind.Exact or MatchKind.Code);

    /// <returns>Null when the type has none of the fields that were asked for.</returns>
    public static SearchPlan? Of(DescribedType type, RecordSearch search, bool people)
    {
        var wanted = search.Criteria.Where(one => one.RecordType.Equals(type.Name, StringComparison.OrdinalIgnoreCase))
            .Select(one => new Wanted(one.Kind, FieldsOf(type, one), [.. Texts(one).Select(text => text.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)]))
            .Where(one => one.Fields.Count > 0 && one.Texts.Count > 0).ToList();
        if (wanted.Count == 0)
        {
            return null;
        }
        string[] always = ["Id", type.NameField, "LastActivityDate", "LastModifiedDate", .. people && type.HasPeople ? ["IsPersonAccount", "PersonContactId"] : (string[])[],
            .. people && type.Name == "Contact" ? ["IsPersonAccount", "AccountId"] : (string[])[]];
        var reads = always.Concat(wanted.SelectMany(one => one.Fields)).Where(name => type[name] is not null)
            .Concat(search.Reads.FirstOrDefault(row => row.Key.Equals(type.Name, StringComparison.OrdinalIgnoreCase)).Value?.Where(path => CanRead(type, path)) ?? [])
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return new SearchPlan(type, reads, wanted);
    }

    /// <summary>The condition of a query; null when none of the fields may stand in one.</summary>
    public string? Condition()
    {
        var any = Criteria.SelectMany(one => one.Fields.Where(field => Type[field]!.Filterable).Select(field => $"{field} IN ({string.Join(",", one.Texts.Select(text => SoqlText.Quoted(text)))})")).ToList();
        return any.Count == 0 ? null : $"({string.Join(" OR ", any)}){AndAlive()}";
    }

    public string Query(int most) => $"SELECT {string.Join(",", Reads)} FROM {Type.Name} WHERE {Condition()} ORDER BY LastModifiedDate DESC LIMIT {most}";

    /// <summary>As it stands behind RETURNING.</summary>
    public string Returning(int most) => new StringBuilder(Type.Name).Append('(').AppendJoin(',', Reads).Append(AndAlive() is { Length: > 0 } alive ? " WHERE" + alive[4..] : "").Append($" LIMIT {most})").ToString();

    /// <summary>A converted lead lives on as a contact, and can be written to no more.</summary>
    private string AndAlive() => Type.Name == "Lead" && Type["IsConverted"] is not null ? " AND IsConverted = false" : "";

    private static IReadOnlyList<string> FieldsOf(DescribedType type, Criterion criterion) => criterion.Fields.Count > 0
        ? [.. criterion.Fields.Select(name => type[name]?.Name).OfType<string>()]
        : criterion.Kind switch
        {
            MatchKind.Phone => [.. type.InOrder.Where(field => field.Type == "phone" && !field.Name.EndsWith("Fax", StringComparison.Ordinal)).Select(field => field.Name)],
            MatchKind.Email => [.. type.InOrder.Where(field => field.Type == "email").Select(field => field.Name)],
            MatchKind.Code => [.. type.InOrder.Where(field => field.IsAutoNumber || (type.Name == "Case" && field.Name == "CaseNumber")).Select(field => field.Name)],
            _ => [type.NameField],
        };

    private static IEnumerable<string> Texts(Criterion criterion) => criterion.Kind switch
    {
        MatchKind.Code => [criterion.Value, criterion.Value.Trim().PadLeft(CodeWidth, '0'), criterion.Value.Trim().TrimStart('0'), .. criterion.Variants],
        MatchKind.Phone => [criterion.Value, .. criterion.Variants, string.Concat(criterion.Value.Where(char.IsAsciiDigit))],
        _ => [criterion.Value, .. criterion.Variants],
    };

    internal static bool CanRead(DescribedType type, string path) => path.Split('.') switch
    {
        [var name] => type[name] is not null,
        [var relation, ..] => type.Relation(relation) is not null && path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.'),
        _ => false,
    };

    internal sealed record Wanted(MatchKind Kind, IReadOnlyList<string> Fields, IReadOnlyList<string> Texts);
}
