using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce;

/// <summary>Invented people and companies to begin with. Phone numbers are written as people write them.</summary>
public static class Seed
{
    public static readonly string OrganizationId = RecordId.Make("00D", 1);

    public static void Plant(SalesforceStandIn org) => org.Store.Write(changes =>
    {
        var admin = RecordId.Make("005", 1);
        var bed = new SeedBed(new SaveScope(org, org.Schema, changes, admin, org.Now(), new SaveOptions(AutoAssign: false)));
        bed.Add("Organization", ("Name", "Liaison Sandbox"), ("OrganizationType", "Developer Edition"), ("IsSandbox", true), ("InstanceName", "SBX1"), ("TimeZoneSidKey", "Europe/London"), ("LanguageLocaleKey", "en_US"), ("DefaultLocaleSidKey", "en_GB"));
        var profile = bed.Add("Profile", ("Name", "Standard User"), ("UserType", "Standard"));
        People(bed, profile);
        Queue(bed);
        var accounts = Accounts(bed);
        Contacts(bed, accounts);
        Leads(bed);
        Cases(bed);
        Others(bed);
        return true;
    });

    private static void People(SeedBed bed, string profile)
    {
        bed.User(profile, "integration@liaison.example", "Integration", "Liaison", "integration@liaison.example");
        bed.User(profile, "alice.archer@sandbox.example", "Alice", "Archer", "alice.archer@example.com");
        bed.User(profile, "bob.baker@sandbox.example", "Bob", "Baker", "bob.baker@example.com");
        bed.User(profile, "carol.cooper@sandbox.example", "Carol", "Cooper", "carol.cooper@example.com");
        bed.User(profile, "dan.dyer@sandbox.example", "Dan", "Dyer", "dan.dyer@example.com", active: false);
        bed.User(profile, "erin.east@sandbox.example", "Erin", "East", "shared.desk@example.com");
        bed.User(profile, "fred.field@sandbox.example", "Fred", "Field", "shared.desk@example.com");
        bed.User(profile, "grace.green@example.com", "Grace", "Green", "grace.green@example.com");
        bed.User(profile, "automated@sandbox.example", "Automated", "Process", "autoproc@sandbox.example", type: "AutomatedProcess");
    }

    private static void Queue(SeedBed bed)
    {
        var queue = bed.Add("Group", ("Name", "Front desk"), ("DeveloperName", "Front_desk"), ("Type", "Queue"));
        bed.Add("Group", ("Name", "All staff"), ("DeveloperName", "All_staff"), ("Type", "Regular"));
        bed.Add("QueueSobject", ("QueueId", queue), ("SobjectType", "Case"));
        bed.Add("QueueSobject", ("QueueId", queue), ("SobjectType", "Lead"));
    }

    private static string[] Accounts(SeedBed bed) =>
    [
        bed.Add("Account", ("Name", "Harbour Lights Hotel"), ("Phone", "020 7946 0958"), ("BillingCity", "London"), ("Industry", "Hospitality"), ("AccountNumber", "A-1001")),
        bed.Add("Account", ("Name", "O'Hara & Sons (Plumbing)"), ("Phone", "+44 (0)113 496 0123"), ("BillingCity", "Leeds"), ("AccountNumber", "A-1002")),
        bed.Add("Account", ("Name", "Bluebonnet Freight"), ("Phone", "(512) 757-6000"), ("BillingCity", "Austin"), ("AccountNumber", "A-1003")),
        bed.Add("Account", ("Name", "Zażółć Gęślą Sp. z o.o."), ("Phone", "+48 22 555 01 23"), ("BillingCity", "Warszawa"), ("AccountNumber", "A-1004")),
    ];

