using System.Text.RegularExpressions;
using Liaison.Core.Cases;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.CaseTypes;

/// <summary>Finds everything that is wrong with a case type.</summary>
internal static partial class CaseTypeCheck
{
    private const int MostFields = 500;

    public static IEnumerable<Problem> Check(CaseType type)
    {
        if (!TypeName().IsMatch(type.Name))
        {
            yield return new Problem("/name", "invalid-name", "A case type's name begins with a small letter and has only small letters, digits and hyphens, at most 50 of them.");
        }
        if (string.IsNullOrWhiteSpace(type.Label) || type.Label.Length > 100)
        {
            yield return new Problem("/label", "required", "A case type needs a label of at most 100 characters.");
        }
        if (type.Fields.Count > MostFields)
        {
            yield return new Problem("/fields", "too-many-fields", $"A case type has at most {MostFields} fields.");
        }
        foreach (var problem in Names("/fields", "field", type.Fields.Select(f => (f.Name, f.Label))).Concat(Names("/statuses", "status", type.Statuses.Select(s => (s.Name, s.Label))))
            .Concat(Names("/dates", "date", type.Dates.Select(d => (d.Name, d.Label)))).Concat(type.Fields.SelectMany(Field)))
        {
            yield return problem;
        }
        if (type.Statuses.Count(s => s.Kind == StatusKind.Initial) is var initial and not 1)
        {
            yield return new Problem("/statuses", "one-initial-status", $"Exactly one status is the initial one; here are {initial}.");
        }
        if (type.TitleField is { } title && type.Field(title) is null)
        {
            yield return new Problem("/titleField", "unknown-field", $"There is no field “{title}” to name a case by.");
        }
        for (var at = 0; at < type.Dates.Count; at++)
        {
            if (type.Dates[at].Field is { } field && type.Field(field)?.Type is not (FieldType.Date or FieldType.DateTime))
            {
                yield return new Problem($"/dates/{at}/field", "not-a-date", $"“{field}” is no date field of this case type.");
            }
        }
    }

    /// <summary>Templates and rules that speak of what a change takes away.</summary>
    public static IEnumerable<Problem> Losses(CaseType before, CaseType after, TenantSetup setup)
    {
        var others = setup.CaseTypes.Values.Where(t => t.Name != after.Name).ToList();
        foreach (var field in before.Fields.Where(f => after.Field(f.Name) is null && others.All(t => t.Field(f.Name) is null)))
        {
            var path = $"case.values.{field.Name}";
            foreach (var template in setup.Templates.Values.Where(t => t.Rows.Any(row => Speaks(row, path, field.Name))))
            {
                yield return new Problem("/fields", "warning-field-in-use", $"The field “{field.Name}” is gone, but the mapping template “{template.Name}” uses it.");
            }
        }
        foreach (var rule in setup.Rules.GetValueOrDefault(after.Name) ?? [])
        {
            foreach (var problem in RuleCheck.Check(rule, setup with { CaseTypes = new Dictionary<string, CaseType>(setup.CaseTypes, StringComparer.Ordinal) { [after.Name] = after } }))
            {
                yield return new Problem("", "warning-rule-broken", $"The rule “{rule.Name}” does not fit any more: {problem.Message}");
            }
        }
    }

    private static bool Speaks(MappingRow row, string path, string field) => row.Target.CaseField == field
        || new[] { row.Source.Fact is { } fact ? "{{" + fact + "}}" : row.Source.Text, row.Target.Attribute }.OfType<string>()
            .Any(text => Placeholders.Parse(text).Paths.Any(p => p == path || p == path + ".label"));

    private static IEnumerable<Problem> Names(string at, string what, IEnumerable<(string Name, string Label)> all)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, (name, label)) in all.Index())
        {
            if (!PartName().IsMatch(name))
            {
                yield return new Problem($"{at}/{index}/name", "invalid-name", $"A {what}'s name begins with a letter and has only letters, digits, hyphens and underscores, at most 50 of them.");
            }
            else if (!seen.Add(name))
            {
                yield return new Problem($"{at}/{index}/name", "name-twice", $"There are two of the name “{name}”.");
            }
            if (string.IsNullOrWhiteSpace(label) || label.Length > 200)
            {
                yield return new Problem($"{at}/{index}/label", "required", $"A {what} needs a label of at most 200 characters.");
            }
        }
    }

    private static IEnumerable<Problem> Field(FieldDefinition field, int at)
    {
        if (field.Type == FieldType.Choice && field.Choices is not { Count: > 0 })
        {
            yield return new Problem($"/fields/{at}/choices", "choices-needed", $"“{field.Label}” is a choice, so it needs choices.");
        }
        if (field.Choices is { } choices && choices.Select(c => c.Value).Distinct(StringComparer.Ordinal).Count() != choices.Count)
        {
            yield return new Problem($"/fields/{at}/choices", "choice-twice", $"“{field.Label}” has two choices of the same value.");
        }
        if (field.MaxLength is <= 0 or > 100_000)
        {
            yield return new Problem($"/fields/{at}/maxLength", "out-of-range", "A greatest length lies between 1 and 100,000.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,49}$", RegexOptions.None, 1000)]
    private static partial Regex TypeName();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]{0,49}$", RegexOptions.None, 1000)]
    private static partial Regex PartName();
}
