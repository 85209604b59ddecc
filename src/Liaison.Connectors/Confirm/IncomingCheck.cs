using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>What is wrong with a template that brings values of an enquiry into the case.</summary>
internal static class IncomingCheck
{
    public static IEnumerable<Problem> Check(Template template)
    {
        if (template.Rows.Count == 0)
        {
            yield return new Problem("/rows", "required", "An incoming template needs at least one mapping.");
        }
        foreach (var (row, at) in TemplateCheck.Rows(template))
        {
            foreach (var problem in Source(row, at))
            {
                yield return problem;
            }
        }
        foreach (var twice in TemplateCheck.Rows(template).Where(row => !string.IsNullOrWhiteSpace(row.Row.Target.CaseField))
            .GroupBy(row => row.Row.Target.CaseField, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            yield return new Problem($"{twice.At}/target/caseField", "duplicate-target", $"The case field {twice.Row.Target.CaseField} is mapped twice. Keep one of the rows.");
        }
    }

    private static IEnumerable<Problem> Source(MappingRow row, string at)
    {
        if (row.Source.Attribute is { } attribute)
        {
            if (string.IsNullOrWhiteSpace(attribute))
            {
                yield return new Problem($"{at}/source/attribute", "required", "Say which attribute: its type code in Confirm, or a placeholder that gives it.");
            }
        }
        else if (string.IsNullOrWhiteSpace(row.Source.Record))
        {
            yield return new Problem($"{at}/source/record", "required", "Choose the field of the enquiry that this value comes from.");
        }
        else if (!ConfirmFields.ByName.TryGetValue(row.Source.Record, out var field))
        {
            yield return new Problem($"{at}/source/record", "unknown-field", $"An enquiry has no field “{row.Source.Record}”.{TemplateCheck.Near(row.Source.Record)}");
        }
        else if (!field.Use.HasFlag(Use.Read))
        {
            yield return new Problem($"{at}/source/record", "not-readable", $"Confirm does not tell {field.Label}: it can be written, but not read back.");
        }
        else if (field.Name is "StatusLogNotes" or "SiteLogNotes" && row.Target.CaseField is not null)
        {
            yield return new Problem($"{at}/source/record", "warning-private-notes", $"{field.Label} are often meant for staff only. Make sure that the public cannot see {row.Target.CaseField}.");
        }
    }
}
