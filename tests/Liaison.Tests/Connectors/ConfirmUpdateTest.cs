using Liaison.Core.Deliveries;
using Liaison.Tests.Sandbox;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmUpdateTest
{
    [Fact]
    public async Task An_update_within_the_same_second_keeps_its_status()
    {
        await using var bench = await ConfirmBench.Start(new SettableTime(ConfirmWriteTest.Iso("2026-07-01T09:00:00.2Z")));
        var connector = bench.Open(bench.Settings with { SetLoggedTime = true });
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        var written = Value(await connector.Update(number, bench.Draft("CAS-1-2", ("EnquiryStatusCode", "PROG"), ("StatusLogNotes", "On it")), bench.Calls, Cancel));
        Assert.Contains("moved from 2026-07-01T10:00:00+01:00 to 2026-07-01T10:00:01+01:00", written.Note, StringComparison.Ordinal);
        Assert.Equal("PROG", written.Values!["EnquiryStatusCode"]);
        Assert.Equal("2", written.Version);
        var log = (await bench.Enquiry(number)).GetProperty("logs")[1];
        Assert.Equal(("PROG", "On it", "2026-07-01T10:00:01"), (log.GetProperty("statusCode").GetString(), log.GetProperty("notes").GetString(), log.GetProperty("loggedAt").GetString()));
    }

    [Fact]
    public async Task A_late_update_does_not_undo_what_somebody_changed_since()
    {
        var time = new SettableTime(ConfirmWriteTest.Iso("2026-07-01T09:00:00Z"));
        await using var bench = await ConfirmBench.Start(time);
        var connector = bench.Open(bench.Settings with { SetLoggedTime = true });
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        time.Now = time.Now.AddMinutes(1);
        var late = bench.Draft("CAS-1-2", ("EnquiryStatusCode", "PROG"), ("StatusLogNotes", "Old news"));
        time.Now = time.Now.AddMinutes(1);
        await bench.Sandbox.Control($"enquiries/{number}/change", new { statusCode = "CLSD", user = "DESKTOP" });
        time.Now = time.Now.AddMinutes(1);
        var written = Value(await connector.Update(number, late, bench.Calls, Cancel));
        Assert.Contains("its status was not set to PROG", written.Note, StringComparison.Ordinal);
        Assert.Equal("CLSD", written.Values!["EnquiryStatusCode"]);
        Assert.Equal("Old news", (await bench.Enquiry(number)).GetProperty("logs")[2].GetProperty("notes").GetString());

        // With nothing left to say, nothing is written: the log gets no empty row.
        var statusOnly = Value(await connector.Update(number, bench.Draft("CAS-1-3", ("EnquiryStatusCode", "PROG")) with { TriggeredAt = late.TriggeredAt }, bench.Calls, Cancel));
        Assert.Contains("its status was not set to PROG", statusOnly.Note, StringComparison.Ordinal);
        Assert.Equal(3, (await bench.Enquiry(number)).GetProperty("logs").GetArrayLength());
    }

    [Fact]
    public async Task A_later_log_of_our_own_does_not_cost_the_status()
    {
        var time = new SettableTime(ConfirmWriteTest.Iso("2026-07-01T09:00:00Z"));
        await using var bench = await ConfirmBench.Start(time);
        var connector = bench.Open(bench.Settings with { SetLoggedTime = true });
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        time.Now = time.Now.AddMinutes(1);
        var waiting = bench.Draft("CAS-1-2", ("EnquiryStatusCode", "PROG"));
        time.Now = time.Now.AddMinutes(1);
        Value(await connector.Attach(number, bench.Draft("att-1") with { File = new DraftFile("att_1", "a.jpg", "", "image/jpeg", 1, "https://cases.example/1") }, bench.Calls, Cancel));
        Assert.Equal("PROG", Value(await connector.Update(number, waiting, bench.Calls, Cancel)).Values!["EnquiryStatusCode"]);
    }

    [Fact]
    public async Task Empty_values_clear_texts_and_leave_codes_alone()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open();
        var number = Value(await connector.Create(bench.Light("CAS-1", ("ContactName", "Ann")), bench.Calls, Cancel)).Record;
        Value(await connector.Update(number, bench.Draft("CAS-1-2", ("ContactName", ""), ("EnquiryStatusCode", ""), ("EnquiryDescription", null)), bench.Calls, Cancel));
        var enquiry = await bench.Enquiry(number);
        Assert.NotEqual("Ann", enquiry.TryGetProperty("contactName", out var name) ? name.GetString() : null);
        Assert.Equal("The lamp is out", enquiry.GetProperty("description").GetString());
    }

    [Fact]
    public async Task An_update_of_nothing_is_not_sent()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open();
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        Assert.Contains("Nothing was sent", Value(await connector.Update(number, bench.Draft("CAS-1-2", ("StatusLogNotes", null)), bench.Calls, Cancel)).Note, StringComparison.Ordinal);
        Assert.Equal(1, (await bench.Enquiry(number)).GetProperty("logs").GetArrayLength());
    }

    [Fact]
    public async Task An_enquiry_that_is_not_there_is_not_found()
    {
        await using var bench = await ConfirmBench.Start();
        Assert.Equal(FaultKind.NotFound, Fault(await bench.Open().Update("4711", bench.Draft("CAS-1", ("StatusLogNotes", "x")), bench.Calls, Cancel)).Kind);
        Assert.Equal(FaultKind.NotFound, Fault(await bench.Open().Read("Enquiry", "4711", bench.Calls, Cancel)).Kind);
    }

    [Theory, Trait("row", "A13")]
    [InlineData("plain")]
    [InlineData("utc")]
    [InlineData("offset")]
    [InlineData("fraction")]
    public async Task Times_come_back_with_the_tenants_offset_however_they_are_written(string form)
    {
        await using var bench = await ConfirmBench.Start(new SettableTime(ConfirmWriteTest.Iso("2026-07-01T09:00:00Z")));
        var connector = bench.Open();
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        await bench.Sandbox.Control("settings", new { dates = form });
        Assert.Equal("2026-07-01T10:00:00+01:00", Value(await connector.Read("Enquiry", number, bench.Calls, Cancel)).Values["EnquiryLogTime"]);
    }

    [Fact]
    public async Task A_time_that_is_none_stays_as_it_came()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open();
        var number = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel)).Record;
        await bench.Sandbox.Control("settings", new { dates = "garbage" });
        Assert.Equal("31/02/yesterday", Value(await connector.Read("Enquiry", number, bench.Calls, Cancel)).Values["LoggedTime"]);
    }
}
