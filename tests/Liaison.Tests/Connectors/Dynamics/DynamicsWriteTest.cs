using Liaison.Connectors.Dynamics;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;
using static Liaison.Tests.Connectors.Dynamics.DynamicsBench;

namespace Liaison.Tests.Connectors.Dynamics;

public sealed class DynamicsWriteTest
{
    [Theory, Trait("row", "A144")]
    [InlineData("contact", "incident", "customerid_contact", "customerid")]
    [InlineData("contact", "phonecall", "regardingobjectid_contact_phonecall", "regardingobjectid")]
    [InlineData("lead", "task", "regardingobjectid_lead_task", "regardingobjectid")]
    public async Task A_person_and_what_was_said_are_written_with_one_call_and_point_at_each_other(string person, string activity, string link, string column)
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        Value(await connector.WriteTogether(Pair("warm", person, activity, link), bench.Calls, Cancel));
        var before = bench.Calls.Exchanges.Count;
        var written = Value(await connector.WriteTogether(Pair("1", person, activity, link), bench.Calls, Cancel));
        Assert.Equal(1, bench.Calls.Exchanges.Count - before);
        Assert.Contains(written[0].Record, (await bench.Row(activity, written[1].Record)).GetProperty(column).GetString(), StringComparison.Ordinal);
        Assert.All(written, one => Assert.Null(one.Note));
    }

    [Theory, InlineData("contact", "incident", "customerid_contact"), InlineData("lead", "phonecall", "regardingobjectid_lead_phonecall")]
    public async Task Written_twice_it_is_there_once(string person, string activity, string link)
    {
        await using var bench = await DynamicsBench.Start();
        var before = (await bench.Rows(activity)).Count;
        var first = Value(await bench.Open().WriteTogether(Pair("1", person, activity, link), bench.Calls, Cancel));
        var second = Value(await bench.Open().WriteTogether(Pair("1", person, activity, link), bench.Calls, Cancel));
        Assert.Equal(first.Select(one => one.Record), second.Select(one => one.Record));
        Assert.Equal(before + 1, (await bench.Rows(activity)).Count);
        Assert.All(second, one => Assert.Contains("was there already under our id", one.Note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_is_kept_or_nothing()
    {
        await using var bench = await DynamicsBench.Start();
        await bench.Sandbox.Set(new { requiredColumns = new[] { "incident.description" } });
        var fault = Fault(await bench.Open().WriteTogether(Pair("1", "contact", "incident", "customerid_contact"), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, "0x80040265"), (fault.Kind, fault.Code));
        Assert.StartsWith("Case: ", fault.Detail, StringComparison.Ordinal);
        Assert.Equal(6, (await bench.Rows("contact")).Count);
    }

    [Fact]
    public async Task What_became_of_a_lost_answer_is_looked_up_for_all_at_once()
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        var pair = Pair("1", "contact", "phonecall", "regardingobjectid_contact_phonecall");
        Value(await connector.Describe(bench.Calls, Cancel));
        Assert.Null(Found(await connector.FindTogether(pair, bench.Time.GetUtcNow(), bench.Calls, Cancel)));
        await bench.Fault(new { kind = "drop-reply", operation = "batch", count = 1 });
        Assert.True(Fault(await connector.WriteTogether(pair, bench.Calls, Cancel)).InDoubt);
        Assert.Equal(2, Found(await connector.FindTogether(pair, bench.Time.GetUtcNow(), bench.Calls, Cancel))!.Count);
    }

    [Theory, Trait("row", "A144")]
    [InlineData("false", "Received", 1, 2)]
    [InlineData("true", "Made", 2, 1)]
    public async Task A_phone_call_has_its_parties_the_right_way_round_and_is_closed(string outgoing, string status, int customer, int agent)
    {
        await using var bench = await DynamicsBench.Start();
        var call = Write("activity", "phonecall", "k", ("subject", "Call"), ("phonenumber", "+447700900123"), ("directioncode", outgoing), ("statuscode", status), ("actualend", "2026-05-01T09:00:00+02:00")) with
        {
            Links = new Dictionary<string, string> { ["regardingobjectid_contact_phonecall"] = await bench.IdOf("contact", "lastname=Marsh") }, OwnerEmail = "BOB.baker@example.com",
        };
        var id = Value(await bench.Open().WriteTogether([call], bench.Calls, Cancel))[0].Record;
        var row = await bench.Row("phonecall", id);
        Assert.Equal((1, "2026-05-01T07:00:00Z"), (row.GetProperty("statecode").GetInt32(), row.GetProperty("actualend").GetString()));
        var parties = (await bench.Rows("activityparty", "activityid=" + id)).ToDictionary(party => party.GetProperty("participationtypemask").GetInt32(), party => party.GetProperty("partyid").GetString());
        Assert.StartsWith("contacts(", parties[customer], StringComparison.Ordinal);
        Assert.StartsWith("systemusers(", parties[agent], StringComparison.Ordinal);
        Assert.Equal(parties[9], row.GetProperty("ownerid").GetString());
    }

    [Theory, InlineData("phonecall"), InlineData("task")]
    public async Task A_conversation_about_a_case_points_at_the_case_and_knows_the_caller_from_its_parties(string type)
    {
        await using var bench = await DynamicsBench.Start();
        var (contact, incident) = (await bench.IdOf("contact", "lastname=Marsh"), await bench.IdOf("incident", "ticketnumber=CAS-01001-S4B0X1"));
        var write = Write("a", type, "k", ("subject", "Call")) with { Links = new Dictionary<string, string> { [$"regardingobjectid_contact_{type}"] = contact, [$"regardingobjectid_incident_{type}"] = incident } };
        var written = Value(await bench.Open().WriteTogether([write], bench.Calls, Cancel))[0];
        Assert.Equal($"incidents({incident})", (await bench.Row(type, written.Record)).GetProperty("regardingobjectid").GetString());
        Assert.Equal(type == "phonecall", (await bench.Rows("activityparty", "activityid=" + written.Record)).Any(party => party.TryGetProperty("partyid", out var who) && who.GetString() == $"contacts({contact})"));
    }

    [Fact]
    public async Task A_link_of_lesser_weight_to_a_record_that_is_gone_is_left_out()
    {
        await using var bench = await DynamicsBench.Start();
        const string Link = "regardingobjectid_incident_phonecall";
        var write = Write("a", "phonecall", "k", ("subject", "Call")) with { Links = new Dictionary<string, string> { [Link] = Guid.Parse("00000000-0000-4000-8000-0000000000aa").ToString() } };
        Assert.Equal(FaultKind.NotFound, Fault(await bench.Open().WriteTogether([write], bench.Calls, Cancel)).Kind);
        Assert.Contains(Link, Value(await bench.Open().WriteTogether([write with { Spare = [Link] }], bench.Calls, Cancel))[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_is_nobody_s_record_takes_part_as_a_number()
    {
        await using var bench = await DynamicsBench.Start();
        var id = Value(await bench.Open().Create(bench.Draft("phonecall", "k", ("subject", "Call"), ("phonenumber", "+447700900999"), ("directioncode", "no")), bench.Calls, Cancel)).Record;
        var party = Assert.Single(await bench.Rows("activityparty", "participationtypemask=1"));
        Assert.Equal(("+447700900999", true), (party.GetProperty("addressused").GetString(), party.GetProperty("activityid").GetString()!.Contains(id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_closed_call_is_opened_changed_and_closed_again()
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        var id = Value(await connector.Create(bench.Draft("phonecall", "k", ("subject", "Call"), ("statuscode", "Received")), bench.Calls, Cancel)).Record;
        Value(await connector.Update(id, bench.Draft("phonecall", "k", ("description", "Late notes")), bench.Calls, Cancel));
        var row = await bench.Row("phonecall", id);
        Assert.Equal(("Late notes", 1, 4), (row.GetProperty("description").GetString(), row.GetProperty("statecode").GetInt32(), row.GetProperty("statuscode").GetInt32()));
    }

    [Fact]
    public async Task A_case_is_resolved_by_its_own_message_and_needs_a_customer()
    {
        await using var bench = await DynamicsBench.Start();
        Assert.Equal("no-customer", Fault(await bench.Open().Create(bench.Draft("incident", "k", ("title", "Nobody's")), bench.Calls, Cancel)).Code);
        var contact = await bench.IdOf("contact", "lastname=Marsh");
        var id = Value(await bench.Open().Create(bench.Draft("incident", "k", ("title", "Hers"), ("customerid_contact", contact), ("statuscode", "Problem Solved"), ("caseorigincode", "phone")), bench.Calls, Cancel)).Record;
        var row = await bench.Row("incident", id);
        Assert.Equal((1, 5, 1), (row.GetProperty("statecode").GetInt32(), row.GetProperty("statuscode").GetInt32(), row.GetProperty("caseorigincode").GetInt32()));
    }

    [Fact]
    public async Task A_record_that_was_deleted_is_not_brought_back()
    {
        await using var bench = await DynamicsBench.Start();
        var fault = Fault(await bench.Open().Update(Guid.Parse("00000000-0000-4000-8000-0000000000aa").ToString(), bench.Draft("contact", "k", ("lastname", "Ghost")), bench.Calls, Cancel));
        Assert.Equal(FaultKind.NotFound, fault.Kind);
        Assert.Equal(6, (await bench.Rows("contact")).Count);
    }

    [Theory]
    [InlineData(UpdatePolicy.Keep, "Duty manager", null)]
    [InlineData(UpdatePolicy.Update, "Director", "Hanni")]
    [InlineData(UpdatePolicy.FillEmpty, "Duty manager", "Hanni")]
    public async Task A_record_that_is_there_is_left_changed_or_filled(UpdatePolicy policy, string title, string? nickname)
    {
        await using var bench = await DynamicsBench.Start();
        var id = await bench.IdOf("contact", "lastname=Marsh");
        Value(await bench.Open().WriteTogether([Write("person", "contact", "k", ("jobtitle", "Director"), ("nickname", "Hanni")) with { Record = id, Existing = policy }], bench.Calls, Cancel));
        var row = await bench.Row("contact", id);
        Assert.Equal((title, nickname), (row.GetProperty("jobtitle").GetString(), row.TryGetProperty("nickname", out var said) ? said.GetString() : null));
    }

    [Theory]
    [InlineData("carol.cooper@example.com", "Carol Cooper", null)]
    [InlineData("grace.green@example.com", "Grace Green", null)]
    [InlineData("shared.desk@example.com", "Erin East", "2 users have the e-mail address")]
    [InlineData("dan.dyer@example.com", "Integration Liaison", "no active user has the e-mail address")]
    [InlineData("o'nobody@example.com", "Integration Liaison", "no active user has the e-mail address")]
    public async Task A_record_belongs_to_the_agent_by_e_mail_or_to_the_connected_user(string email, string owner, string? note)
    {
        await using var bench = await DynamicsBench.Start();
        var written = Value(await bench.Open().WriteTogether([Write("a", "task", "k", ("subject", "T")) with { OwnerEmail = email }], bench.Calls, Cancel))[0];
        var user = (await bench.Row("task", written.Record)).GetProperty("ownerid").GetString()!;
        Assert.Equal(owner, (await bench.Row("systemuser", user[12..^1])).GetProperty("fullname").GetString());
        Assert.Equal(note is null, written.Note is null);
        Assert.Contains(note ?? "", written.Note ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_cut_or_left_out_and_told()
    {
        await using var bench = await DynamicsBench.Start();
        var written = Value(await bench.Open().Create(bench.Draft("task", "k", ("subject", new string('x', 300)), ("prioritycode", "Enormous"), ("nothing", "x"), ("createdon", "2020-01-01"), ("actualdurationminutes", "2.2"), ("ownerid", "somebody")), bench.Calls, Cancel));
        var row = await bench.Row("task", written.Record);
        Assert.Equal((200, 3), (row.GetProperty("subject").GetString()!.Length, row.GetProperty("actualdurationminutes").GetInt32()));
        foreach (var told in (string[])["cut from 300 to 200", "“Enormous” is none of the choices", "no such column", "read only", "is no record's id"])
        {
            Assert.Contains(told, written.Note, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_column_that_is_gone_is_left_out_at_the_second_try()
    {
        await using var bench = await DynamicsBench.Start();
        var connector = bench.Open();
        Value(await connector.Create(bench.Draft("task", "warm", ("subject", "T"), ("category", "x")), bench.Calls, Cancel));
        await bench.Sandbox.Set(new { removedColumns = new[] { "task.category" } });
        Assert.Contains("category was left out", Value(await connector.Create(bench.Draft("task", "k", ("subject", "T"), ("category", "x")), bench.Calls, Cancel)).Note, StringComparison.Ordinal);
    }

    [Theory, InlineData(true, FaultKind.Duplicate), InlineData(false, null)]
    public async Task Duplicate_rules_are_asked_where_the_settings_say_so(bool mind, FaultKind? expected)
    {
        await using var bench = await DynamicsBench.Start("duplicateStatus=500");
        var outcome = await bench.Open(bench.Settings with { MindDuplicates = mind }).Create(bench.Draft("contact", "k", ("lastname", "Twin"), ("emailaddress1", "hannah.marsh@example.com")), bench.Calls, Cancel);
        Assert.Equal(expected, outcome.Match(_ => (FaultKind?)null, fault => fault.Kind));
    }

    private static RecordWrite[] Pair(string key, string person, string activity, string link) =>
    [
        Write("person", person, "per_" + key, ("lastname", "Okafor " + key), ("telephone1", "+442079460777")),
        Write("activity", activity, "act_" + key, (activity == "incident" ? "title" : "subject", "Call " + key)) with { Links = new Dictionary<string, string> { [link] = "person" } },
    ];
}
