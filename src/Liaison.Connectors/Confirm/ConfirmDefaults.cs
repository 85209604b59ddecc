using Liaison.Core.Mapping;

namespace Liaison.Connectors.Confirm;

/// <summary>Templates to start from. Codes and case fields named here are placeholders for the organisation's own.</summary>
public static class ConfirmDefaults
{
    public static IReadOnlyList<StarterTemplate> Templates { get; } =
    [
        new("Raise an enquiry", TemplateKind.Create, ConfirmConnector.Enquiry,
        [
            From("case.values.service", "ServiceCode"),
            From("case.values.subject", "SubjectCode"),
            From("case.values.description", "EnquiryDescription"),
            From("address.summary", "EnquiryLocation"),
            From("address.usrn", "SiteCode"),
            From("address.easting", "EnquiryX"),
            From("address.northing", "EnquiryY"),
            From("person.fullName", "ContactName"),
            From("person.email", "ContactEmail"),
            From("person.phone", "ContactPhone"),
        ]),
        new("Tell Confirm of a change", TemplateKind.Update, ConfirmConnector.Enquiry, [From("case.values.progress-note", "StatusLogNotes")]),
        new("Bring the status back", TemplateKind.Incoming, ConfirmConnector.Enquiry,
        [
            Back("EnquiryStatusCode", "confirm-status"),
            Back("EnquiryStatusName", "confirm-status-name"),
            Back("AssignedOfficerName", "confirm-officer"),
            Back("StatusFollowUpTime", "confirm-due"),
        ]),
    ];

    private static MappingRow From(string fact, string field) => new(new RowSource(Fact: fact), new RowTarget(Field: field));

    private static MappingRow Back(string field, string caseField) => new(new RowSource(Record: field), new RowTarget(CaseField: caseField));
}
