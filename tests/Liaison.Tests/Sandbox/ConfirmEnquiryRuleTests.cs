using System.Globalization;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>What the tenant refuses, and in which words; and what it makes of what it takes.</summary>
public sealed class ConfirmEnquiryRuleTests
{
    private const string Customer = "<CustomerSurname>Ng</CustomerSurname><CustomerTypeCode>PUB</CustomerTypeCode><PointOfContactCode>CSC</PointOfContactCode><EnquiryMethodCode>TEL</EnquiryMethodCode>";

    [Theory]
    [InlineData("<ServiceCode>LG</ServiceCode>", "Subject Code is required")]
    [InlineData("<ServiceCode>LG</ServiceCode><SubjectCode>PHS</SubjectCode>", "Subject PHS is not valid for Service LG")]
    [InlineData("<ServiceCode>HM</ServiceCode><SubjectCode>PHL</SubjectCode>", "Attribute SIZE is mandatory for Subject PHL")]
    public async Task A_new_enquiry_needs_a_known_pair_and_its_mandatory_attributes(string fields, string reason)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        Assert.Equal("Validate new enquiry.1." + reason, await sandbox.Refusal($"<NewEnquiry><EnquiryNumber>1</EnquiryNumber>{fields}</NewEnquiry>"));
    }

    [Theory]
    [InlineData("<EnquiryX>430000</EnquiryX>", "EnquiryX and EnquiryY must be given together")]
    [InlineData("<EnquiryX>51.5</EnquiryX><EnquiryY>0.12</EnquiryY>", "EnquiryX 51.5 is outside the extent of the map")]
    [InlineData("<EnquiryX>430000</EnquiryX><EnquiryY>1300001</EnquiryY>", "EnquiryY 1300001 is outside the extent of the map")]
    [InlineData("<EnquiryX>4,3</EnquiryX><EnquiryY>5</EnquiryY>", "EnquiryX 4,3 is not a number")]
    [InlineData("<EnquiryStatusCode>Received</EnquiryStatusCode>", "Enquiry Status Received is not valid")]
    [InlineData("<EnquiryStatusCode>OLD1</EnquiryStatusCode>", "Enquiry Status OLD1 is not active")]
    [InlineData("<AssignedOfficerCode>XX</AssignedOfficerCode>", "Action Officer XX is not valid")]
    [InlineData("<EnquiryClassCode>XX</EnquiryClassCode>", "Enquiry Class XX is not valid")]
    [InlineData("<LoggedTime>yesterday</LoggedTime>", "Logged Date yesterday is not a valid date")]
    [InlineData("<LoggedTime>2026-02-30T10:00:00</LoggedTime>", "Logged Date 2026-02-30T10:00:00 is not a valid date")]
    [InlineData("<ExternalSystemNumber>seven</ExternalSystemNumber>", "External System seven is not valid")]
    [InlineData("<EnquiryDocument><DocumentNotes>x</DocumentNotes></EnquiryDocument>", "Document Location is required")]
    [InlineData("<EnquiryAttribute><EnqAttribTypeCode>SIZE</EnqAttribTypeCode><EnqAttribValueCode>S</EnqAttribValueCode></EnquiryAttribute>", "Attribute SIZE is not allowed for Subject SL")]
    [InlineData("<EnquiryAttribute><EnqAttribTypeCode>NONE</EnqAttribTypeCode><EnqAttribValueCode>S</EnqAttribValueCode></EnquiryAttribute>", "Attribute NONE is not valid")]
    [InlineData("<EnquiryAttribute><EnqAttribTypeCode>SEEN</EnqAttribTypeCode><EnqAttribDateValue>soon</EnqAttribDateValue></EnquiryAttribute>", "Attribute SEEN needs a valid date")]
    [InlineData("<EnquiryAttribute><EnqAttribTypeCode>COLN</EnqAttribTypeCode></EnquiryAttribute>", "Attribute COLN needs exactly one value")]
    [InlineData("<EnquiryCustomer><CustomerEmail>a@example.org</CustomerEmail></EnquiryCustomer>", "Customer Surname is required")]
    [InlineData("<EnquiryCustomer><CustomerSurname>Ng</CustomerSurname><CustomerTypeCode>PUB</CustomerTypeCode><PointOfContactCode>CSC</PointOfContactCode></EnquiryCustomer>", "Enquiry Method is required")]
    [InlineData("<EnquiryCustomer><CustomerSurname>Ng</CustomerSurname><CustomerTypeCode>Public</CustomerTypeCode></EnquiryCustomer>", "Customer Type Public is not valid")]
    public async Task A_bad_value_is_refused_by_name(string more, string reason)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        Assert.Equal("Validate new enquiry.1." + reason, await sandbox.Refusal(ConfirmSandbox.Light(more)));
        Assert.Equal(0, (await sandbox.Get("/confirm/control/counters")).GetProperty("enquiries").GetInt32());
    }

    [Theory]
    [InlineData("S", null)]
    [InlineData("Smaller than a dinner plate", "Attribute Value Smaller than a dinner plate is not valid for Attribute SIZE")]
    [InlineData("", "Attribute SIZE needs a value from its list")]
    public async Task A_pick_list_takes_codes_and_neither_labels_nor_nothing(string value, string? reason)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var response = await sandbox.Call($"<NewEnquiry><ServiceCode>HM</ServiceCode><SubjectCode>PHS</SubjectCode><EnquiryAttribute><EnqAttribTypeCode>SIZE</EnqAttribTypeCode><EnqAttribValueCode>{value}</EnqAttribValueCode></EnquiryAttribute></NewEnquiry>");
        Assert.Equal(reason is null ? null : "Validate new enquiry.." + reason, response.Element("Fault")?.Element("Reason")!.Value);
    }

    [Theory]
    [InlineData("EnquiryDescription", 2000)]
    [InlineData("EnquiryLocation", 2000)]
    [InlineData("StatusLogNotes", 2000)]
    [InlineData("ContactName", 50)]
    [InlineData("ContactPhone", 20)]
    public async Task A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int limit)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Raise($"<{field}>{new string('x', limit)}</{field}>");
        Assert.EndsWith($"{field} is longer than {limit} characters", await sandbox.Refusal(ConfirmSandbox.Light($"<{field}>{new string('x', limit + 1)}</{field}>")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_names_its_codes_in_the_vendors_order_and_keeps_the_customer_to_itself()
    {
        await using var sandbox = await ConfirmSandbox.Start(new SettableTime(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero)));
        var enquiry = await sandbox.Enquiry(ConfirmSandbox.Light(
            $"<EnquiryDescription>Dark</EnquiryDescription><SiteCode>14200003</SiteCode><AssignedOfficerCode>SLT</AssignedOfficerCode><EnquiryX>430000.12</EnquiryX><EnquiryY>430001.5</EnquiryY><EnquiryCustomer>{Customer}</EnquiryCustomer>"));
        Assert.Equal(
            "EnquiryNumber ServiceCode ServiceName SubjectCode SubjectName EnquiryDescription EnquiryLogNumber EnquiryStatusCode EnquiryStatusName AssignedOfficerCode AssignedOfficerName "
            + "LoggedTime LogEffectiveTime SiteCode SiteName SiteLocalityName SiteTownName SiteCountyName SiteClassCode SiteClassName StatusFollowUpTime EnquiryLogTime EnquiryX EnquiryY LoggedByUserName LoggedByUserId",
            string.Join(' ', enquiry.Elements().Select(element => element.Name.LocalName)));
        Assert.Equal("2026-07-01T10:00:00", enquiry.Element("LoggedTime")!.Value);
        Assert.Equal("2026-07-04T10:00:00", enquiry.Element("StatusFollowUpTime")!.Value);
        Assert.Equal("Mill Lane", enquiry.Element("SiteName")!.Value);
    }

    [Theory]
    [InlineData("plain", "2026-07-01T10:00:00")]
    [InlineData("utc", "2026-07-01T09:00:00Z")]
    [InlineData("offset", "2026-07-01T10:00:00+01:00")]
    [InlineData("fraction", "2026-07-01T10:00:00.4000")]
    [InlineData("garbage", "31/02/yesterday")]
    public async Task Times_are_written_in_the_form_that_is_asked_for(string form, string written)
    {
        await using var sandbox = await ConfirmSandbox.Start(new SettableTime(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero)));
        await sandbox.Control("settings", new { dates = form });
        Assert.Equal(written, (await sandbox.Enquiry(ConfirmSandbox.Light())).Element("LoggedTime")!.Value);
    }

    [Fact]
    public async Task An_update_in_the_same_second_is_refused_in_the_vendors_words()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 7, 1, 9, 0, 0, 100, TimeSpan.Zero));
        await using var sandbox = await ConfirmSandbox.Start(time);
        var number = await sandbox.Raise();
        time.Now += TimeSpan.FromMilliseconds(800);
        Assert.Equal(
            $"Validate enquiry update.{number}.Logged Date 01/07/2026 10:00:00 must be greater than the Effective Date of current status log",
            await sandbox.Refusal($"<EnquiryUpdate><EnquiryNumber>{number}</EnquiryNumber><LoggedTime>2026-07-01T10:00:00+01:00</LoggedTime><EnquiryStatusCode>CLSD</EnquiryStatusCode></EnquiryUpdate>"));
        var repaired = await sandbox.Enquiry($"<EnquiryUpdate><EnquiryNumber>{number}</EnquiryNumber><StatusLogNotes>late</StatusLogNotes></EnquiryUpdate>");
        Assert.Equal(("2", "RCVD"), (repaired.Element("EnquiryLogNumber")!.Value, repaired.Element("EnquiryStatusCode")!.Value));
    }

    [Fact]
    public async Task The_offset_of_a_logged_time_is_ignored()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var enquiry = await sandbox.Enquiry(ConfirmSandbox.Light("<LoggedTime>2026-07-01T09:00:00Z</LoggedTime>"));
        Assert.Equal("2026-07-01T09:00:00", enquiry.Element("LoggedTime")!.Value);
    }

    [Fact]
    public async Task Each_update_writes_one_row_of_the_log_and_changes_only_what_it_names()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var number = await sandbox.Raise("<EnquiryDescription>Dark</EnquiryDescription><ContactName>Ann</ContactName>");
        var enquiry = await sandbox.Enquiry($"<EnquiryUpdate><EnquiryNumber>{number}</EnquiryNumber><EnquiryStatusCode>INSP</EnquiryStatusCode><ContactName></ContactName><EnquiryDocument><DocumentLocation>https://case.example/d/1</DocumentLocation></EnquiryDocument></EnquiryUpdate>");
        var kept = await sandbox.Get($"/confirm/control/enquiries/{number}");
        Assert.Equal(("INSP", "Dark", null), (enquiry.Element("EnquiryStatusCode")!.Value, enquiry.Element("EnquiryDescription")!.Value, enquiry.Element("ContactName")));
        Assert.Equal(2, kept.GetProperty("logs").GetArrayLength());
        Assert.Equal("https://case.example/d/1", kept.GetProperty("links")[0].GetProperty("location").GetString());
    }

    [Fact]
    public async Task A_change_of_subject_must_bring_its_mandatory_attributes_along()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var number = await sandbox.Raise();
        var move = $"<EnquiryNumber>{number}</EnquiryNumber><ServiceCode>HM</ServiceCode><SubjectCode>PAVE</SubjectCode>";
        Assert.EndsWith("Attribute SIZE is mandatory for Subject PAVE", await sandbox.Refusal($"<EnquiryUpdate>{move}</EnquiryUpdate>"), StringComparison.Ordinal);
        var moved = await sandbox.Enquiry($"<EnquiryUpdate><EnquiryAttribute><EnqAttribTypeCode>SIZE</EnqAttribTypeCode><EnqAttribValueCode>M</EnqAttribValueCode></EnquiryAttribute>{move}</EnquiryUpdate>");
        Assert.Equal("Broken pavement", moved.Element("SubjectName")!.Value);
    }

    [Fact]
    public async Task An_update_of_an_unknown_enquiry_is_refused()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        Assert.Equal("Validate enquiry update.77.Enquiry does not exist", await sandbox.Refusal("<EnquiryUpdate><EnquiryNumber>77</EnquiryNumber></EnquiryUpdate>"));
    }

    [Fact]
    public async Task Status_changes_hold_every_row_of_the_window_split_and_out_of_order()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var number = await sandbox.Raise("<LoggedTime>2026-03-01T08:00:00</LoggedTime>");
        await sandbox.Raise("<LoggedTime>2026-03-02T08:00:01</LoggedTime>");
        foreach (var hour in new[] { 9, 10 })
        {
            await sandbox.Enquiry($"<EnquiryUpdate><EnquiryNumber>{number}</EnquiryNumber><LoggedTime>2026-03-01T{hour.ToString("00", CultureInfo.InvariantCulture)}:00:00</LoggedTime></EnquiryUpdate>");
        }

        var response = await sandbox.Call("<GetEnquiryStatusChanges><LoggedTimeFrom>2026-03-01T08:00:00+00:00</LoggedTimeFrom><LoggedTimeTo>2026-03-02T08:00:00+00:00</LoggedTimeTo></GetEnquiryStatusChanges>");
        Assert.All(response.Descendants("UpdatedEnquiry"), updated => Assert.Equal(number, (int)updated.Element("EnquiryNumber")!));
        Assert.Equal(["3", "1", "2"], response.Descendants("EnquiryLogNumber").Select(log => log.Value));
    }

    [Fact]
    public async Task Twenty_clients_at_once_get_numbers_of_their_own()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async client =>
        {
            var raised = new List<int>();
            for (var i = 0; i < 10; i++)
            {
                raised.Add(await sandbox.Raise($"<EnquiryReference>C{client}-{i}</EnquiryReference>"));
            }

            return raised;
        }));
        Assert.Equal(200, numbers.SelectMany(raised => raised).Distinct().Count());
        var counters = await sandbox.Get("/confirm/control/counters");
        Assert.Equal((200, 0), (counters.GetProperty("enquiries").GetInt32(), counters.GetProperty("duplicates").GetInt32()));
    }
}
