using System.Globalization;
using Liaison.Core.Cases;
using Liaison.Core.Shared;

namespace Liaison.Hub.Import;

/// <summary>Which column of a file goes where in a case. Made once from the header; then each row is read by it.</summary>
internal sealed class ImportColumns
{
    private static readonly string[] OfPerson = ["title", "forename", "surname", "email", "phone", "reference"];

    private static readonly string[] OfAddress =
        ["summary", "line1", "line2", "town", "postcode", "uprn", "usrn", "easting", "northing", "latitude", "longitude"];

    private readonly CaseType type;
    private readonly string[] targets;

    private ImportColumns(CaseType type, string[] targets) => (this.type, this.targets) = (type, targets);

    public int Count => targets.Length;

    /// <summary>Reads the header, and says what is wrong with it.</summary>
    /// <param name="map">Column names that go elsewhere than their name says; <c>-</c> leaves a column out.</param>
    public static (ImportColumns? Columns, IReadOnlyList<Problem> Problems) Of(IReadOnlyList<string> header, CaseType type, IReadOnlyDictionary<string, string> map)
    {
        var problems = map.Keys.Except(header, StringComparer.Ordinal).Select(c => new Problem("", "no-such-column", $"The file has no column “{c}”.")).ToList();
        var goals = new string[header.Count];
        for (var at = 0; at < goals.Length; at++)
        {
            var name = header[at].Trim();
            var wanted = map.GetValueOrDefault(header[at], name);
            goals[at] = TargetOf(wanted, type) ?? "";
            if (goals[at].Length == 0)
            {
                problems.Add(new Problem("", "unknown-column",
                    $"Nothing is known of the column “{name}”{(wanted == name ? "" : $" ({wanted})")}. Say where it goes with --map \"{name}=FIELD\", or leave it out with --map \"{name}=-\"."));
            }
        }
        problems.AddRange(goals.Where(t => t is not ("" or "-")).GroupBy(t => t, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => new Problem("", "column-twice", $"Two columns go to “{g.Key}”.")));
        return problems.Count > 0 ? (null, problems) : (new ImportColumns(type, goals), []);
    }

    /// <summary>Reads a row; what is wrong with it is said, not thrown.</summary>
    /// <param name="otherwise">The external id of a row that names none.</param>
    public (NewCase? Case, IReadOnlyList<Problem> Problems) Read(IReadOnlyList<string> row, string otherwise)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < targets.Length; at++)
        {
            if (row[at].Length > 0 && targets[at] != "-")
            {
                if (targets[at].StartsWith("values.", StringComparison.Ordinal))
                {
                    values[targets[at]["values.".Length..]] = row[at];
                }
                else
                {
                    parts[targets[at]] = row[at].Trim();
                }
            }
        }
        var (person, address) = (PersonOf(parts), AddressOf(parts));
        var problems = PartyCheck.Problems(person, address).ToList();
        var created = (DateTimeOffset?)null;
        if (parts.TryGetValue("created", out var written))
        {
            if (DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                created = time.ToUniversalTime();
            }
            else
            {
                problems.Add(new Problem("/created", "not-a-time", $"created: “{written}” is not a date and time such as 2026-03-29T14:05:00Z."));
            }
        }
        if (row.Any(v => v.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            problems.Add(new Problem("", "not-utf-8", "The row holds bytes that are not UTF-8."));
        }
        var external = parts.GetValueOrDefault("external_id") ?? otherwise;
        return problems.Count > 0 ? (null, problems) : (new NewCase(parts.GetValueOrDefault("type") ?? type.Name, values, person, address, parts.GetValueOrDefault("status"), external, created), []);
    }

    private static string? TargetOf(string name, CaseType type) => name switch
    {
        "-" or ImportedRow.LineColumn or ImportedRow.ReasonsColumn => "-",
        // A field of the case comes before what a plain name would mean otherwise.
        _ when type.Field(name) is not null => "values." + name,
        _ when name.StartsWith("values.", StringComparison.Ordinal) && type.Field(name["values.".Length..]) is not null => name,
        "external_id" or "externalId" => "external_id",
        "type" or "status" => name,
        "created" or "created_at" or "createdAt" => "created",
        "address" => "address.summary",
        _ when name.StartsWith("person.", StringComparison.Ordinal) && OfPerson.Contains(name["person.".Length..], StringComparer.Ordinal) => name,
        _ when name.StartsWith("address.", StringComparison.Ordinal) && OfAddress.Contains(name["address.".Length..], StringComparer.Ordinal) => name,
        "reference" or "summary" => null,
        _ when OfPerson.Contains(name, StringComparer.Ordinal) => "person." + name,
        _ when OfAddress.Contains(name, StringComparer.Ordinal) => "address." + name,
        _ => null,
    };

    private static Person? PersonOf(Dictionary<string, string> parts)
    {
        string? Part(string name) => parts.GetValueOrDefault("person." + name);
        var person = new Person(Part("title"), Part("forename"), Part("surname"), Part("email"), Part("phone"), Part("reference"));
        return person == new Person() ? null : person;
    }

    private static Address? AddressOf(Dictionary<string, string> parts)
    {
        string? Part(string name) => parts.GetValueOrDefault("address." + name);
        var address = new Address(
            Part("summary"), Part("line1"), Part("line2"), Part("town"), Part("postcode"), Part("uprn"), Part("usrn"), Part("easting"), Part("northing"), Part("latitude"), Part("longitude"));
        return address == new Address() ? null : address;
    }
}
