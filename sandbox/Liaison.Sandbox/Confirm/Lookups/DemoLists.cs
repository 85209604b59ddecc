namespace Liaison.Sandbox.Confirm.Lookups;

/// <summary>The code lists of an invented council: enough to map a city's service requests to. All names and codes are made up.</summary>
public static class DemoLists
{
    public static CodeLists Create() => new()
    {
        Services = DemoServices.All,
        AttributeTypes =
        [
            Pick("SIZE", "Size of the defect", mandatory: true, ("S", "Smaller than a dinner plate"), ("M", "Up to a metre"), ("L", "Larger than a metre")),
            Pick("LANE", "Where in the road", mandatory: false, ("CW", "Carriageway"), ("CY", "Cycle lane"), ("FW", "Footway"), ("VG", "Verge")),
            Pick("OFFE", "Offensive?", mandatory: true, ("Y", "Yes"), ("N", "No")),
            Pick("SURF", "Surface", mandatory: false, ("BRK", "Brick or stone"), ("MET", "Metal"), ("GLS", "Glass"), ("PNT", "Painted")),
            Pick("OWNR", "Owner of the property", mandatory: false, ("CNCL", "Council"), ("POST", "Postal service"), ("ADVT", "Advertising company"), ("TELE", "Telephone company"), ("UTIL", "Utility"), ("PRIV", "Private"), ("UNK", "Not known")),
            Pick("FLIN", "Is water entering a building?", mandatory: true, ("Y", "Yes"), ("N", "No"), ("U", "Not known")),
            Pick("URGY", "Urgency", mandatory: false, ("EMER", "Emergency"), ("URGT", "Urgent"), ("ROUT", "Routine"), ("PREV", "Preventive")),
            Pick("BINT", "Kind of bin", mandatory: false, ("REF", "Refuse"), ("REC", "Recycling"), ("GDN", "Garden"), ("FOOD", "Food")),
            new("SINC", "Abandoned since", "D", Mandatory: false, []),
            new("SEEN", "First seen on", "D", Mandatory: false, []),
            new("COLN", "Column or unit number", "T", Mandatory: false, []),
            new("VREG", "Vehicle registration", "T", Mandatory: true, []),
            new("ROUT", "Route and vehicle number", "T", Mandatory: false, []),
            new("DEPT", "Department asked for", "T", Mandatory: false, []),
        ],
        Statuses =
        [
            new("RCVD", "Received", Outstanding: true),
            new("ASGN", "Assigned to an officer", Outstanding: true),
            new("INSP", "Inspection arranged", Outstanding: true),
            new("PROG", "Work in progress", Outstanding: true),
            new("JOBR", "Job raised", Outstanding: true),
            new("HOLD", "Waiting for others", Outstanding: true),
            new("DONE", "Work completed", Outstanding: false),
            new("CLSD", "Closed", Outstanding: false),
            new("DUPL", "Closed as duplicate", Outstanding: false),
            new("NFA", "No further action", Outstanding: false),
            new("OLD1", "Passed to contractor (no longer used)", Outstanding: true, Inactive: true),
        ],
        InitialStatus = "RCVD",
        CustomerTypes = [new("PUB", "Member of the public"), new("BUS", "Business"), new("CLLR", "Councillor"), new("STAF", "Council staff"), new("TEST", "Test account")],
        Methods = [new("TEL", "Telephone"), new("WEB", "Web form"), new("MAIL", "E-mail"), new("CHAT", "Web chat"), new("APP", "Mobile app"), new("SOC", "Social media"), new("F2F", "In person")],
        PointsOfContact = [new("CSC", "Contact centre"), new("WEB", "Web site"), new("DEPO", "Depot"), new("CLLR", "Councillor surgery"), new("OOH", "Out of hours desk")],
        Officers = [new("ASM", "Amira Smithson"), new("BLO", "Ben Loxley"), new("CFE", "Clare Fenwick"), new("DOK", "Dayo Okafor"), new("HWT", "Highways team"), new("SLT", "Street lighting team")],
        Classes = [new("ENQ", "Enquiry"), new("FLT", "Fault report"), new("CMP", "Complaint"), new("PRS", "Compliment"), new("SRQ", "Service request")],
        Sites =
        [
            Street("14200001", "High Street", "Old Town"), Street("14200002", "Station Road", "Old Town"), Street("14200003", "Mill Lane", "Riverside"),
            Street("14200004", "Church Hill", "Old Town"), Street("14200005", "Quay Street", "Riverside"), Street("14200006", "Orchard Way", "Northfield"),
            Street("14200007", "Victoria Avenue", "Northfield"), Street("14200008", "Queens Crescent", "Eastgate"), Street("14200009", "Canal Walk", "Riverside"),
            Street("14200010", "Market Place", "Old Town"),
            new("66666", "Site not known", "", "", "", "DUM", "Dummy site"),
            new("99999999", "Site not known", "", "", "", "DUM", "Dummy site"),
            new("9999999999", "Site not known", "", "", "", "DUM", "Dummy site"),
        ],
    };

    private static AttributeType Pick(string code, string name, bool mandatory, params (string Code, string Name)[] values) =>
        new(code, name, "L", mandatory, [.. values.Select(value => new Choice(value.Code, value.Name))]);

    private static Site Street(string code, string name, string locality) =>
        new(code, name, locality, "Demoford", "Demoshire", "STR", "Street");
}
