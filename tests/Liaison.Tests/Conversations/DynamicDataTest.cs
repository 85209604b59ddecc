using System.Text.Json.Nodes;
using Liaison.Core.DynamicData;
using Liaison.Core.Shared;
using Liaison.Storage.People;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Which fields of the other system's records agents see.</summary>
public sealed class DynamicDataTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A97"), Trait("row", "A98"), Trait("row", "A102")]
    public async Task Agents_see_the_fields_that_a_mapping_in_use_names_of_records_that_were_found_and_of_those_that_they_made()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Choose("support");
        await hub.Add("Contact", new { LastName = "Okafor", FirstName = "Ines", Phone = "+442079460777", Title = "Duty manager", Department = "Housing" });
        DynamicDataMapping[] wanted =
        [
            new("Lies ready", [new ShownRecord("Contact", ["FirstName"]), new ShownRecord("Lead", ["Company"])], InUse: false),
            new("At a glance", [new ShownRecord("Contact", ["Title", "Department"]), new ShownRecord("Case", ["Subject", "Status"])], "For everybody"),
        ];
        await hub.Save("dynamic-data", new DynamicDataPolicy(wanted));
        Assert.Equal(Json.Write(wanted), Json.Write(Json.Read<DynamicDataMapping[]>((await hub.Admin.Get($"/api/v1/connections/{hub.Connection}/dynamic-data")).Json["policy"]!["mappings"]!.ToJsonString())));

        // Found by a call flow, whose own variable is filled by another field.
        static object Node(string id, object node, object? exits = null) => new { id, node, exits = exits ?? new { } };
        object[] nodes =
        [
            Node("s", new { kind = "start" }, new { next = "who" }),
            Node("who", new { kind = "customerLookup", connectionId = hub.Connection.Value, withinMs = 9000, items = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "FirstName" } }, new { match = "e", noMatch = "e" }), Node("e", new { kind = "end" }),
        ];
        var made = await hub.Admin.Post("/api/v1/flows", new { name = "Main", nodes, match = new { dnis = new[] { "+44 20 7946 0000" } }, timeLimitMs = 20_000 });
        Assert.True(made.Status == 201, made.Text);
        Assert.Equal(200, (await hub.Admin.Send(HttpMethod.Post, $"/api/v1/flows/{made.Id}/publish", new { }, made.Version)).Status);
        var call = new Talk("call-1", "voice", Name: "Somebody", Company: null);
        await hub.Tell(call.Started());
        var run = await hub.Centre.Post("/api/v1/flow-runs", new { session = new { source = (string)call.Started()["source"]!, subject = "call-1" }, facts = new { ani = "+442079460777", dnis = "+442079460000" } });
        Assert.True(run.Status == 200, run.Text);
        Assert.Equal("Ines", (string?)run.Json["items"]!["name"]);
        var records = (await hub.Session("call-1"))["recognised"]!.AsArray();
        Assert.Equal("""{"Title":"Duty manager","Department":"Housing"}""", Assert.Single(records)!["values"]!.ToJsonString());

        // Made of the contact, and read again.
        await hub.Tell(call.Answered(), call.Ended());
        await hub.Delivered();
        using var agent = await hub.Agent("alice.archer@example.com");
        var shown = await agent.Get($"/api/v1/connections/{hub.Connection}/records/Case/{await hub.LinkOf("call-1", "Case")}/shown");
        Assert.Equal(["Subject", "Status"], shown.Json["items"]!.AsArray().Select(i => (string?)i!["field"]));
        Assert.Contains("Somebody", (string?)shown.Json["items"]![0]!["value"], StringComparison.Ordinal);
        // What only a mapping that lies ready names is not shown before that one is in use.
        var lead = await hub.Add("Lead", new { LastName = "Okafor", Company = "Harbour Lights" });
        async Task<int> Shown() => (await agent.Get($"/api/v1/connections/{hub.Connection}/records/Lead/{lead}/shown")).Json["items"]!.AsArray().Count;
        Assert.Equal(0, await Shown());
        await hub.Save("dynamic-data", new DynamicDataPolicy([wanted[0] with { InUse = true }]));
        Assert.Equal(1, await Shown());
    }

    [Fact, Trait("row", "A99"), Trait("row", "A100"), Trait("row", "A101")]
    public async Task There_are_five_fields_of_text_and_three_others_unless_the_connection_has_limits_of_its_own()
    {
        await using var hub = await TalkHub.Start(postgres);
        await hub.Add("Account", new { Name = "Harbour Lights", Phone = "+442079460777", Website = "https://harbour.example", Industry = "Hotels", NumberOfEmployees = 12 });
        string[] texts = ["Name", "Phone", "Website", "Industry", "BillingCity", "BillingStreet"];
        string[] others = ["NumberOfEmployees", "AnnualRevenue", "CreatedDate", "LastModifiedDate"];
        Assert.Empty(await Wrong(hub, null, [.. texts[..5], .. others[..3]]));
        Assert.Equal(["too-many At most 5 fields of text are shown; these are 6."], await Wrong(hub, null, texts));
        Assert.Equal(["too-many At most 3 fields that are no text are shown; these are 4."], await Wrong(hub, null, others));
        Assert.Equal(["too-many At most 5 fields of a record are shown here; these are 6."], await Wrong(hub, new DynamicDataLimits(5, 3, 5), [.. texts[..5], others[0]]));
        Assert.Empty(await Wrong(hub, new DynamicDataLimits(6, 4), [.. texts, .. others]));
        Assert.Equal(["out-of-range 0 to 50 fields of text, 0 to 50 others, and 0 to 100 in all can be shown."], await Wrong(hub, new DynamicDataLimits(-1, 4)));

        // Narrower limits hold for what was saved before them too.
        var type = (await hub.Get<Liaison.Hub.Road.RecordTypes>().Of((await hub.Get<Liaison.Hub.Road.Setups>().Of(hub.Tenant.Id, CancellationToken.None)).Connections[hub.Connection.Value], "Account", CancellationToken.None))!;
        Assert.Equal(["Name", "Phone", "NumberOfEmployees"], new DynamicDataLimits(2, 1).Fit(["Name", "Phone", "Website", "NumberOfEmployees", "AnnualRevenue"], type));
        Assert.Equal(["Name"], new DynamicDataLimits(5, 3, 1).Fit(texts, type));
    }

    [Fact, Trait("row", "A96"), Trait("row", "A102")]
    public async Task Dynamic_data_is_an_administrator_s_or_a_key_s_that_is_made_for_it_and_only_one_mapping_of_a_type_is_in_use()
    {
        await using var hub = await TalkHub.Start(postgres);
        using var agent = await hub.Agent("alice.archer@example.com");
        using var leader = await hub.Person("lea.leader@example.com", Role.Supervisor);
        using var key = await hub.WithKey("dynamic-data");
        using var other = await hub.WithKey("memorialisation");
        var path = $"/api/v1/connections/{hub.Connection}/dynamic-data";
        JsonNode Document(params DynamicDataMapping[] mappings) => JsonNode.Parse(Json.Write(new DynamicDataPolicy(mappings)))!;
        var one = new DynamicDataMapping("One", [new ShownRecord("Contact", ["Title"])]);
        Assert.Equal((403, 403, 403), ((await agent.Put(path, Document(one), 0)).Status, (await leader.Put(path, Document(one), 0)).Status, (await other.Put(path, Document(one), 0)).Status));
        Assert.Equal((403, 200), ((await agent.Get(path)).Status, (await leader.Get(path)).Status));
        Assert.Equal(200, (await key.Put(path, Document(one), 0)).Status);
        Assert.Equal(412, (await key.Put(path, Document(one), 0)).Status);
        async Task<string[]> Wrong(params DynamicDataMapping[] mappings) => [.. (await key.Put(path, Document(mappings), 1)).Json["problems"]!.AsArray().Select(p => $"{p!["at"]} {p["code"]}")];
        Assert.Equal(["/mappings/1/records/0/recordType in-use-twice"], await Wrong(one, one with { Name = "Two" }));
        Assert.Equal(["/mappings/0/records/1/recordType twice"], await Wrong(one with { Records = [.. one.Records, .. one.Records] }));
        Assert.Equal(["/mappings/1/name twice"], await Wrong(one, one with { InUse = false }));
        Assert.Equal(["/mappings/0/records/0/fields/1 twice"], await Wrong(one with { Records = [new ShownRecord("Contact", ["Title", "Title"])] }));
        Assert.Contains("dynamic-data.changed", (await hub.Admin.Get("/api/v1/audit")).Text, StringComparison.Ordinal);
    }

    private static async Task<string[]> Wrong(TalkHub hub, DynamicDataLimits? limits, params IReadOnlyList<string> fields)
    {
        var path = $"/api/v1/connections/{hub.Connection}/dynamic-data";
        var policy = new DynamicDataPolicy([new DynamicDataMapping("At a glance", [new ShownRecord("Account", fields)])], limits);
        var answer = await hub.Admin.Put(path, JsonNode.Parse(Json.Write(policy))!, (await hub.Admin.Get(path)).Version);
        return answer.Status == 200 ? [] : [.. answer.Json["problems"]!.AsArray().Select(p => $"{p!["code"]} {p["message"]}")];
    }
}
