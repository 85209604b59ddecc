using System.Text.Json.Nodes;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Shared;
using Liaison.Storage.People;
using Xunit;

namespace Liaison.Tests.Conversations;

/// <summary>Mappings that have names, each for its channel: saved by an administrator, and used by what is written over there.</summary>
public sealed class NamedMappingTest(PostgresFixture postgres)
{
    [Fact, Trait("row", "A73"), Trait("row", "A78"), Trait("row", "A79"), Trait("row", "A82"), Trait("row", "A93"), Trait("row", "A94"), Trait("row", "A95")]
    public async Task Calls_and_chats_are_each_written_by_their_own_mapping_as_soon_as_it_is_saved_and_in_use()
    {
        await using var hub = await TalkHub.Start(postgres);
        RecordMapping[] wanted =
        [
            Of("Calls", MappingChannels.Voice, "Contact", ("customer.name", "LastName")), Of("Calls", MappingChannels.Voice, "Case", ("session.queue", "Subject"), ("variables.order", "SuppliedCompany")),
            Of("Written", MappingChannels.Digital, "Contact", ("customer.name", "LastName")), Of("Written", MappingChannels.Digital, "Case", ("session.channel.label", "Subject")),
            Of("Lies ready", MappingChannels.Voice, "Case", ("session.externalId", "Subject")) with { InUse = false },
        ];
        await hub.Choose("support", policy => policy with { Mappings = wanted });
        var listed = (await hub.Admin.Get($"/api/v1/connections/{hub.Connection}/conversations")).Json["policy"]!["mappings"]!.AsArray();
        Assert.Equal(Json.Write(wanted), Json.Write(Json.Read<RecordMapping[]>(listed.ToJsonString())));
        Assert.Equal(["Calls", "Calls", "Written", "Written", "Lies ready"], listed.Select(m => (string?)m!["name"]));

        await hub.Tell(new Talk("call-1", "voice", Phone: "+442079460555").Started(new { Order = "A-77" }), new Talk("call-1", "voice").Answered(), new Talk("call-1", "voice").Ended());
        await hub.Tell(new Talk("chat-1", Email: "efe@adeyemi.example").Started(new { Order = "A-78" }), new Talk("chat-1").Answered(), new Talk("chat-1").Ended());
        await hub.Delivered();
        var (call, chat) = (await hub.RecordOf("call-1", "Case"), await hub.RecordOf("chat-1", "Case"));
        // The script variable is written in capitals there, and is a call's alone.
        Assert.Equal(("Housing", "A-77"), ((string?)call["Subject"], (string?)call["SuppliedCompany"]));
        Assert.Equal(("Web chat", null), ((string?)chat["Subject"], (string?)chat["SuppliedCompany"]));

        await hub.Choose("support", policy => policy with { Mappings = [.. wanted.Select(m => m.RecordType == "Case" && m.Channels == MappingChannels.Voice ? m with { Name = m.Name + "!", InUse = !m.InUse } : m)] });
        await hub.Tell(new Talk("call-2", "voice", Phone: "+442079460555").Whole);
        await hub.Delivered();
        Assert.Equal("call-2", (string?)(await hub.RecordOf("call-2", "Case"))["Subject"]);
    }

    [Fact, Trait("row", "A81"), Trait("row", "A85"), Trait("row", "A86"), Trait("row", "A92"), Trait("row", "A95")]
    public async Task What_could_never_work_is_refused_with_its_place_and_a_sentence()
    {
        await using var hub = await TalkHub.Start(postgres);
        var path = $"/api/v1/connections/{hub.Connection}/conversations";
        async Task<(string At, string Code)[]> Wrong(params RecordMapping[] mappings)
        {
            var policy = new ConversationPolicy(true, [], mappings, new PushSwitches(), new Filing());
            var answer = await hub.Admin.Put(path, JsonNode.Parse(Json.Write(policy))!, (await hub.Admin.Get(path)).Version);
            return answer.Status == 200 ? [] : [.. answer.Json["problems"]!.AsArray().Select(p => ((string)p!["at"]!, (string)p["code"]!))];
        }
        var calls = Of("Calls", MappingChannels.Voice, "Case");
        var written = Of("Written", MappingChannels.Digital, "Case");
        Assert.Equal([("/mappings/0/rows/0/source/fact", "lower-case")], await Wrong(With(calls, "variables.Order")));
        Assert.Equal([("/mappings/0/rows/0/source/fact", "voice-only")], await Wrong(With(written, "variables.order")));
        Assert.Equal([("/mappings/0/rows/0/source/fact", "required")], await Wrong(With(calls, "variables.")));
        Assert.Equal([("/mappings/0/rows/0/source/fact", "unknown-field")], await Wrong(With(calls, "voice.agentId")));
        Assert.Equal([("/mappings/1/inUse", "in-use-twice")], await Wrong(calls, calls with { Name = "Other calls" }));
        Assert.Equal([("/mappings/1/recordType", "twice")], await Wrong(calls, calls));
        Assert.Equal([("/mappings/1/name", "not-the-same")], await Wrong(calls, calls with { RecordType = "Contact", InUse = false }));
        Assert.Equal([("/mappings/0/name", "required")], await Wrong(calls with { Name = " " }));
        Assert.Empty(await Wrong(calls, calls with { Name = "Other calls", InUse = false }, written, Of("All", MappingChannels.Both, "Case")));
    }

    [Fact, Trait("row", "A72")]
    public async Task Mappings_are_an_administrator_s_or_a_key_s_that_is_made_for_them_and_for_nothing_else()
    {
        await using var hub = await TalkHub.Start(postgres);
        using var agent = await hub.Agent("alice.archer@example.com");
        using var leader = await hub.Person("lea.leader@example.com", Role.Supervisor);
        using var key = await hub.WithKey("memorialisation");
        using var other = await hub.WithKey("dynamic-data");
        var (connection, path) = ($"/api/v1/connections/{hub.Connection}", $"/api/v1/connections/{hub.Connection}/conversations");
        var policy = JsonNode.Parse(Json.Write(new ConversationPolicy(true, [], hub.Vocabulary.Mappings, new PushSwitches(), new Filing())))!;
        Assert.Equal((403, 403, 403), ((await agent.Put(path, policy, 0)).Status, (await leader.Put(path, policy, 0)).Status, (await other.Put(path, policy, 0)).Status));
        Assert.Equal((403, 200), ((await agent.Get(path)).Status, (await leader.Get(path)).Status));
        Assert.Equal(200, (await key.Put(path, policy, 0)).Status);
        Assert.Equal(200, (await key.Get(path)).Status);
        Assert.Equal((403, 403), ((await key.Get(connection)).Status, (await key.Get(connection + "/dynamic-data")).Status));
        Assert.Contains("conversations.changed", (await hub.Admin.Get("/api/v1/audit")).Text, StringComparison.Ordinal);
    }

    private static RecordMapping Of(string name, MappingChannels channels, string recordType, params (string Fact, string Field)[] rows) =>
        new(recordType, [.. rows.Select(r => new MappingRow(new RowSource(Fact: r.Fact), new RowTarget(Field: r.Field)))], [], name, null, channels);

    private static RecordMapping With(RecordMapping mapping, string fact) => mapping with { Rows = [new MappingRow(new RowSource(Fact: fact), new RowTarget(Field: "Subject"))] };
}
