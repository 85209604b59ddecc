using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Search;

/// <summary>Finds records whose fields hold a term: whole words, and phone numbers by their last digits.</summary>
public static class Matcher
{
    private const int FewestDigits = 4;

    public static IEnumerable<Row> Find(Table table, ObjectType type, Term term, SearchScope scope)
    {
        var fields = scope.FieldsOf(type);
        var rows = scope == SearchScope.Phone && Tails(term) is { } tails ? tails.SelectMany(table.ByPhoneTail).DistinctBy(row => row.Id).OrderBy(row => row.Id, StringComparer.Ordinal) : table.All();
        return rows.Where(row => !table.IsDeleted(row) && Fits(row, fields, term));
    }

    private static bool Fits(Row row, IReadOnlyList<Field> fields, Term term) => term switch
    {
        Words words => fields.Any(field => row[field] is string text && Holds(field, text, words)),
        Both both => both.Parts.All(part => Fits(row, fields, part)),
        Either either => either.Parts.Any(part => Fits(row, fields, part)),
        Without without => Fits(row, fields, without.Wanted) && !Fits(row, fields, without.Unwanted),
        _ => false,
    };

    private static bool Holds(Field field, string text, Words words) => field.Type == FieldType.Phone && words.IsNumber ? HoldsNumber(text, words) : HoldsWords(text, words);

    /// <summary>The stored number ends in the digits looked for; a number written longer than it is stored is not found.</summary>
    private static bool HoldsNumber(string stored, Words words)
    {
        if (words.Text.EndsWith('*'))
        {
            return PhoneDigits.Forms(stored).Any(digits => digits.StartsWith(words.Digits, StringComparison.Ordinal));
        }

        return words.Digits.Length >= FewestDigits ? PhoneDigits.Forms(stored).Any(digits => digits.EndsWith(words.Digits, StringComparison.Ordinal)) : Words.Tokens(stored).Contains(words.Digits);
    }

    private static bool HoldsWords(string text, Words words)
    {
        var (stored, wanted) = (Words.Tokens(text), words.Parts);
        if (wanted.Count == 0)
        {
            return false;
        }

        for (var start = 0; start + wanted.Count <= stored.Count; start++)
        {
            if (wanted.Select((word, number) => Same(stored[start + number], word)).All(same => same))
            {
                return true;
            }
        }

        return !words.IsPhrase && wanted.All(word => stored.Any(one => Same(one, word)));
    }

    private static bool Same(string stored, string wanted) => wanted.AsSpan().ContainsAny('*', '?')
        ? System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(wanted, stored, ignoreCase: true)
        : string.Equals(stored, wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>The last seven digits of each number looked for; null when a term gives fewer.</summary>
    private static List<string>? Tails(Term term) => term switch
    {
        Words words when words.IsNumber && words.Digits.Length >= Table.PhoneTail && !words.Text.EndsWith('*') => [words.Digits[^Table.PhoneTail..]],
        Either either when either.Parts.Select(Tails).ToList() is var all && all.All(tails => tails is not null) => [.. all.SelectMany(tails => tails!).Distinct()],
        Both both => both.Parts.Select(Tails).FirstOrDefault(tails => tails is not null),
        Without without => Tails(without.Wanted),
        _ => null,
    };
}
