using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Tests.Sandbox;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmWriteTest
{
    [Fact, Trait("row", "A8")]
    public async Task A_draft_becomes_an_enquiry()
    {
        await using var bench = await ConfirmBench.Start();
        var written = Value(await bench.Open().Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        var enquiry = await bench.Enquiry(written.Record);
        Assert.Equal("LG", enquiry.GetProperty("serviceCode").GetString());
        Assert.Equal("CAS-1", enquiry.GetProperty("reference").GetString());
        Assert.Equal("CAS-1", enquiry.GetProperty("externalSystemReference").GetString());
        Assert.Equal("1", enquiry.GetProperty("externalSystemNumber").GetString());
        Assert.Equal("1", written.Version);
        Assert.Equal("Street light not working", written.Values!["SubjectName"]);
        Assert.Null(written.Note);
    }

    [Theory, Trait("row", "A14"), Trait("row", "A13")]
    [InlineData("2026-07-01T08:30:15.9Z", "2026-07-01T09:30:15")]
    [InlineData("2026-01-01T08:30:15.1Z", "2026-01-01T08:30:15")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T01:30:00")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T01:30:00")]
    public async Task With_Set_Logged_Time_the_moment_of_the_rule_is_the_enquirys_in_the_tenants_zone(string triggered, string wall)
    {
        await using var bench = await ConfirmBench.Start();
        var draft = bench.Light("CAS-1") with { TriggeredAt = Iso(triggered) };
        var written = Value(await bench.Open(bench.Settings with { SetLoggedTime = true }).Create(draft, bench.Calls, Cancel));
        Assert.Equal(wall, (await bench.Enquiry(written.Record)).GetProperty("raisedAt").GetString());
    }

    [Fact, Trait("row", "A14")]
    public async Task Without_Set_Logged_Time_it_is_Confirms_own_clock()
    {
        var time = new SettableTime(Iso("2026-07-01T12:00:00Z"));
        await using var bench = await ConfirmBench.Start(time);
        var draft = bench.Light("CAS-1") with { TriggeredAt = time.Now.AddHours(-5) };
        var written = Value(await bench.Open().Create(draft, bench.Calls, Cancel));
        Assert.Equal("2026-07-01T13:00:00", (await bench.Enquiry(written.Record)).GetProperty("raisedAt").GetString());
        Assert.Equal("2026-07-01T13:00:00+01:00", written.Values!["LoggedTime"]);
    }

    [Fact, Trait("row", "A15")]
    public async Task A_retry_after_hours_still_says_when_the_rule_fired()
    {
        var time = new SettableTime(Iso("2026-07-01T08:00:00Z"));
        await using var bench = await ConfirmBench.Start(time);
        var connector = bench.Open(bench.Settings with { SetLoggedTime = true });
        var draft = bench.Light("CAS-1");
        await bench.Sandbox.Fault(new { kind = "throttle", operation = "NewEnquiry", count = 1 });
        Assert.Equal(FaultKind.Throttled, Fault(await connector.Create(draft, bench.Calls, Cancel)).Kind);
        time.Now = time.Now.AddHours(7);
        var written = Value(await connector.Create(draft, bench.Calls, Cancel));
        Assert.Equal("2026-07-01T09:00:00", (await bench.Enquiry(written.Record)).GetProperty("raisedAt").GetString());
    }

    [Fact, Trait("row", "A29")]
    public async Task Attributes_go_where_their_types_want_them()
    {
        await using var bench = await ConfirmBench.Start();
        var draft = bench.Draft("CAS-1", ("ServiceCode", "PK"), ("SubjectCode", "ABAN"), ("attribute:VREG", "AB12 CDE"), ("attribute:SINC", "2026-06-30T23:30:00Z"));
        var written = Value(await bench.Open().Create(draft, bench.Calls, Cancel));
        Assert.Equal("AB12 CDE", written.Values!["attribute:VREG"]);
        Assert.Equal("2026-07-01", written.Values["attribute:SINC"]);
        var pothole = Value(await bench.Open().Create(bench.Draft("CAS-2", ("ServiceCode", "HM"), ("SubjectCode", "PHS"), ("attribute:SIZE", "M"), ("attribute:LANE", "")), bench.Calls, Cancel));
        Assert.Equal("M", pothole.Values!["attribute:SIZE"]);
        Assert.False(pothole.Values.ContainsKey("attribute:LANE"));
    }

    [Fact, Trait("row", "A31"), Trait("row", "A33")]
    public async Task A_customer_travels_in_its_own_group()
    {
        await using var bench = await ConfirmBench.Start();
        var draft = bench.Light("CAS-1", ("CustomerForename", "Zoë"), ("CustomerSurname", "O’Neill & Sons"), ("CustomerTypeCode", "PUB"), ("PointOfContactCode", "CSC"), ("EnquiryMethodCode", "TEL"));
        var customer = (await bench.Enquiry(Value(await bench.Open().Create(draft, bench.Calls, Cancel)).Record)).GetProperty("customer");
        Assert.Equal("O’Neill & Sons", customer.GetProperty("CustomerSurname").GetString());
        Assert.Equal("TEL", customer.GetProperty("EnquiryMethodCode").GetString());
        var fault = Fault(await bench.Open().Create(bench.Light("CAS-2", ("CustomerForename", "Zoë")), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, "CustomerSurname"), (fault.Kind, fault.Field));
    }

    [Theory, Trait("row", "A43"), Trait("row", "A40")]
    [InlineData("SubjectCode", "SubjectCode=SK", "SL (Street light not working)")]
    [InlineData("SubjectCode", "SubjectCode=Damaged column", "It is the name of COL")]
    [InlineData("ServiceCode", "ServiceCode=LH", "LG (Street Lighting)")]
    [InlineData("EnquiryStatusCode", "EnquiryStatusCode=DONNE", "DONE (Work completed)")]
    [InlineData("EnquiryStatusCode", "EnquiryStatusCode=OLD1", "no longer in use")]
    [InlineData("AssignedOfficerCode", "AssignedOfficerCode=ASN", "ASM (Amira Smithson)")]
    [InlineData("attribute:SIZE", "attribute:SIZE=M", "does not belong to subject SL")]
    [InlineData("attribute:NOPE", "attribute:NOPE=1", "attribute type")]
    [InlineData("attribute:SEEN", "attribute:SEEN=next Tuesday", "is no date")]
    [InlineData("EnquiryX", "EnquiryX=51.5;EnquiryY=-0.12", "degrees")]
    [InlineData("LoggedTime", "LoggedTime=soon", "date and time")]
    public async Task A_wrong_value_is_told_by_field_before_anything_is_sent(string field, string changes, string said)
    {
        await using var bench = await ConfirmBench.Start();
        var pairs = changes.Split(';').Select(change => change.Split('=')).Select(pair => (pair[0], (string?)pair[1])).ToArray();
        var draft = bench.Draft("CAS-1", [.. new (string, string?)[] { ("ServiceCode", "LG"), ("SubjectCode", "SL") }.Where(pair => !pairs.Any(other => other.Item1 == pair.Item1)), .. pairs]);
        var fault = Fault(await bench.Open().Create(draft, bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, Verdict.Fail, field), (fault.Kind, fault.Verdict, fault.Field));
        Assert.Contains(said, fault.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.Sandbox.Get("/confirm/control/enquiries")).GetProperty("total").GetInt32());
    }

    [Fact, Trait("row", "A43")]
    public async Task A_missing_mandatory_attribute_is_named()
    {
        await using var bench = await ConfirmBench.Start();
        var fault = Fault(await bench.Open().Create(bench.Draft("CAS-1", ("ServiceCode", "HM"), ("SubjectCode", "PHS")), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, "attribute:SIZE"), (fault.Kind, fault.Field));
    }

    [Fact]
    public async Task Code_lists_that_cannot_be_had_hold_nobody_up()
    {
        await using var bench = await ConfirmBench.Start();
        await bench.Sandbox.Fault(new { kind = "server-error", operation = "GetEnquiryLookups" });
        var written = Value(await bench.Open().Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        Assert.Contains("unchecked", written.Note, StringComparison.Ordinal);
        var fault = Fault(await bench.Open().Create(bench.Draft("CAS-2", ("ServiceCode", "LG"), ("SubjectCode", "SK")), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, "SubjectCode"), (fault.Kind, fault.Field));
    }

    [Fact]
    public async Task A_refused_password_is_tried_once_and_parks_the_connection()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open(bench.Settings with { Password = new("wrong") });
        var fault = Fault(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        Assert.Equal((FaultKind.Credentials, Verdict.ParkConnection), (fault.Kind, fault.Verdict));
        Assert.Single(bench.Calls.Exchanges);
    }

    [Fact]
    public async Task What_XML_cannot_carry_is_taken_out_and_told()
    {
        await using var bench = await ConfirmBench.Start();
        var draft = bench.Draft("CAS-1", ("ServiceCode", "LG"), ("SubjectCode", "SL"), ("EnquiryDescription", "bell\u0007 and half\ud83d, whole \ud83d\ude00 <b>&amp;</b>\r\nnew line"));
        var written = Value(await bench.Open().Create(draft, bench.Calls, Cancel));
        Assert.Equal("bell and half, whole \ud83d\ude00 <b>&amp;</b>\r\nnew line", (await bench.Enquiry(written.Record)).GetProperty("description").GetString());
        Assert.Contains("2 characters", written.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_of_nought_is_left_out()
    {
        await using var bench = await ConfirmBench.Start();
        var written = Value(await bench.Open().Create(bench.Light("CAS-1", ("EnquiryX", "0"), ("EnquiryY", "0")), bench.Calls, Cancel));
        Assert.False((await bench.Enquiry(written.Record)).TryGetProperty("x", out var x) && x.ValueKind == System.Text.Json.JsonValueKind.String);
    }

    public static DateTimeOffset Iso(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
