using Liaison.Core.Deliveries;
using Xunit;

namespace Liaison.Tests.Cases;

public sealed class DeliveryDeskTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A39")]
    public async Task What_waits_can_be_cancelled_once_and_sent_again_afterwards()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        var id = (string)(await ann.Get($"/api/v1/cases/{made.Id}/deliveries")).Json["items"]![0]!["id"]!;
        var cancelled = await ann.Post($"/api/v1/deliveries/{id}/cancel");
        Assert.Equal("cancelled", (string?)cancelled.Json["state"]);
        Assert.Equal((409, "ended"), ((await ann.Post($"/api/v1/deliveries/{id}/cancel")) is var twice ? (twice.Status, twice.Code) : default));
        var again = await ann.Post($"/api/v1/deliveries/{id}/replay", new { draft = "frozen" });
        Assert.Equal("waiting", (string?)again.Json["state"]);
        Assert.Equal(["cancelled", "replayed"], again.Json["replays"]!.AsArray().Select(r => (string)r!["action"]!));
        Assert.Equal("Ann Admin", (string?)again.Json["replays"]![1]!["who"]);
    }

    [Fact]
    public async Task What_is_under_way_is_left_alone()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        var id = await hub.Sql<string>("with taken as (update queue set state = 1, owner = 'somebody' returning seq) select id from drafts where seq = (select seq from taken)");
        foreach (var wish in new (string What, object? Body)[] { ("cancel", null), ("replay", new { draft = "frozen" }), ("replay", new { draft = "rendered" }), ("link", new { record = "1" }) })
        {
            Assert.Equal("under-way", (await ann.Post($"/api/v1/deliveries/{id}/{wish.What}", wish.Body)).Code);
        }
        Assert.Equal(1, await hub.Sql<short>("select state from deliveries"));
    }

    [Fact, Trait("row", "A40")]
    public async Task A_person_says_which_record_it_is_and_the_delivery_goes_on_without_raising_another()
    {
        await using var hub = await CaseHub.Start(postgres);
        await hub.WithRules();
        hub.Ledger.Faults.Enqueue(new Fault(FaultKind.Ambiguous, "Two enquiries look alike."));
        hub.Ledger.Records["4711"] = new(StringComparer.Ordinal) { ["Version"] = "3" };
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        var log = await CaseHub.Until(() => ann.Get("/api/v1/deliveries?state=parked"), l => l["items"]!.AsArray().Count == 1);
        Assert.StartsWith("A person must decide", (string?)log.Json["items"]![0]!["summary"], StringComparison.Ordinal);
        var id = (string)log.Json["items"]![0]!["id"]!;
        Assert.Equal(200, (await ann.Post($"/api/v1/deliveries/{id}/link", new { record = "4711" })).Status);
        await CaseHub.Until(() => ann.Get($"/api/v1/deliveries/{id}"), d => (string?)d["state"] == "delivered");
        Assert.Equal("4711", (string?)(await ann.Get($"/api/v1/cases/{made.Id}")).Json["references"]![0]!["record"]);
        Assert.Single(hub.Ledger.Records);
        Assert.Equal("already-written", (await ann.Post($"/api/v1/deliveries/{id}/link", new { record = "4712" })).Code);
    }

    [Fact, Trait("row", "A41")]
    public async Task The_log_is_searched_filtered_and_paged_and_what_failed_is_sent_again_at_once()
    {
        await using var hub = await CaseHub.Start(postgres, workers: false);
        await hub.WithRules();
        using var ann = await hub.SignIn();
        for (var n = 0; n < 5; n++)
        {
            await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = $"Street {n}" } });
        }
        await hub.Sql<long>("""
            with gone as (delete from queue q using drafts p where p.seq = q.seq and p.subject_number in ('C-000002', 'C-000003') returning q.*),
            failed as (
              insert into outcomes (seq, tenant_id, connection_id, state, attempts, epoch, in_doubt, fault, updated_at)
              select seq, tenant_id, connection_id, 4, 1, 1, false, '{"kind":"validation","detail":"No."}', updated_at from gone returning seq)
            select count(*) from failed
            """);
        var first = await ann.Get("/api/v1/deliveries?limit=3");
        var second = await ann.Get($"/api/v1/deliveries?limit=3&after={first.Json["next"]}");
        Assert.Equal(["C-000005", "C-000004", "C-000003", "C-000002", "C-000001"],
            first.Json["items"]!.AsArray().Concat(second.Json["items"]!.AsArray()).Select(r => (string)r!["subjectNumber"]!));
        Assert.Null(second.Json["next"]);
        Assert.Equal((3, 2), ((int)first.Json["counts"]!["waiting"]!, (int)first.Json["counts"]!["failed"]!));
        Assert.Single((await ann.Get("/api/v1/deliveries?search=c-000002&kind=create&state=failed,dead")).Json["items"]!.AsArray());
        Assert.Empty((await ann.Get("/api/v1/deliveries?search=%25")).Json["items"]!.AsArray());
        Assert.Empty((await ann.Get("/api/v1/deliveries?to=2001-01-01T00:00:00Z")).Json["items"]!.AsArray());
        Assert.Equal(400, (await ann.Get("/api/v1/deliveries?state=lost")).Status);
        Assert.Equal(400, (await ann.Get("/api/v1/deliveries?after=nonsense!")).Status);
        Assert.Equal(2, (int)(await ann.Post("/api/v1/deliveries/replay", new { filter = new { state = "failed,delivered" }, draft = "frozen" })).Json["count"]!);
        Assert.Equal(5, (int)(await ann.Get("/api/v1/deliveries")).Json["counts"]!["waiting"]!);
    }

    [Fact, Trait("row", "A35")]
    public async Task A_person_may_apply_a_template_to_a_case()
    {
        await using var hub = await CaseHub.Start(postgres);
        using var ann = await hub.SignIn();
        var made = await ann.Post("/api/v1/cases", new { type = "pothole", values = new { place = "High Street" } });
        Assert.Equal(202, (await ann.Post($"/api/v1/cases/{made.Id}/apply", new { templateId = hub.Create.Id.Value })).Status);
        await CaseHub.Until(() => ann.Get($"/api/v1/cases/{made.Id}"), c => c["references"]!.AsArray().Count == 1);
        Assert.Equal(404, (await ann.Post($"/api/v1/cases/{made.Id}/apply", new { templateId = "tpl_x" })).Status);
    }
}
