using System.Globalization;
using Liaison.Core.Shared;

namespace Liaison.Core.Cases;

/// <summary>The facts of a case by path, and the catalogue that editors offer.</summary>
public static class CaseFacts
{
    private static readonly (string Path, string Label)[] OfCase =
        [("case.number", "Case number"), ("case.id", "Case id"), ("case.type.label", "Case type"), ("case.status", "Status"), ("case.status.label", "Status in words")];

    private static readonly (string Path, string Label)[] OfPerson =
        [("person.title", "Title"), ("person.forename", "Forename"), ("person.surname", "Surname"), ("person.fullName", "Full name"), ("person.email", "E-mail"),
         ("person.phone", "Phone"), ("person.reference", "Person's reference")];

    private static readonly (string Path, string Label)[] OfAddress =
        [("address.summary", "Address in one line"), ("address.line1", "Line 1"), ("address.line2", "Line 2"), ("address.town", "Town"), ("address.postcode", "Postcode"),
         ("address.uprn", "UPRN"), ("address.usrn", "USRN"), ("address.easting", "Easting"), ("address.northing", "Northing"), ("address.latitude", "Latitude"),
         ("address.longitude", "Longitude")];

    public static string? Find(Case subject, CaseType type, DateTimeOffset now, string path)
    {
        if (path.StartsWith("case.values.", StringComparison.Ordinal))
        {
            var name = path["case.values.".Length..];
            return subject.Values.TryGetValue(name, out var value) ? value
                : name.EndsWith(".label", StringComparison.Ordinal) && subject.Values.TryGetValue(name = name[..^6], out value) ? LabelOf(type, name, value)
                : null;
        }
        if (path.StartsWith("case.dates.", StringComparison.Ordinal))
        {
            return DateOf(subject, type, now, path["case.dates.".Length..]);
        }
        if (path.StartsWith("case.references.", StringComparison.Ordinal))
        {
            return subject.References.GetValueOrDefault(path["case.references.".Length..]);
        }
        return path switch
        {
            "case.number" or "case.reference" => subject.Number,
            "case.id" => subject.Id.Value,
            "case.type" => subject.Type,
            "case.type.label" or "case.type.title" => type.Label,
            "case.status" => subject.Status,
            "case.status.label" or "case.status.title" => type.Status(subject.Status)?.Label ?? subject.Status,
            "case.createdAt" => Iso(subject.CreatedAt),
            "case.updatedAt" => Iso(subject.UpdatedAt),
            "person.title" => subject.Person?.Title,
            "person.forename" => subject.Person?.Forename,
            "person.surname" => subject.Person?.Surname,
            "person.fullName" => subject.Person?.FullName,
            "person.email" => subject.Person?.Email,
            "person.phone" => subject.Person?.Phone,
            "person.reference" => subject.Person?.Reference,
            "address.summary" => subject.Address?.Summary,
            "address.line1" => subject.Address?.Line1,
            "address.line2" => subject.Address?.Line2,
            "address.town" => subject.Address?.Town,
            "address.postcode" => subject.Address?.Postcode,
            "address.uprn" => subject.Address?.Uprn,
            "address.usrn" => subject.Address?.Usrn,
            "address.easting" => subject.Address?.Easting,
            "address.northing" => subject.Address?.Northing,
            "address.latitude" => subject.Address?.Latitude,
            "address.longitude" => subject.Address?.Longitude,
            _ => null,
        };
    }

    /// <summary>What a template of this case type may name.</summary>
    /// <param name="words">Those of this folder, or else English; what people named themselves stays as they named it.</param>
    public static IReadOnlyList<FactDescription> Catalogue(CaseType type, IEnumerable<string> references, Words? words = null) =>
    [
        .. type.Fields.Select(f => new FactDescription($"case.values.{f.Name}", f.Label, "caseField", Camel(f.Type.ToString()))),
        .. type.Fields.Where(f => f.Type == FieldType.Choice).Select(f => new FactDescription($"case.values.{f.Name}.label", (words ?? Words.English).Say("facts.inWords", "{label} (in words)").Replace("{label}", f.Label, StringComparison.Ordinal), "caseField", "text")),
        .. OurDates.Select(d => new FactDescription($"case.dates.{d.Name}", d.Label, "caseDate", "dateTime").Said(words)),
        .. DatesOf(type).Select(d => new FactDescription($"case.dates.{d.Name}", d.Label, "caseDate", "dateTime")),
        .. OfPerson.Select(p => new FactDescription(p.Path, p.Label, "person", "text").Said(words)),
        .. OfAddress.Select(p => new FactDescription(p.Path, p.Label, "address", "text").Said(words)),
        .. OfCase.Select(p => new FactDescription(p.Path, p.Label, "case", "text").Said(words)),
        .. references.Select(r => new FactDescription($"case.references.{r}", r, "case", "text")),
    ];

    private static readonly (string Name, string Label)[] OurDates = [("created", "Created"), ("updated", "Last changed"), ("completed", "Completed")];

    private static IEnumerable<CaseDate> DatesOf(CaseType type) => type.Dates.Where(d => OurDates.All(ours => ours.Name != d.Name));

    private static string? DateOf(Case subject, CaseType type, DateTimeOffset now, string name) => name switch
    {
        "created" => Iso(subject.CreatedAt),
        "updated" => Iso(subject.UpdatedAt),
        "completed" => subject.CompletedAt is { } completed ? Iso(completed) : null,
        "now" => Iso(now),
        _ => type.Dates.FirstOrDefault(d => d.Name == name)?.Field is { } field ? subject.Values.GetValueOrDefault(field) : null,
    };

    private static string LabelOf(CaseType type, string field, string value) =>
        type.Field(field)?.Choices?.FirstOrDefault(c => c.Value == value)?.Label ?? value;

    private static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}

/// <param name="Group">caseField · caseDate · person · address · case.</param>
public sealed record FactDescription(string Path, string Label, string Group, string Type)
{
    public FactDescription Said(Words? words) => words is null ? this : this with { Label = words.Say($"facts.{Path}", Label) };
}
