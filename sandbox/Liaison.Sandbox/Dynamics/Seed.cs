using System.Text.Json;
using Liaison.Sandbox.Dynamics.OAuth;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics;

/// <summary>Invented people and companies to begin with. Phone numbers are written as people write them.</summary>
public static class Seed
{
    public const string Integration = "integration@liaison.example";

    public static readonly Guid Organization = Id(0x01, 1);
    public static readonly Guid BusinessUnit = Id(0x02, 1);

    /// <summary>Whom client credentials run as.</summary>
    public static readonly Guid ApplicationUser = Id(0x08, 1);

    public static void Plant(DynamicsStandIn org) => org.Store.Write(changes =>
    {
        var scope = new SaveScope(org, org.Schema, changes, new Session(ApplicationUser, ""), org.Now()) { Planting = true };
        void Add(string table, Guid id, object values) => RecordDesk.Create(scope, org.Schema[table], JsonSerializer.SerializeToElement(values), id);

        Add("organization", Organization, new { name = "Liaison Sandbox", languagecode = 1033 });
        Add("businessunit", BusinessUnit, new { name = "Liaison Sandbox" });
        People(org, scope);
        Add("team", Id(0x09, 1), new { name = "Front desk" });
        Add("queue", Id(0x0a, 1), new { name = "Front desk" });
        Accounts(Add);
        Contacts(Add);
        Leads(Add);
        Cases(Add);
        Tell(org, changes);
        return true;
    });

    /// <summary>Keeps what the organisation tells of its settings true.</summary>
    public static void Tell(DynamicsStandIn org, Changes changes)
    {
        var scope = new SaveScope(org, org.Schema, changes, new Session(ApplicationUser, ""), org.Now()) { Planting = true };
        RecordDesk.Change(scope, org.Schema["organization"], org.Store["organization"].Find(Organization)!, draft => draft["maxuploadfilesize"] = (long)org.Settings.MaxUploadFileSize);
    }

    public static Guid Id(int kind, int number) => new(kind, 0x311, 0x4000, 0x80, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number);

    private static void People(DynamicsStandIn org, SaveScope scope)
    {
        var number = 0;
        void User(string upn, string first, string last, string email, bool disabled = false, long mode = 0)
        {
            var id = Id(0x08, ++number);
            var table = org.Schema["systemuser"];
            var draft = new Draft(table, before: null, id)
            {
                ["domainname"] = upn, ["firstname"] = first, ["lastname"] = last, ["internalemailaddress"] = email, ["isdisabled"] = disabled, ["accessmode"] = mode,
                ["azureactivedirectoryobjectid"] = Id(0x88, number), ["businessunitid"] = new Reference("businessunit", BusinessUnit),
                ["applicationid"] = number == 1 && Guid.TryParse(org.Settings.ClientId, out var app) ? app : null,
            };
            RecordDesk.Save(scope, draft);
        }

        User("liaison@app.sandbox.example", "#", "Liaison", "liaison@app.sandbox.example", mode: 4);
        User(Integration, "Integration", "Liaison", Integration);
        User("alice.archer@sandbox.example", "Alice", "Archer", "alice.archer@example.com");
        User("bob.baker@sandbox.example", "Bob", "Baker", "bob.baker@example.com");
        User("carol.cooper@sandbox.example", "Carol", "Cooper", "carol.cooper@example.com");
        User("dan.dyer@sandbox.example", "Dan", "Dyer", "dan.dyer@example.com", disabled: true);
        User("erin.east@sandbox.example", "Erin", "East", "shared.desk@example.com");
        User("fred.field@sandbox.example", "Fred", "Field", "shared.desk@example.com");
        User("grace.green@example.com", "Grace", "Green", "grace.green@example.com");
    }

    private static void Accounts(Action<string, Guid, object> add)
    {
        add("account", Id(0x10, 1), new { name = "Harbour Lights Hotel", telephone1 = "020 7946 0958", address1_city = "London", accountnumber = "A-1001" });
        add("account", Id(0x10, 2), new { name = "O'Hara & Sons (Plumbing)", telephone1 = "+44 (0)113 496 0123", address1_city = "Leeds", accountnumber = "A-1002" });
        add("account", Id(0x10, 3), new { name = "Bluebonnet Freight", telephone1 = "(512) 757-6000", address1_city = "Austin", accountnumber = "A-1003" });
        add("account", Id(0x10, 4), new { name = "Zażółć Gęślą Sp. z o.o.", telephone1 = "+48 22 555 01 23", address1_city = "Warszawa", accountnumber = "A-1004" });
    }

    private static void Contacts(Action<string, Guid, object> add)
    {
        Contact(1, 1, "Hannah", "Marsh", new() { ["telephone1"] = "020 7946 0958", ["mobilephone"] = "07700 900123", ["emailaddress1"] = "hannah.marsh@example.com", ["jobtitle"] = "Duty manager" });
        Contact(2, 2, "Liam", "O'Hara", new() { ["telephone1"] = "0113 496 0123 ext. 45", ["mobilephone"] = "+44 7700 900456", ["emailaddress1"] = "liam@ohara.example" });
        Contact(3, 3, "Anne-Marie", "Duval", new() { ["telephone1"] = "(512) 757-6000", ["telephone2"] = "512.555.0147", ["emailaddress1"] = "am.duval@bluebonnet.example" });
        Contact(4, 3, "Jo", "Park", new() { ["telephone1"] = "512-757-6000", ["mobilephone"] = "1 (512) 555-0198", ["emailaddress1"] = "jo.park@bluebonnet.example" });
        Contact(5, 4, "Zofia", "Nowak", new() { ["mobilephone"] = "+48 600-555-012", ["emailaddress1"] = "zofia.nowak@example.pl" });
        Contact(6, 0, "Sam", "Loner", new() { ["telephone1"] = "44 20 7946 0100", ["telephone3"] = "see notes", ["emailaddress1"] = "sam.loner@example.com" });

        void Contact(int number, int account, string first, string last, Dictionary<string, string> values)
        {
            (values["firstname"], values["lastname"]) = (first, last);
            if (account > 0)
            {
                values["parentcustomerid_account@odata.bind"] = $"/accounts({Id(0x10, account):D})";
            }

            add("contact", Id(0x20, number), values);
        }
    }

    private static void Leads(Action<string, Guid, object> add)
    {
        add("lead", Id(0x30, 1), new { subject = "New shop", firstname = "Priya", lastname = "Shah", companyname = "Shah Interiors", telephone1 = "0161 496 0777", mobilephone = "+447700900789", emailaddress1 = "priya@shah.example", leadsourcecode = 8 });
        add("lead", Id(0x30, 2), new { subject = "Two vans", firstname = "Tom", lastname = "Reed", companyname = "Reed Motors", telephone1 = "(512) 555-0110", emailaddress1 = "tom@reed.example" });
    }

    private static void Cases(Action<string, Guid, object> add)
    {
        Case(1, "No hot water in room 12", "contacts", Id(0x20, 1), 1);
        Case(2, "Invoice 4711 is wrong", "contacts", Id(0x20, 3), 2);
        Case(3, "Parcel not delivered", "accounts", Id(0x10, 3), 3);

        void Case(int number, string title, string set, Guid customer, int origin) => add("incident", Id(0x40, number), new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["title"] = title, ["caseorigincode"] = origin, [$"customerid_{set[..^1]}@odata.bind"] = $"/{set}({customer:D})",
        });
    }
}
