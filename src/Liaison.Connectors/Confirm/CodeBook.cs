using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;

namespace Liaison.Connectors.Confirm;

/// <summary>What GetEnquiryLookups tells: services with their subjects, attribute types, statuses.</summary>
internal sealed record EnquiryCodes(IReadOnlyList<ServiceCodes> Services, IReadOnlyList<AttributeType> Attributes, IReadOnlyList<Code> Statuses, IReadOnlyList<Code> Classes)
{
    public static EnquiryCodes Of(SoapNode answer) => new(
        [.. answer.All("TypeOfService").Where(service => service["ServiceCode"] is not null).Select(service => new ServiceCodes(
            service["ServiceCode"]!, service["ServiceName"] ?? service["ServiceCode"]!,
            [.. service.All("EnquirySubject").Where(subject => subject["SubjectCode"] is not null).Select(subject => new SubjectCodes(
                subject["SubjectCode"]!, subject["SubjectName"] ?? subject["SubjectCode"]!,
                [.. subject.All("SubjectAttribute").Select(attribute => attribute["EnqAttribTypeCode"]).OfType<string>()]))]))],
        [.. answer.All("EnquiryAttributeType").Where(type => type["EnqAttribTypeCode"] is not null).Select(type => new AttributeType(
            type["EnqAttribTypeCode"]!, type["EnqAttribTypeName"] ?? type["EnqAttribTypeCode"]!, type["MandatoryFlag"] is "true" or "1", type["EnqAttribTypeFlag"],
            CodeBook.Codes(type, "EnquiryAttributeValue", "EnqAttribValue")))],
        CodeBook.Codes(answer, "EnquiryStatus", "EnqStatus"),
        CodeBook.Codes(answer, "EnquiryClass", "EnquiryClass"));

    public SubjectCodes? Subject(string? service, string? subject) => Services.FirstOrDefault(one => one.Code == service)?.Subjects.FirstOrDefault(one => one.Code == subject);

    public AttributeType? Attribute(string code) => Attributes.FirstOrDefault(type => type.Code == code);
}

internal sealed record ServiceCodes(string Code, string Name, IReadOnlyList<SubjectCodes> Subjects);

/// <param name="Attributes">Attribute types that an enquiry of this subject may carry.</param>
internal sealed record SubjectCodes(string Code, string Name, IReadOnlyList<string> Attributes);

/// <param name="Flag">Seen: D for dates, T for texts, L for lists.</param>
internal sealed record AttributeType(string Code, string Name, bool Mandatory, string? Flag, IReadOnlyList<Code> Values)
{
    /// <summary>Where its values go: dates by their flag, lists by having values, all else as text.</summary>
    public string Element => Flag == "D" ? EnquiryAttribute.Date : Values.Count > 0 ? EnquiryAttribute.Pick : EnquiryAttribute.Text;
}

/// <summary>What GetCustomerLookups tells.</summary>
internal sealed record CustomerCodes(IReadOnlyList<Code> Types, IReadOnlyList<Code> Methods, IReadOnlyList<Code> PointsOfContact)
{
    public static CustomerCodes Of(SoapNode answer) => new(
        CodeBook.Codes(answer, "CustomerType", "CustomerType"), CodeBook.Codes(answer, "EnquiryMethod", "EnquiryMethod"), CodeBook.Codes(answer, "PointOfContact", "PointOfContact"));
}

/// <summary>All code lists of one connection: asked for when first needed, remembered as long as the settings say.</summary>
internal sealed class CodeBook(ConfirmSettings settings, ConfirmClient client, TimeProvider time)
{
    /// <summary>Code lists fill megabytes; the log needs only to show that they came.</summary>
    private const int Shown = 2000;

    public Remembered<EnquiryCodes> Enquiry { get; } = Shelf(settings, client, time, "GetEnquiryLookups", EnquiryCodes.Of);

    public Remembered<CustomerCodes> Customer { get; } = Shelf(settings, client, time, "GetCustomerLookups", CustomerCodes.Of);

    /// <summary>The answer's shape is not public: anything with a code and a name in it is taken for an officer.</summary>
    public Remembered<IReadOnlyList<Code>> Officers { get; } = Shelf<IReadOnlyList<Code>>(settings, client, time, "GetAllActionOfficers", static answer => [.. answer.Children
        .Select(officer => (Code: Ending(officer, "Code"), Name: Ending(officer, "Name")))
        .Where(officer => officer.Code is not null).Select(officer => new Code(officer.Code!, officer.Name ?? officer.Code!))]);

    public static IReadOnlyList<Code> Codes(SoapNode answer, string element, string prefix) =>
        [.. answer.All(element).Where(one => one[prefix + "Code"] is not null).Select(one =>
            new Code(one[prefix + "Code"]!, one[prefix + "Name"] ?? one[prefix + "Code"]!, Inactive: one["Inactive"] is "true" or "1"))];

    private static string? Ending(SoapNode node, string ending) =>
        node.Scalars.FirstOrDefault(child => child.Text is not null && child.Name.EndsWith(ending, StringComparison.Ordinal))?.Text;

    private static Remembered<T> Shelf<T>(ConfirmSettings settings, ConfirmClient client, TimeProvider time, string operation, Func<SoapNode, T> read) where T : notnull =>
        new(time, settings.CacheLookupsSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero, async (calls, cancel) =>
            (await client.Ask(new ConfirmOperation(operation, static _ => { }), writes: false, calls, cancel, Shown)).Match<Core.Shared.Outcome<T>>(answer => read(answer), fault => fault));
}
