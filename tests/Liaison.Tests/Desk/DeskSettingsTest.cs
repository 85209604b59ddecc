using System.Text.Json.Nodes;
using Liaison.Core.Desk;
using Liaison.Storage.People;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Desk;

/// <summary>How agents work is one document.</summary>
public sealed class DeskSettingsTest(PostgresFixture postgres)
{
    private const string Path = "/api/v1/desk/settings";

    [Fact, Trait("row", "A99"), Trait("row", "A100"), Trait("row", "A101"), Trait("row", "A107")]
    public async Task Before_anything_is_saved_five_fields_of_text_and_three_others_are_shown_and_records_open_by_themselves()
    {
        await using var hub = await Cases.CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var beginning = (await admin.Get(Path)).Json;
        Assert.Equal((0, 5, 3, null), ((int)beginning["version"]!, (int)beginning["settings"]!["dynamicData"]!["mostText"]!, (int)beginning["settings"]!["dynamicData"]!["mostOther"]!, (int?)beginning["settings"]!["dynamicData"]!["most"]));
        var wanted = Document(DeskSettings.Beginning with { DynamicData = new(5, 3, 5), AutoOpenRecords = false });
        var saved = await admin.Put(Path, wanted, 0);
        Assert.Equal((200, 1), (saved.Status, saved.Version));
        Assert.Equal("\"1\"", saved.Message.Headers.ETag!.Tag);
        Assert.Equal(5, (int)(await admin.Get(Path)).Json["settings"]!["dynamicData"]!["most"]!);
        Assert.False((bool)(await admin.Get("/api/v1/desk")).Json["settings"]!["autoOpenRecords"]!);
    }

    [Fact]
    public async Task A_change_is_made_from_the_version_that_was_seen_and_is_in_the_audit()
    {
        await using var hub = await Cases.CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var first = Document(DeskSettings.Beginning with { Seats = 7 });
        Assert.Equal((428, "if-match-required"), await Code(admin.Put(Path, first, null)));
        Assert.Equal(200, (await admin.Put(Path, first, 0)).Status);
        Assert.Equal((412, "version-conflict"), await Code(admin.Put(Path, first, 0)));
        Assert.Equal(2, (await admin.Put(Path, Document(DeskSettings.Beginning with { Seats = 8 }), 1)).Version);
        var line = (await admin.Get("/api/v1/audit")).Json["items"]![0]!;
        Assert.Equal(("desk.changed", "Ann Admin"), ((string?)line["action"], (string?)line["who"]));
        Assert.Contains("8", line["after"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_each_with_its_place_and_what_would_be_right()
    {
        await using var hub = await Cases.CaseHub.Start(postgres, workers: false);
        using var admin = await hub.SignIn();
        var wrong = DeskSettings.Beginning with
        {
            Seats = -1, OfferSeconds = 0, WrapUpSeconds = 4_000, DefaultUserEmail = "nobody", DynamicData = new(51, -1, 500), Reasons = ["Break", "break", " "],
            Queues = [new("Support", Priority: 10, Agents: ["jane"]), new("support")], Campaigns = [new("Renewals", WrapUpSeconds: -5, Script: new string('x', 20_001), Dispositions: [new("Sold", ["New", "New"])])],
            Agents = [new("jane@norchester.example", Queues: ["Suport"]), new("JANE@norchester.example")],
        };
        var answer = await admin.Put(Path, Document(wrong), 0);
        Assert.Equal((422, "invalid-desk-settings"), (answer.Status, answer.Code));
        var places = answer.Json["problems"]!.AsArray().Select(p => (string)p!["at"]!).ToList();
        Assert.Equal(
            ["/seats", "/offerSeconds", "/wrapUpSeconds", "/dynamicData/mostText", "/dynamicData/mostOther", "/dynamicData/most", "/defaultUserEmail", "/reasons/1", "/reasons/2", "/queues/1/name", "/queues/0/priority",
                "/queues/0/agents/0", "/campaigns/0/wrapUpSeconds", "/campaigns/0/script", "/campaigns/0/dispositions/0/sub/1", "/agents/0/queues/0", "/agents/1/email"], places);
        Assert.All(answer.Json["problems"]!.AsArray(), p => Assert.EndsWith(".", (string)p!["message"]!, StringComparison.Ordinal));
        Assert.Equal(0, (await admin.Get(Path)).Version);
    }

    [Fact]
    public async Task Agents_neither_see_nor_change_the_settings_and_supervisors_only_see_them()
    {
        await using var floor = await DeskFloor.Open(postgres, workers: false);
        var (agent, lead) = (await floor.Agent("jane", ready: false), await floor.Agent("lea", ready: false, Role.Supervisor));
        Assert.Equal((403, 403, 200, 403), ((await agent.Get(Path)).Status, (await agent.Put(Path, Document(DeskSettings.Beginning), 1)).Status, (await lead.Get(Path)).Status, (await lead.Put(Path, Document(DeskSettings.Beginning), 1)).Status));
        foreach (var what in new[] { "supervisor", "agents", "queues", "today" })
        {
            Assert.Equal(403, (await agent.Get($"/api/v1/desk/{what}")).Status);
        }
    }

    private static JsonNode Document(DeskSettings settings) => JsonNode.Parse(Liaison.Core.Shared.Json.Write(settings))!;

    private static async Task<(int, string?)> Code(Task<Answer> answer) => ((await answer).Status, (await answer).Code);
}
