using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>What is wrong with a mapping template for Confirm: all of it at once, each with the place where it is. Codes that begin with "warning-" do not stop a save.</summary>
internal static class TemplateCheck
{
    public static IReadOnlyList<Problem> Check(Template template)
    {
        var record = template.RecordType == ConfirmConnector.Enquiry ? []
            : new[] { new Problem("/recordType", "unknown-record-type", $"Confirm has no record type “{template.RecordType}”. Choose Enquiry.") };
        return [.. record, .. template.Kind == TemplateKind.Incoming ? IncomingCheck.Check(template) : Outgoing(template)];
    }

    private static IEnumerable<Problem> Outgoing(Template template) =>
        Rows(template).SelectMany(row => Target(template, row.Row, row.At)).Concat(Twice(template)).Concat(Needed(template)).Concat(Customer(template)).Concat(Position(template));

    private static IEnumerable<Problem> Target(Template template, MappingRow row, string at)
    {
        var use = template.Kind == TemplateKind.Create ? Use.Create : Use.Update;
        if (row.Target.Attribute is { } attribute)
        {
            if (string.IsNullOrWhiteSpace(attribute))
            {
                yield return new Problem($"{at}/target/attribute", "required", "Say which attribute: its type code in Confirm, or a placeholder that gives it.");
            }
        }
        else if (string.IsNullOrWhiteSpace(row.Target.Field))
        {
            yield return new Problem($"{at}/target/field", "required", "Choose the field of the enquiry that this value goes into.");
        }
        else if (!ConfirmFields.ByName.TryGetValue(row.Target.Field, out var field))
        {
            yield return new Problem($"{at}/target/field", "unknown-field", $"An enquiry has no field “{row.Target.Field}”.{Near(row.Target.Field)}");
        }
        else if (!field.Use.HasFlag(use))
        {
            yield return new Problem($"{at}/target/field", "not-writable", $"{field.Label} is set by Confirm itself and can only be read.");
        }
        else if (field.Codes is not null && row is { Source.Text: { } text, Map: null } && !text.Contains("{{", StringComparison.Ordinal) && text != text.Trim() && text.Trim().Length > 0)
        {
            yield return new Problem($"{at}/source/text", "warning-blanks", $"{field.Label} takes a code; the blanks around “{text.Trim()}” are taken off.");
        }
    }

    private static IEnumerable<Problem> Twice(Template template) => Rows(template)
        .Select(row => (row.At, Target: row.Row.Target.Attribute is { } code ? ConfirmFields.AttributePrefix + code.Trim() : row.Row.Target.Field))
        .Where(row => !string.IsNullOrWhiteSpace(row.Target) && !row.Target.Contains("{{", StringComparison.Ordinal))
        .GroupBy(row => row.Target, StringComparer.Ordinal).SelectMany(same => same.Skip(1).Select(row =>
            new Problem($"{row.At}/target", "duplicate-target", $"{Named(same.Key!)} is mapped twice. Keep one of the rows.")));

    private static IEnumerable<Problem> Needed(Template template)
    {
        var mapped = Mapped(template);
        if (template.Kind == TemplateKind.Update)
        {
            if (template.Rows.Count == 0)
            {
                yield return new Problem("/rows", "required", "An update needs at least one mapping.");
            }
            if (mapped.ContainsKey("ServiceCode") != mapped.ContainsKey("SubjectCode"))
            {
                yield return new Problem("/rows", "warning-pair", "A subject code means something only together with its service code: map both, or neither.");
            }
            yield break;
        }
        foreach (var needed in new[] { "ServiceCode", "SubjectCode" })
        {
            if (!mapped.TryGetValue(needed, out var row))
            {
                yield return new Problem("/rows", "required", $"To raise an enquiry, {ConfirmFields.LabelOf(needed)} must be mapped.");
            }
            else if (IsBlank(row.Row))
            {
                yield return new Problem($"{row.At}/source", "required", $"{ConfirmFields.LabelOf(needed)} must have a value: choose a source or type a code.");
            }
        }
        if (mapped.TryGetValue("EnquiryReference", out var own))
        {
            yield return new Problem($"{own.At}/target/field", "warning-own-reference",
                "Without this row the enquiry reference is Liaison's own key, by which a lost answer is found again without doubt. With it, reference, service, subject and description are compared.");
        }
    }

    private static IEnumerable<Problem> Customer(Template template)
    {
        var mapped = Mapped(template);
        var first = mapped.Keys.FirstOrDefault(name => ConfirmFields.ByName.TryGetValue(name, out var field) && field.IsCustomer);
        return first is null ? [] : ConfirmFields.CustomerNeeds.Where(need => !mapped.TryGetValue(need, out var row) || IsBlank(row.Row)).Select(need => new Problem(
            mapped.TryGetValue(need, out var blank) ? $"{blank.At}/source" : "/rows", "customer-incomplete",
            $"{ConfirmFields.LabelOf(first)} is a customer field; with any of those Confirm also needs {ConfirmFields.LabelOf(need)}."));
    }

    private static IEnumerable<Problem> Position(Template template)
    {
        var mapped = Mapped(template);
        if (mapped.ContainsKey("EnquiryX") != mapped.ContainsKey("EnquiryY"))
        {
            yield return new Problem("/rows", "position-incomplete", "A position needs both Easting (X) and Northing (Y), in grid metres.");
        }
    }

    private static Dictionary<string, (MappingRow Row, string At)> Mapped(Template template) => Rows(template)
        .Where(row => !string.IsNullOrWhiteSpace(row.Row.Target.Field)).DistinctBy(row => row.Row.Target.Field, StringComparer.Ordinal)
        .ToDictionary(row => row.Row.Target.Field!, StringComparer.Ordinal);

    internal static IEnumerable<(MappingRow Row, string At)> Rows(Template template) => template.Rows.Select((row, index) => (row, $"/rows/{index}"));

    internal static string Near(string name) =>
        ConfirmFields.All.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(field.Label, name, StringComparison.OrdinalIgnoreCase)) is { } near
            ? $" Did you mean {near.Name}?" : "";

    internal static string Named(string target) => target.StartsWith(ConfirmFields.AttributePrefix, StringComparison.Ordinal)
        ? $"Attribute {target[ConfirmFields.AttributePrefix.Length..]}" : ConfirmFields.LabelOf(target);

    /// <summary>A manual text of nothing, and no default either.</summary>
    private static bool IsBlank(MappingRow row) => string.IsNullOrWhiteSpace(row.Default) && string.IsNullOrWhiteSpace(row.Source.Fact) && string.IsNullOrWhiteSpace(row.Source.Text);
}