    private static void Contacts(SeedBed bed, string[] accounts)
    {
        bed.Add("Contact", ("FirstName", "Hannah"), ("LastName", "Marsh"), ("AccountId", accounts[0]), ("Phone", "020 7946 0958"), ("MobilePhone", "07700 900123"), ("Email", "hannah.marsh@example.com"), ("Title", "Duty manager"));
        bed.Add("Contact", ("FirstName", "Liam"), ("LastName", "O'Hara"), ("AccountId", accounts[1]), ("Phone", "0113 496 0123 ext. 45"), ("MobilePhone", "+44 7700 900456"), ("Email", "liam@ohara.example"));
        bed.Add("Contact", ("FirstName", "Anne-Marie"), ("LastName", "Duval"), ("AccountId", accounts[2]), ("Phone", "(512) 757-6000"), ("HomePhone", "512.555.0147"), ("Email", "am.duval@bluebonnet.example"));
        bed.Add("Contact", ("FirstName", "Jo"), ("LastName", "Park"), ("AccountId", accounts[2]), ("Phone", "512-757-6000"), ("MobilePhone", "1 (512) 555-0198"), ("Email", "jo.park@bluebonnet.example"));
        bed.Add("Contact", ("FirstName", "Zofia"), ("LastName", "Nowak"), ("AccountId", accounts[3]), ("MobilePhone", "+48 600-555-012"), ("Email", "zofia.nowak@example.pl"));
        bed.Add("Contact", ("FirstName", "Sam"), ("LastName", "Loner"), ("Phone", "44 20 7946 0100"), ("OtherPhone", "see notes"), ("Email", "sam.loner@example.com"));
    }

    private static void Leads(SeedBed bed)
    {
        bed.Add("Lead", ("FirstName", "Priya"), ("LastName", "Shah"), ("Company", "Shah Interiors"), ("Phone", "0161 496 0777"), ("MobilePhone", "+447700900789"), ("Email", "priya@shah.example"), ("LeadSource", "Web"));
        bed.Add("Lead", ("FirstName", "Tom"), ("LastName", "Reed"), ("Company", "Reed Motors"), ("Phone", "(512) 555-0110"), ("Email", "tom@reed.example"));
        bed.Add("Lead", ("FirstName", "Vera"), ("LastName", "Converted"), ("Company", "Bluebonnet Freight"), ("Phone", "512 555 0122"), ("Email", "vera@bluebonnet.example"), ("IsConverted", true), ("ConvertedContactId", RecordId.Make("003", 3)), ("ConvertedAccountId", RecordId.Make("001", 3)));
    }

    private static void Cases(SeedBed bed)
    {
        bed.Add("Case", ("Subject", "Water through the ceiling"), ("ContactId", RecordId.Make("003", 1)), ("Origin", "Phone"), ("Priority", "High"), ("Description", "Room 12, since this morning."));
        bed.Add("Case", ("Subject", "Invoice sent twice"), ("ContactId", RecordId.Make("003", 3)), ("Origin", "Email"), ("Status", "Working"));
        bed.Add("Case", ("Subject", "Wrong delivery address"), ("ContactId", RecordId.Make("003", 4)), ("Origin", "Phone"), ("Status", "Closed"));
        bed.Add("Case", ("Subject", "Call from a number that nobody knows"), ("SuppliedName", "A caller"), ("SuppliedPhone", "07700 900999"), ("Origin", "Phone"));
    }

    private static void Others(SeedBed bed)
    {
        var set = bed.Add("PermissionSet", ("Name", "Liaison_Agent"), ("Label", "Liaison agent"));
        bed.Add("PermissionSetAssignment", ("PermissionSetId", set), ("AssigneeId", RecordId.Make("005", 2)));
        bed.Add("PermissionSetLicense", ("DeveloperName", "LiaisonSeat"), ("MasterLabel", "Liaison seat"), ("TotalLicenses", 5L), ("UsedLicenses", 1L), ("Status", "Active"));
        bed.Add("CallCenter", ("Name", "Liaison"), ("InternalName", "Liaison"), ("AdapterUrl", "https://phone.liaison.example/"));
        bed.Add("Campaign", ("Name", "Spring offers"), ("Status", "In Progress"), ("IsActive", true));
        bed.Add("RecordType", ("Name", "Organization"), ("DeveloperName", "Organization"), ("SobjectType", "Account"), ("IsActive", true));
        bed.Add("RecordType", ("Name", "PersonAccount"), ("DeveloperName", "PersonAccount"), ("SobjectType", "Account"), ("IsActive", true), ("IsPersonType", true));
    }
}
