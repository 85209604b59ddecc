using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>Attributes: each with the kind of value that its type takes, only those of the subject, and the mandatory ones present.</summary>
internal static class AttributeRules
{
    /// <summary>Puts each value where its type wants it, and dates into Confirm's form.</summary>
    public static Outcome<EnquiryForm> Type(EnquiryForm form, EnquiryCodes codes, ConfirmTimes times)
    {
        var typed = new List<EnquiryAttribute>(form.Attributes.Count);
        foreach (var attribute in form.Attributes)
        {
            var element = codes.Attribute(attribute.TypeCode)?.Element ?? EnquiryAttribute.Text;
            if (element != EnquiryAttribute.Date)
            {
                typed.Add(attribute with { Element = element });
            }
            else if (times.Read(attribute.Value) is { } date)
            {
                typed.Add(attribute with { Element = element, Value = times.WriteDate(date) });
            }
            else
            {
                return new Fault(FaultKind.Validation, $"“{attribute.Value}” is no date that attribute {attribute.TypeCode} could take. A date looks like 2026-07-01.", Field: Field(attribute.TypeCode));
            }
        }
        return form with { Attributes = typed };
    }

    public static Fault? Find(EnquiryForm form, bool create, EnquiryCodes codes, SubjectCodes? subject)
    {
        foreach (var attribute in form.Attributes)
        {
            if (One(attribute, codes, subject) is { } fault)
            {
                return fault;
            }
        }
        if (form.Attributes.CountBy(attribute => attribute.TypeCode).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
        {
            return new Fault(FaultKind.Validation, $"Attribute {twice} is given twice.", Field: Field(twice));
        }
        // An update may leave out what the enquiry has already; only Confirm knows that.
        return !create ? null : subject?.Attributes.Select(codes.Attribute).OfType<AttributeType>()
            .Where(type => type.Mandatory && !form.Attributes.Any(attribute => attribute.TypeCode == type.Code))
            .Select(type => new Fault(FaultKind.Validation, $"Subject {subject.Code} ({subject.Name}) needs attribute {type.Code} ({type.Name}), and no value came for it.", Field: Field(type.Code), Code: "mandatory-attribute"))
            .FirstOrDefault();
    }

    private static Fault? One(EnquiryAttribute attribute, EnquiryCodes codes, SubjectCodes? subject)
    {
        var field = Field(attribute.TypeCode);
        if (CodeRules.Known(field, attribute.TypeCode, [.. codes.Attributes.Select(type => new Code(type.Code, type.Name))], "attribute type") is { } unknown)
        {
            return unknown;
        }
        if (subject is not null && codes.Attributes.Count > 0 && !subject.Attributes.Contains(attribute.TypeCode))
        {
            return new Fault(FaultKind.Validation,
                $"Attribute {attribute.TypeCode} does not belong to subject {subject.Code} ({subject.Name}). {(subject.Attributes.Count == 0 ? "It has none." : $"Its attributes are {string.Join(", ", subject.Attributes)}.")}",
                Field: field, Code: "foreign-attribute");
        }
        return codes.Attribute(attribute.TypeCode) is { Element: EnquiryAttribute.Pick } type ? CodeRules.Known(field, attribute.Value, type.Values, $"value of attribute {type.Code}") : null;
    }

    private static string Field(string code) => ConfirmFields.AttributePrefix + code;
}
