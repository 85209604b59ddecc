using System.Net;
using Xunit;

namespace Liaison.Tests.Sandbox.Dynamics;

public sealed class DynamicsRecordTests
{
    private static readonly Guid Own = Guid.Parse("0a5e0a5e-0000-4000-8000-000000000001");

    [Fact]
    public async Task A_record_is_made_once_under_an_id_of_the_callers_own()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        Assert.Equal(Own, (await sandbox.Send("PATCH", $"contacts({Own})", new { lastname = "Once" }, ("If-None-Match", "*"))).Made());
        (await sandbox.Send("PATCH", $"contacts({Own})", new { lastname = "Twice" }, ("If-None-Match", "*"))).Refused("0x80040237", 412);
        (await sandbox.Send("POST", "contacts", new { contactid = Own, lastname = "Thrice" })).Refused("0x80040237", 412);
        Assert.Equal("Once", (await sandbox.Get("contacts", Own)).GetProperty("lastname").GetString());
    }

    [Fact]
    public async Task A_change_that_must_not_create_finds_nothing()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        (await sandbox.Send("PATCH", $"contacts({Own})", new { lastname = "Ghost" }, ("If-Match", "*"))).Refused("0x80040217", 404);
        (await sandbox.Send("PATCH", $"contacts({Own})", new { lastname = "Made" })).Made();
        Assert.Equal(["Made"], await sandbox.Column("contacts", "lastname", $"contactid eq {Own}"));
    }

    [Fact]
    public async Task A_version_that_is_old_is_refused()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var id = await sandbox.Create("contacts", new { lastname = "Tagged" });
        var tag = (await sandbox.Get("contacts", id)).GetProperty("@odata.etag").GetString()!;
        Assert.Equal(HttpStatusCode.NotModified, (await sandbox.Send("GET", $"contacts({id})", null, ("If-None-Match", tag))).Status);
        await sandbox.Send("PATCH", $"contacts({id})", new { nickname = "T" });
        (await sandbox.Send("PATCH", $"contacts({id})", new { nickname = "U" }, ("If-Match", tag))).Refused("0x80060882", 412);
    }

    [Fact]
    public async Task An_alternate_key_finds_and_makes()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var id = (await sandbox.Send("PATCH", "contacts(externaluseridentifier='it''s')", new { lastname = "Keyed" })).Made();
        Assert.Equal(id, (await sandbox.Send("PATCH", "contacts(externaluseridentifier='it''s')", new { firstname = "Kay" })).Made());
        Assert.Equal("Kay Keyed", (await sandbox.Get("contacts", id)).GetProperty("fullname").GetString());
        (await sandbox.Send("GET", "contacts(externaluseridentifier='none')")).Refused("0x80060891", 404);
        (await sandbox.Send("GET", "contacts(nickname='T')")).Refused("0x80060888");
    }

    [Fact]
    public async Task A_lookup_to_several_tables_is_bound_by_the_name_of_each()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var account = (await sandbox.Column("accounts", "accountid", "name eq 'Bluebonnet Freight'"))[0];
        var id = await sandbox.Create("contacts", new Dictionary<string, object> { ["lastname"] = "Bound", ["parentcustomerid_account@odata.bind"] = $"/accounts({account})" });
        Assert.Equal(account, (await sandbox.Get("contacts", id)).GetProperty("_parentcustomerid_value").GetString());
        Assert.Contains("undeclared property 'parentcustomerid'", (await sandbox.Send("PATCH", $"contacts({id})", new Dictionary<string, object> { ["parentcustomerid@odata.bind"] = $"/accounts({account})" })).Refused("0x80048d19"), StringComparison.Ordinal);
        Assert.Contains("CRM do not support direct update", (await sandbox.Send("PATCH", $"contacts({id})", new Dictionary<string, object> { ["_parentcustomerid_value"] = account })).Refused("0x80048d19"), StringComparison.Ordinal);
        (await sandbox.Send("PATCH", $"contacts({id})", new Dictionary<string, object> { ["parentcustomerid_contact@odata.bind"] = $"/accounts({account})" })).Refused("0x80048d19");
    }

    [Fact]
    public async Task A_custom_lookup_is_called_by_its_schema_name()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var contact = (await sandbox.Column("contacts", "contactid", "lastname eq 'Park'"))[0];
        Task<ApiReply> Make(string name) => sandbox.Send("POST", "incidents", new Dictionary<string, object> { ["title"] = "C", ["customerid_contact@odata.bind"] = $"/contacts({contact})", [name] = $"/contacts({contact})" });
        (await Make("liaison_callerid@odata.bind")).Refused("0x80048d19");
        (await Make("liaison_CallerId@odata.bind")).Made();
    }

    [Fact]
    public async Task A_call_begins_open_and_is_closed_by_a_change()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var id = await sandbox.Create("phonecalls", new { subject = "Call", statecode = 1 });
        Assert.Equal(0, (await sandbox.Get("phonecalls", id)).GetProperty("statecode").GetInt32());
        (await sandbox.Send("PATCH", $"phonecalls({id})", new { statecode = 1, statuscode = 1 })).Refused("0x80048408");
        (await sandbox.Send("PATCH", $"phonecalls({id})", new { statecode = 1, statuscode = 4 })).Made();
        (await sandbox.Send("PATCH", $"phonecalls({id})", new { description = "Late" })).Refused("0x80040265");
        await sandbox.Create("annotations", new Dictionary<string, object> { ["subject"] = "Late", ["objectid_phonecall@odata.bind"] = $"/phonecalls({id})" });
    }

    [Fact]
    public async Task A_call_knows_a_sender_and_recipients_only()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        Task<ApiReply> Make(int mask) => sandbox.Send("POST", "phonecalls", new { subject = "Call", phonecall_activity_parties = new[] { new { participationtypemask = mask, addressused = "+447700900123" } } });
        (await Make(5)).Refused("0x80040203");
        Assert.Equal(["2", "9"], (await sandbox.Column("activityparties", "participationtypemask", $"_activityid_value eq {(await Make(2)).Made()}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_case_needs_a_customer_gets_a_number_and_is_resolved_by_its_own_message()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        (await sandbox.Send("POST", "incidents", new { title = "Nobody's" })).Refused("0x80040200");
        var id = Guid.Parse((await sandbox.Column("incidents", "incidentid", "title eq 'Invoice 4711 is wrong'"))[0]);
        Assert.StartsWith("CAS-01002-", (await sandbox.Get("incidents", id)).GetProperty("ticketnumber").GetString(), StringComparison.Ordinal);
        (await sandbox.Send("PATCH", $"incidents({id})", new { statecode = 1, statuscode = 5 })).Refused("0x80048408");
        var closed = await sandbox.Send("POST", "CloseIncident", new Dictionary<string, object> { ["IncidentResolution"] = new Dictionary<string, object> { ["subject"] = "Done", ["incidentid@odata.bind"] = $"/incidents({id})" }, ["Status"] = 5 });
        Assert.Equal(HttpStatusCode.NoContent, closed.Status);
        Assert.Equal(1, (await sandbox.Get("incidents", id)).GetProperty("statecode").GetInt32());
    }

    [Fact]
    public async Task A_missing_privilege_is_named()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        await sandbox.Set(new { removedPrivileges = new[] { "phonecall.create", "contact.read" } });
        Assert.Contains("prvCreateActivity", (await sandbox.Send("POST", "phonecalls", new { subject = "Call" })).Refused("0x80040220", 403), StringComparison.Ordinal);
        Assert.Contains("prvReadContact", (await sandbox.Send("GET", "contacts")).Refused("0x80040220", 403), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_names_and_values_are_told_apart()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        Assert.Contains("'Contacts'", (await sandbox.Send("GET", "Contacts")).Refused("0x8006088a", 404), StringComparison.Ordinal);
        Assert.Contains("'shoesize' does not exist", (await sandbox.Send("POST", "contacts", new { lastname = "X", shoesize = 42 })).Refused("0x80048d19"), StringComparison.Ordinal);
        (await sandbox.Send("POST", "contacts", new { lastname = 5 })).Refused("0x80048d19");
        Assert.Contains("Accepted Values: 1,2", (await sandbox.Send("POST", "contacts", new { lastname = "X", gendercode = 9 })).Refused("0x8004431a"), StringComparison.Ordinal);
        (await sandbox.Send("POST", "tasks", new { subject = new string('x', 201) })).Refused("0x80044331");
    }
}
