using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Sandbox.Confirm.Records;
using Liaison.Sandbox.Confirm.Soap;

namespace Liaison.Sandbox.Confirm.Rules;

/// <summary>Attributes: only those of the subject, each with the one value its type wants, and the mandatory ones present.</summary>
public static class AttributeRules
{
    private const int LongestText = 2000;

    /// <param name="held">Attributes that the enquiry has already: they count as present.</param>
    public static Refusal? Check(IReadOnlyList<AttributeForm> sent, IReadOnlyList<AttributeValue> held, Subject subject, Catalogue catalogue)
    {
        for (var index = 0; index < sent.Count; index++)
        {
            if (One(sent[index], subject, catalogue) is { } refusal)
            {
                return refusal;
            }

            for (var earlier = 0; earlier < index; earlier++)
            {
                if (sent[earlier].TypeCode == sent[index].TypeCode)
                {
                    return new Refusal($"Attribute {sent[index].TypeCode} is given twice");
                }
            }
        }

        foreach (var code in subject.Attributes)
        {
            if (catalogue.Attribute(code) is { Mandatory: true } && !sent.Any(form => form.TypeCode == code) && !held.Any(value => value.TypeCode == code))
            {
                return new Refusal($"Attribute {code} is mandatory for Subject {subject.Code}");
            }
        }

        return null;
    }

    private static Refusal? One(AttributeForm form, Subject subject, Catalogue catalogue)
    {
        if (string.IsNullOrEmpty(form.TypeCode) || catalogue.Attribute(form.TypeCode) is not { } type)
        {
            return new Refusal($"Attribute {form.TypeCode} is not valid");
        }

        if (!subject.Attributes.Contains(type.Code))
        {
            return new Refusal($"Attribute {type.Code} is not allowed for Subject {subject.Code}");
        }

        var given = (form.Text is null ? 0 : 1) + (form.ValueCode is null ? 0 : 1) + (form.Date is null ? 0 : 1);
        if (given != 1)
        {
            return new Refusal($"Attribute {type.Code} needs exactly one value");
        }

        return type.Values.Length > 0 ? PickList(form.ValueCode, type)
            : type.Flag == "D" ? Date(form.Date, type)
            : string.IsNullOrEmpty(form.Text) ? new Refusal($"Attribute {type.Code} needs a text value")
            : FieldRules.Longest("Attribute " + type.Code, form.Text, LongestText);
    }

    private static Refusal? PickList(string? code, AttributeType type) =>
        string.IsNullOrEmpty(code) ? new Refusal($"Attribute {type.Code} needs a value from its list")
            : type.Values.Any(value => value.Code == code) ? null
            : new Refusal($"Attribute Value {code} is not valid for Attribute {type.Code}");

    private static Refusal? Date(string? text, AttributeType type) =>
        string.IsNullOrEmpty(text) || TenantClock.ReadDate(text) is null ? new Refusal($"Attribute {type.Code} needs a valid date") : null;
}
