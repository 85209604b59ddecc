using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Tests.Sandbox;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors;

public sealed class ConfirmLostWriteTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_create_is_found_among_many_and_after_a_night(bool setLoggedTime)
    {
        var time = new SettableTime(ConfirmWriteTest.Iso("2026-07-01T09:00:00Z"));
        await using var bench = await ConfirmBench.Start(time);
        var connector = bench.Open(bench.Settings with { SetLoggedTime = setLoggedTime });
        for (var other = 0; other < 23; other++)
        {
            await bench.Sandbox.Raise();
        }
        var draft = bench.Light("CAS-1");
        var since = time.Now;
        await bench.Sandbox.Fault(new { kind = "drop-reply", operation = "NewEnquiry", count = 1 });
        Assert.True(Fault(await connector.Create(draft, bench.Calls, Cancel)).InDoubt);
        time.Now = time.Now.AddHours(20);
        var found = Found(await connector.Find(draft, null, null, since, bench.Calls, Cancel))!;
        Assert.Equal("CAS-1", (await bench.Enquiry(found.Record)).GetProperty("reference").GetString());
        Assert.Equal("CAS-1", found.Values!["EnquiryReference"]);
    }

    [Fact]
    public async Task With_a_mapped_reference_what_was_said_decides_and_two_alike_are_ambiguous()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open();
        var since = bench.Time.GetUtcNow();
        var draft = bench.Light("dlv-1", ("EnquiryReference", "1001"));
        Value(await connector.Create(bench.Light("dlv-0", ("EnquiryReference", "1001"), ("SubjectCode", "DAY")) is var other
            ? other with { Fields = [.. other.Fields.Where(field => field.Value != "SL")] } : draft, bench.Calls, Cancel));
        Assert.Null(Found(await connector.Find(draft, null, null, since, bench.Calls, Cancel)));
        Value(await connector.Create(draft, bench.Calls, Cancel));
        Assert.NotNull(Found(await connector.Find(draft, null, null, since, bench.Calls, Cancel)));
        Value(await connector.Create(draft, bench.Calls, Cancel));
        Assert.Equal(FaultKind.Ambiguous, Fault(await connector.Find(draft, null, null, since, bench.Calls, Cancel)).Kind);
    }

    [Fact]
    public async Task While_Confirm_cannot_be_asked_the_doubt_remains()
    {
        await using var bench = await ConfirmBench.Start();
        await bench.Sandbox.Fault(new { kind = "server-error" });
        Assert.True(Fault(await bench.Open().Find(bench.Light("CAS-1"), null, null, bench.Time.GetUtcNow(), bench.Calls, Cancel)).InDoubt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_whose_answer_was_lost_is_found_and_one_that_never_arrived_is_not(bool setLoggedTime)
    {
        var time = new SettableTime(ConfirmWriteTest.Iso("2026-07-01T09:00:00Z"));
        await using var bench = await ConfirmBench.Start(time);
        var connector = bench.Open(bench.Settings with { SetLoggedTime = setLoggedTime });
        var created = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        time.Now = time.Now.AddMinutes(5);
        var draft = bench.Draft("CAS-1-2", ("EnquiryStatusCode", "PROG"), ("StatusLogNotes", "First\r\nsecond"));
        Assert.Null(Found(await connector.Find(draft, created.Record, created.Version, time.Now, bench.Calls, Cancel)));
        await bench.Sandbox.Fault(new { kind = "drop-reply", operation = "EnquiryUpdate", count = 1 });
        Assert.True(Fault(await connector.Update(created.Record, draft, bench.Calls, Cancel)).InDoubt);
        Assert.Equal("2", Found(await connector.Find(draft, created.Record, created.Version, time.Now, bench.Calls, Cancel))!.Version);
        Assert.Equal("2", Found(await connector.Find(draft, created.Record, null, time.Now, bench.Calls, Cancel))!.Version);
    }

    [Fact]
    public async Task Somebody_elses_change_is_not_taken_for_ours()
    {
        await using var bench = await ConfirmBench.Start();
        var connector = bench.Open();
        var created = Value(await connector.Create(bench.Light("CAS-1"), bench.Calls, Cancel));
        await bench.Sandbox.Control($"enquiries/{created.Record}/change", new { statusCode = "ASGN", notes = "By hand" });
        var draft = bench.Draft("CAS-1-2", ("EnquiryStatusCode", "PROG"), ("StatusLogNotes", "Ours"));
        Assert.Null(Found(await connector.Find(draft, created.Record, created.Version, bench.Time.GetUtcNow(), bench.Calls, Cancel)));
        var fields = bench.Draft("CAS-1-3", ("EnquiryLocation", "By the bridge"));
        Assert.Null(Found(await connector.Find(fields, created.Record, created.Version, bench.Time.GetUtcNow(), bench.Calls, Cancel)));
    }

    private static Written? Found(Outcome<Written?> outcome) => Assert.IsType<Outcome<Written?>.Success>(outcome).Value;
}
