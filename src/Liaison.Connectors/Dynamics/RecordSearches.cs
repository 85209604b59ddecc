using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>
/// Finds records by words, in one batch over several tables. Every word must stand in one of the columns by which people know such records; a word of digits also finds a telephone number by its
/// last digits, whatever stands between them.
/// </summary>
internal sealed partial class RecordSearches(DynamicsClient client, Descriptions<DescribedTable> schema)
{
    private const int MostTables = 10;
    private const int MostWords = 6;
    private const int FewestDigits = 5;
    private static readonly string[] Usual = ["contact", "account", "lead", "incident"];

    private static readonly Dictionary<string, (string[] Looked, string[] Told)> Telling = new(StringComparer.Ordinal)
    {
        ["contact"] = (["fullname", "emailaddress1", "telephone1", "mobilephone"], ["parentcustomerid.name", "emailaddress1", "telephone1"]),
        ["account"] = (["name", "accountnumber", "emailaddress1", "telephone1"], ["address1_city", "telephone1"]),
        ["lead"] = (["fullname", "companyname", "emailaddress1", "telephone1", "mobilephone"], ["companyname", "emailaddress1", "telephone1"]),
        ["incident"] = (["title", "ticketnumber"], ["ticketnumber", "statuscode.name", "customerid.name"]),
        ["phonecall"] = (["subject", "phonenumber"], ["statuscode.name", "phonenumber"]),
        ["task"] = (["subject"], ["statuscode.name"]),
    };

    public async Task<Outcome<IReadOnlyList<SearchHit>>> Search(WordSearch search, Calls calls, CancellationToken cancel)
    {
        var words = Word().Matches(search.Text).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords).ToList();
        if (words.Sum(word => word.Count(char.IsLetterOrDigit)) < 2)
        {
            return new Fault(FaultKind.Validation, "Type at least two letters or digits.", "text");
        }
        var tables = new List<DescribedTable>();
        foreach (var name in (search.RecordTypes.Count > 0 ? search.RecordTypes : Usual).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTables))
        {
            if ((await schema.Known(name, calls, cancel)).Failed(out var fault, out var table))
            {
                if (fault.Kind == FaultKind.SchemaDrift)
                {
                    continue;
                }
                return fault;
            }
            tables.Add(table);
        }
        if (tables.Count == 0)
        {
            return new Outcome<IReadOnlyList<SearchHit>>.Success([]);
        }
        var reads = tables.Select(table => new BatchPart(HttpMethod.Get, PathOf(table, words, Math.Clamp(search.Most, 1, 50))) { Headers = [PersonSearch.WithNames] }).ToList();
        if ((await Batch.Read(client, reads, calls, cancel)).Failed(out var failed, out var answers))
        {
            return failed;
        }
        return answers.FirstOrDefault(answer => !answer.IsSuccess) is { } wrong ? wrong.Fault(writes: false)
            : tables.Zip(answers).SelectMany(pair => pair.Second.Body.Items("value").Select(record => RecordReader.Read(record, pair.First)).OfType<FoundRecord>().Select(found => Hit(pair.First, found))).ToList();
    }

    private static string PathOf(DescribedTable table, List<string> words, int most)
    {
        var (looked, told) = Of(table);
        var filter = string.Join(" and ", words.Select(word => $"({string.Join(" or ", looked.Select(column => Condition(table[column]!, word)))})"));
        return $"{table.Set}?{Selection.Of(table, [table.PrimaryName, "modifiedon", .. told])}&$filter={Uri.EscapeDataString(filter)}&$orderby=modifiedon%20desc,{table.PrimaryId}&$top={most}";
    }

    private static string Condition(DescribedColumn column, string word)
    {
        var digits = string.Concat(word.Where(char.IsAsciiDigit)).TrimStart('0');
        return column.Format == "Phone" && digits.Length >= FewestDigits && word.All(letter => !char.IsLetter(letter))
            ? $"contains({column.Name},'{string.Join('%', digits.AsEnumerable())}')" : $"contains({column.Name},{ODataText.Quoted(ODataText.Plain(word))})";
    }

    private static SearchHit Hit(DescribedTable table, FoundRecord found) => new(table.Name, found.Record, found.Name,
        string.Join(" · ", Of(table).Told.Select(path => found.Values.GetValueOrDefault(path)).Where(value => !string.IsNullOrEmpty(value))) is { Length: > 0 } summary ? summary : null);

    private static (IReadOnlyList<string> Looked, IReadOnlyList<string> Told) Of(DescribedTable table)
    {
        var (looked, told) = Telling.GetValueOrDefault(table.Name, ([], []));
        List<string> there = [.. looked.Where(name => table[name] is { IsText: true })];
        return (there.Count > 0 ? there : [table.PrimaryName], [.. told.Where(path => Selection.Column(table, path) is not null)]);
    }

    [GeneratedRegex(@"[^\s""*?(){}]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
