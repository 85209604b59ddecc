using Liaison.Core.Desk;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>Who may work.</summary>
public sealed class SeatTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A226"), Trait("row", "A253"), Trait("row", "A255")]
    public async Task With_more_agents_than_seats_only_those_beyond_are_stopped_and_told_why()
    {
        await using var floor = await DeskFloor.Open(postgres, DeskFloor.Settings with
        {
            Seats = 1, Agents = [new("jane@norchester.example"), new("joe@norchester.example"), new("kim@norchester.example", Seat: false)],
        }, workers: false);
        var (jane, joe, kim, outsider) = (await floor.Agent("jane"), await floor.Agent("joe", ready: false), await floor.Agent("kim", ready: false), await floor.Agent("otto", ready: false));
        var blocked = await DeskFloor.Be(joe, "inQueue");
        Assert.Equal((409, "no-seat"), (blocked.Status, blocked.Code));
        Assert.Contains("All 1 seats are taken", (string?)blocked.Json["detail"], StringComparison.Ordinal);
        Assert.Contains("no seat yet", (string?)(await DeskFloor.Be(kim, "inQueue")).Json["detail"], StringComparison.Ordinal);
        Assert.Contains("no seat yet", (string?)(await DeskFloor.Be(outsider, "inQueue")).Json["detail"], StringComparison.Ordinal);
        var desk = (await DeskFloor.Desk(joe)).Json;
        Assert.Equal((false, (string?)blocked.Json["detail"], "notReady"), ((bool)desk["seat"]!, (string?)desk["seatWhy"], (string?)desk["presence"]));
        Assert.True((bool)(await DeskFloor.Desk(jane)).Json["seat"]!);
        using var admin = await floor.Hub.SignIn();
        var working = (await admin.Get("/api/v1/desk/settings")).Json["working"]!;
        Assert.Equal((1, 1, "joe@norchester.example"), ((int)working["seats"]!, (int)working["given"]!, (string?)working["blocked"]!.AsArray().Single()));
    }

    [Fact, Trait("row", "A253")]
    public void While_nobody_was_chosen_everybody_may_work()
    {
        Assert.True(Seats.Has(DeskSettings.Beginning, "anybody@norchester.example"));
        Assert.False(Seats.Has(DeskSettings.Beginning with { Agents = [new("jane@norchester.example")] }, "anybody@norchester.example"));
        Assert.True(Seats.Has(DeskSettings.Beginning with { Agents = [new("Jane@norchester.example")] }, "jane@norchester.example"));
    }

    [Fact, Trait("row", "A226")]
    public async Task Our_own_contacts_go_only_to_agents_with_a_seat()
    {
        await using var floor = await DeskFloor.Open(postgres);
        var (jane, joe) = (await floor.Agent("jane"), await floor.Agent("joe"));
        await floor.Configure(DeskFloor.Settings with { Agents = [new("joe@norchester.example")] });
        await using var desk = await floor.Listen(joe);
        await floor.Arrive("chat-1");
        await desk.Next(d => d["offer"] is not null);
        await floor.Arrive("chat-2");
        await DeskFloor.Be(joe, "notReady");
        await floor.Tell("ended", "chat-1");
        await desk.Next(d => d["offer"] is null && (string?)d["presence"] == "notReady");
        var still = (await DeskFloor.Desk(jane)).Json;
        Assert.Null(still["offer"]);
        Assert.Equal((false, "inQueue"), ((bool)still["seat"]!, (string?)still["presence"]));
    }
}
