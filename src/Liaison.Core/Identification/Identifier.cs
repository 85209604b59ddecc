using Liaison.Core.Connecting;
using Liaison.Core.Mapping;

namespace Liaison.Core.Identification;

/// <summary>Finds out whose record it is: says what to search by, and looks at each candidate a second time. Pure.</summary>
public sealed class Identifier(IdentificationRules rules)
{
    /// <summary>What to search by, as far as the facts allow.</summary>
    /// <returns>The search is null when nothing that is known can be searched by; the remarks say why.</returns>
    public (RecordSearch? Search, IReadOnlyList<string> Remarks) Search(Facts facts, IReadOnlyDictionary<string, IReadOnlyList<string>>? reads = null)
    {
        var (criteria, remarks) = (new List<Criterion>(), new List<string>());
        foreach (var rule in rules.Rules.Where(r => r.Enabled))
        {
            foreach (var by in rule.By)
            {
                switch (Comparison.Of(by.Kind, facts[by.Fact], rules))
                {
                    case Comparison.Usable usable:
                        criteria.Add(new Criterion(rule.RecordType, by.Fields, by.Kind, usable.Value, usable.Variants));
                        break;
                    case Comparison.Unusable unusable:
                        remarks.Add($"{by.Fact}: {unusable.Why}");
                        break;
                }
            }
        }
        return (criteria.Count == 0 ? null : new RecordSearch(criteria, reads ?? new Dictionary<string, IReadOnlyList<string>>()), [.. remarks.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Looks at what was found once more, by our own comparison, and chooses.</summary>
    public Identified Judge(Facts facts, IReadOnlyList<FoundRecord> found, IReadOnlyList<string> remarks)
    {
        var candidates = found.DistinctBy(f => (f.RecordType, f.Record)).Select(f => Look(f, facts)).OrderByDescending(c => c.Candidate.Fits).ThenBy(c => c.Rank)
            .ThenByDescending(c => c.Candidate.Record.LastActivity ?? DateTimeOffset.MinValue).ThenBy(c => c.Candidate.Record.Record, StringComparer.Ordinal).ToList();
        var all = candidates.ConvertAll(c => c.Candidate);
        if (candidates.Count == 0 || !all[0].Fits)
        {
            return new Identified(IdentifiedVerdict.NoMatch, null, all, all.Count == 0 ? "No record was found." : "What was found does not fit on a second look.", remarks);
        }
        var best = candidates.TakeWhile(c => c.Candidate.Fits && c.Rank == candidates[0].Rank).ToList();
        return best.Count == 1 ? new Identified(IdentifiedVerdict.Match, all[0].Record, all, all[0].Why, remarks)
            : rules.Several switch
            {
                MultiMatch.Latest => new Identified(IdentifiedVerdict.Match, all[0].Record, all, $"{all[0].Why} {best.Count} records fit equally well; this is the one somebody dealt with last.", remarks),
                MultiMatch.Ask => new Identified(IdentifiedVerdict.Several, null, all, $"{best.Count} records fit equally well: a person has to choose.", remarks),
                _ => new Identified(IdentifiedVerdict.NoMatch, null, all, $"{best.Count} records fit equally well, and the rules say that then nobody is meant.", remarks),
            };
    }

    // The rank counts record type before way before grade: an account by its name never beats a contact by its number because of how well it fits.
    private (Candidate Candidate, int Rank) Look(FoundRecord record, Facts facts)
    {
        var (best, rank) = (new Candidate(record, "", "", "none", false, "None of the rules finds a field of it that fits."), int.MaxValue);
        var enabled = rules.Rules.Where(r => r.Enabled).ToList();
        foreach (var (rule, place) in enabled.Select((r, n) => (r, n)).Where(r => r.r.RecordType == record.RecordType))
        {
            foreach (var (by, way) in rule.By.Select((b, n) => (b, n)))
            {
                foreach (var field in FieldsOf(by, record))
                {
                    // A field may hold several values, one a line: any of them may be the one.
                    foreach (var value in record.Values.GetValueOrDefault(field)?.Split('\n') ?? [])
                    {
                        var grade = Comparison.Grade(by.Kind, facts[by.Fact], value, rules);
                        var here = (place * 10_000) + (way * 100) + (int)grade;
                        if (grade != MatchGrade.None && here < rank)
                        {
                            (best, rank) = (new Candidate(record, by.Fact, field, Name(grade), true, $"{record.RecordType} “{record.Name}”: {field} is {value}, {Words(by.Kind, grade)} {by.Fact}."), here);
                        }
                    }
                }
            }
        }
        return (best, rank);
    }

    private static IEnumerable<string> FieldsOf(IdentifyBy by, FoundRecord record) => by.Fields.Count > 0 ? by.Fields : record.Values.Keys;

    private static string Name(MatchGrade grade) => char.ToLowerInvariant(grade.ToString()[0]) + grade.ToString()[1..];

    private static string Words(MatchKind kind, MatchGrade grade) => (kind, grade) switch
    {
        (MatchKind.Phone, MatchGrade.Exact) => "the very number of",
        (MatchKind.Phone, MatchGrade.National) => "the same national number as",
        (MatchKind.Phone, _) => "which ends like the number of",
        (MatchKind.Code, _) => "the number given as",
        _ => "the same as",
    };
}
