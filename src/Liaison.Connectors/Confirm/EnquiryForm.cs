using System.Globalization;
using System.Xml;
using Liaison.Connectors.Soap;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>What goes into a NewEnquiry or EnquiryUpdate: a frozen draft, brought into Confirm's forms.</summary>
internal sealed record EnquiryForm
{
    /// <summary>Values by field; an empty one clears the field (updates only).</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public IReadOnlyList<EnquiryAttribute> Attributes { get; init; } = [];

    /// <summary>What was done to the draft on the way, for the log.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public string? this[string name] => Fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>How many things it changes; the number and the time of the log change nothing by themselves.</summary>
    public int Changes => Attributes.Count + Fields.Keys.Count(name => name is not ("EnquiryNumber" or "LoggedTime"));

    public EnquiryForm Without(params string[] fields) => this with { Fields = Fields.Where(field => !fields.Contains(field.Key)).ToDictionary(StringComparer.Ordinal) };

    public EnquiryForm With(string field, string value) => this with { Fields = new Dictionary<string, string>(Fields, StringComparer.Ordinal) { [field] = value } };

    /// <param name="enquiry">The enquiry to change; null for a new one.</param>
    public static Outcome<EnquiryForm> Of(Draft draft, string? enquiry, ConfirmSettings settings, ConfirmTimes times)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var attributes = new List<EnquiryAttribute>();
        var notes = new List<string>();
        foreach (var field in draft.Fields)
        {
            if (field.Problem is not null)
            {
                notes.Add($"{ConfirmFields.LabelOf(field.Target)}: {field.Problem}");
            }
            if (field.Value is null)
            {
                continue;
            }
            var name = field.Attribute ? ConfirmFields.AttributePrefix + field.Target : field.Target;
            var (value, removed) = LegalText.Clean(field.Value);
            if (removed > 0)
            {
                notes.Add($"{ConfirmFields.LabelOf(name)}: {removed} characters that XML cannot carry were taken out.");
            }
            value = value.Trim();
            if (field.Attribute)
            {
                if (value.Length > 0)
                {
                    attributes.Add(new EnquiryAttribute(LegalText.Clean(field.Target).Text, value));
                }
                continue;
            }
            if (!ConfirmFields.ByName.TryGetValue(field.Target, out var known) || !known.Use.HasFlag(enquiry is null ? Use.Create : Use.Update))
            {
                return new Fault(FaultKind.SchemaDrift, $"Confirm takes no field “{field.Target}” {(enquiry is null ? "in a new enquiry" : "in an update")}.", Field: field.Target);
            }
            if (value.Length == 0)
            {
                if (enquiry is not null && known.MayBeCleared)
                {
                    fields[field.Target] = "";
                }
                continue;
            }
            if (known.Type == "dateTime")
            {
                if (times.Read(value) is not { } time)
                {
                    return new Fault(FaultKind.Validation, $"“{value}” is no date and time that {known.Label} could take. A time looks like 2026-07-01T09:30:00+01:00.", Field: field.Target);
                }
                value = times.Write(time);
            }
            fields[field.Target] = known.MaxLength is { } most ? Core.Mapping.Renderer.CutTo(value, most) : value;
        }
        if (Position(fields, notes) is { } wrong)
        {
            return wrong;
        }
        if (settings.SetLoggedTime)
        {
            fields.TryAdd("LoggedTime", times.Write(draft.TriggeredAt));
        }
        if (enquiry is null)
        {
            fields.TryAdd("EnquiryReference", draft.Key);
            if (settings.ExternalSystemNumber is { Length: > 0 } number)
            {
                fields["ExternalSystemNumber"] = number.Trim();
                fields["ExternalSystemReference"] = draft.Key;
            }
        }
        fields["EnquiryNumber"] = enquiry ?? "1";
        return new EnquiryForm { Fields = fields, Attributes = attributes, Notes = notes };
    }

    /// <summary>Writes all parts in one fixed order: the number, the fields, the attributes, the customer.</summary>
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("EnquiryNumber", Fields["EnquiryNumber"]);
        foreach (var field in ConfirmFields.All.Where(field => !field.IsCustomer && field.Name != "EnquiryNumber"))
        {
            Write(xml, field.Name);
        }
        foreach (var attribute in Attributes)
        {
            xml.WriteStartElement("EnquiryAttribute");
            xml.WriteElementString("EnqAttribTypeCode", attribute.TypeCode);
            xml.WriteElementString(attribute.Element, attribute.Value);
            xml.WriteEndElement();
        }
        if (ConfirmFields.All.Any(field => field.IsCustomer && Fields.ContainsKey(field.Name)))
        {
            xml.WriteStartElement("EnquiryCustomer");
            foreach (var field in ConfirmFields.All.Where(field => field.IsCustomer))
            {
                Write(xml, field.Name);
            }
            xml.WriteEndElement();
        }
    }

    private void Write(XmlWriter xml, string field)
    {
        if (Fields.TryGetValue(field, out var value))
        {
            xml.WriteElementString(field, value);
        }
    }

    /// <summary>Easting and northing in metres, both or neither. Nought and nought is "not known" in many forms, and lies in the sea.</summary>
    private static Fault? Position(Dictionary<string, string> fields, List<string> notes)
    {
        var (x, y) = (fields.GetValueOrDefault("EnquiryX"), fields.GetValueOrDefault("EnquiryY"));
        if (x is null && y is null)
        {
            return null;
        }
        foreach (var (name, text) in new[] { ("EnquiryX", x), ("EnquiryY", y) })
        {
            if (text is not null && !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                return new Fault(FaultKind.Validation, $"“{text}” is no number of metres for {ConfirmFields.LabelOf(name)}.", Field: name);
            }
        }
        var (east, north) = (Metres(x), Metres(y));
        if (x is null || y is null || (east == 0 && north == 0))
        {
            fields.Remove("EnquiryX");
            fields.Remove("EnquiryY");
            notes.Add("The position was left out: it needs both an easting and a northing.");
            return null;
        }
        return Math.Abs(east) <= 180 && Math.Abs(north) <= 180
            ? new Fault(FaultKind.Validation, $"{x}, {y} looks like degrees. Confirm takes grid metres (in Great Britain EPSG:27700).", Field: "EnquiryX")
            : null;
    }

    private static decimal Metres(string? text) => text is null ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>The value of one attribute.</summary>
/// <param name="Element">The element that its type's values go into; text until the type is known.</param>
internal sealed record EnquiryAttribute(string TypeCode, string Value, string Element = EnquiryAttribute.Text)
{
    public const string Text = "EnqAttribStringValue";
    public const string Pick = "EnqAttribValueCode";
    public const string Date = "EnqAttribDateValue";
}
