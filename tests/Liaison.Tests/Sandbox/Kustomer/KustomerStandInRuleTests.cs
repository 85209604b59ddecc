using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Kustomer;

/// <summary>The stand-in is strict where the vendor is.</summary>
public sealed class KustomerStandInRuleTests
{
    [Fact]
    public async Task A_body_with_an_unknown_property_is_refused_by_its_name()
    {
        await using var sandbox = await KustomerSandbox.Start();
        (await sandbox.Send("POST", "customers", new { name = "A", colour = "red" })).Refused(400, "badparam", "colour");
        (await sandbox.Send("POST", "customers", new { name = new string('x', 257) })).Refused(400, "badparam", "name");
        (await sandbox.Send("POST", "customers", new { phones = new[] { new { type = "mobile", phone = "call me" } } })).Refused(400, "badparam", "phone");
        (await sandbox.Send("POST", "conversations", new { name = "Nobody's" })).Refused(400, "badparam", "customer");
        (await sandbox.Send("POST", "conversations", new { customer = KustomerSandbox.Hannah, status = "snoozed" })).Refused(400, "badparam", "status");
        (await sandbox.Send("POST", "conversations", "{\"customer\":")).Refused(400, "badparam", "body");
        (await sandbox.Send("GET", "nowhere")).Refused(404, "notfound");
    }

    [Fact]
    public async Task The_last_word_of_a_custom_attribute_decides_its_type()
    {
        await using var sandbox = await KustomerSandbox.Start();
        async Task<KustomerReply> Write(string custom) => await sandbox.Send("PUT", "conversations/" + KustomerSandbox.HotWater, $"{{\"custom\":{custom}}}");
        (await Write("""{"talkSecondsNum":"12"}""")).Refused(400, "badparam", "talkSecondsNum");
        (await Write("""{"recordedBool":"true"}""")).Refused(400, "badparam", "recordedBool");
        (await Write("""{"startedAt":"yesterday"}""")).Refused(400, "badparam", "startedAt");
        (await Write("""{"recordingUrl":"file"}""")).Refused(400, "badparam", "recordingUrl");
        (await Write("""{"reasonStr":"Weather"}""")).Refused(400, "badparam", "reasonStr");
        (await Write("""{"parentId":"5f4003110000000000000002"}""")).Refused(400, "badparam", "parentId");
        (await Write($$"""{"dispositionNotesTxt":"{{new string('x', 1025)}}"}""")).Refused(400, "badparam", "dispositionNotesTxt");
        Assert.Equal("/properties/custom/additionalProperties", (await Write("""{"disposition":"x"}""")).Refused(400, "badparam", "disposition").GetProperty("detail").GetString());

        (await Write("""{"talkSecondsNum":12,"recordedBool":true,"startedAt":"2026-11-21T10:00:00Z","reasonStr":"Fault"}""")).Data();
        var custom = (await Write("""{"reasonStr":null,"talkSecondsNum":13}""")).Data().GetProperty("attributes").GetProperty("custom");
        Assert.Equal((13, false), (custom.GetProperty("talkSecondsNum").GetInt32(), custom.TryGetProperty("reasonStr", out _)));
    }

    [Fact]
    public async Task A_contact_point_belongs_to_one_customer_and_a_shared_one_to_many()
    {
        await using var sandbox = await KustomerSandbox.Start();
        var phones = new[] { new { type = "mobile", phone = "+442079460958" } };
        (await sandbox.Send("POST", "customers", new { phones })).Refused(409, "conflict", "phones");
        (await sandbox.Send("POST", "customers", new { emails = new[] { new { email = "HANNAH.MARSH@example.com" } } })).Refused(409, "conflict", "emails");
        (await sandbox.Send("PUT", "customers/" + KustomerSandbox.AnneMarie, new { externalId = "C-2001" })).Refused(409, "conflict", "externalIds");
        await sandbox.Make("customers", new { sharedPhones = phones });
        await sandbox.Set(new { duplicateStatus = 400 });
        (await sandbox.Send("POST", "customers", new { phones })).Refused(400, "badparam", "phones");
    }

    [Fact]
    public async Task A_lookup_is_exact_and_a_plus_has_to_be_escaped()
    {
        await using var sandbox = await KustomerSandbox.Start();
        Assert.Equal(KustomerSandbox.Hannah, (await sandbox.Send("GET", "customers/phone=%2B442079460958")).Data().GetProperty("id").GetString());
        (await sandbox.Send("GET", "customers/phone=+442079460958")).Refused(404, "notfound", "phone");
        (await sandbox.Send("GET", "customers/phone=442079460958")).Refused(404, "notfound", "phone");
        (await sandbox.Send("GET", "customers/phone=%2B15125550110")).Refused(404, "notfound", "phone");
        Assert.Equal(KustomerSandbox.Hannah, (await sandbox.Send("GET", "customers/email=hannah.marsh%40example.com")).Data().GetProperty("id").GetString());
        Assert.Equal(KustomerSandbox.Hannah, (await sandbox.Send("GET", "customers/externalId=C-2001")).Data().GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_rev_that_is_not_the_records_is_a_conflict_and_activity_moves_it()
    {
        await using var sandbox = await KustomerSandbox.Start();
        var rev = (await sandbox.Attributes("customers/" + KustomerSandbox.Hannah)).GetProperty("rev").GetInt32();
        await sandbox.Make("conversations", new { customer = KustomerSandbox.Hannah });
        (await sandbox.Send("PUT", "customers/" + KustomerSandbox.Hannah, new { name = "H", rev, company = KustomerSandbox.Harbour })).Refused(409, "conflict", "rev");
        rev = (await sandbox.Attributes("customers/" + KustomerSandbox.Hannah)).GetProperty("rev").GetInt32();
        Assert.Equal(rev + 1, (await sandbox.Send("PUT", "customers/" + KustomerSandbox.Hannah, new { name = "H", rev, company = KustomerSandbox.Harbour })).Data().GetProperty("attributes").GetProperty("rev").GetInt32());
        Assert.Equal(rev + 1, (await sandbox.Send("PATCH", "customers/" + KustomerSandbox.Hannah, new { name = "H", company = KustomerSandbox.Harbour }, "application/json-patch+json")).Data().GetProperty("attributes").GetProperty("rev").GetInt32());
    }

    [Fact]
    public async Task A_write_that_leaves_the_company_out_takes_the_customer_out_of_it()
    {
        await using var sandbox = await KustomerSandbox.Start();
        bool Has(KustomerReply reply) => reply.Data().GetProperty("relationships").TryGetProperty("company", out _);
        Assert.True(Has(await sandbox.Send("GET", "customers/" + KustomerSandbox.Hannah)));
        Assert.True(Has(await sandbox.Send("PUT", "customers/" + KustomerSandbox.Hannah, new { name = "H", company = KustomerSandbox.Harbour })));
        Assert.False(Has(await sandbox.Send("PUT", "customers/" + KustomerSandbox.Hannah, new { name = "HM" })));
    }

    [Fact]
    public async Task An_inbound_message_opens_a_conversation_that_was_done_and_an_outbound_one_does_not()
    {
        await using var sandbox = await KustomerSandbox.Start();
        var path = "conversations/" + KustomerSandbox.HotWater;
        await sandbox.Send("PUT", path, new { status = "done" });
        await sandbox.Make(path + "/messages", new { channel = "voice", app = "liaison", direction = "out" });
        Assert.Equal("done", (await sandbox.Attributes(path)).GetProperty("status").GetString());
        await sandbox.Make(path + "/messages", new { channel = "voice", app = "liaison", direction = "in", externalId = "m-1" });
        Assert.Equal("open", (await sandbox.Attributes(path)).GetProperty("status").GetString());
        Assert.Equal((await sandbox.Send("GET", "messages/externalid=m-1")).Text, (await sandbox.Send("GET", "messages/externalId=m-1")).Text);
        (await sandbox.Send("POST", path + "/messages", new { channel = "voice", app = "liaison", createdAt = "2026-01-01T00:00:00Z" })).Refused(403, "forbidden");
        (await sandbox.Send("POST", path + "/notes", new { body = new string('x', 10_241) })).Refused(400, "badparam", "body");
    }

    [Fact]
    public async Task Tags_are_names_when_written_and_ids_when_read()
    {
        await using var sandbox = await KustomerSandbox.Start();
        var path = "conversations/" + KustomerSandbox.HotWater;
        string[] Tags(KustomerReply reply) => [.. reply.Data().GetProperty("attributes").GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)];
        var one = Assert.Single(Tags(await sandbox.Send("POST", path + "/tags", new[] { "Hot water" })));
        Assert.Matches("^[0-9a-f]{24}$", one);
        Assert.Equal(2, Tags(await sandbox.Send("POST", path + "/tags", new[] { "Hot water", "Room 12" })).Length);
        Assert.Single(Tags(await sandbox.Send("DELETE", path + "/tags", new[] { "Room 12" })));
        Assert.Equal([one], Tags(await sandbox.Send("PUT", path, new { tags = new[] { one } })));
    }

    [Fact]
    public async Task After_a_merge_the_source_is_gone_and_the_target_has_its_timeline()
    {
        await using var sandbox = await KustomerSandbox.Start();
        (await sandbox.Send("POST", "customers/merges", new { source = KustomerSandbox.Hannah, target = KustomerSandbox.AnneMarie })).Data(201);
        (await sandbox.Send("GET", "customers/" + KustomerSandbox.Hannah)).Refused(404, "notfound", "id");
        Assert.Equal(KustomerSandbox.AnneMarie, (await sandbox.Send("GET", "customers/phone=%2B442079460958")).Data().GetProperty("id").GetString());
        Assert.Equal(2, (await sandbox.Send("GET", $"customers/{KustomerSandbox.AnneMarie}/conversations")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Bulk_work_is_told_item_by_item()
    {
        await using var sandbox = await KustomerSandbox.Start("--kustomer:roles:0", "org.admin");
        object[] items = [new { _clientRef = "a", customer = KustomerSandbox.Hannah, externalId = "b-1" }, new { _clientRef = "b", customer = "5f2003110000000000009999" }];
        (await sandbox.Send("POST", "conversations/bulk", new object[] { items[0], new { customer = KustomerSandbox.Hannah } })).Refused(400, "badparam", "_clientRef");
        var job = (await sandbox.Send("POST", "conversations/bulk", items)).Data(201).GetProperty("id").GetString();
        var batch = (await sandbox.Send("GET", $"bulk/{job}/batches")).Json.GetProperty("data")[0].GetProperty("attributes");
        Assert.Equal((1, 1), (batch.GetProperty("successCount").GetInt32(), batch.GetProperty("failureCount").GetInt32()));
        Assert.Equal("complete", (await sandbox.Attributes("bulk/" + job)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_masked_attribute_is_not_shown()
    {
        await using var sandbox = await KustomerSandbox.Start("--kustomer:maskedAttributes:0", "loyaltyNumberStr");
        await sandbox.Send("PUT", "customers/" + KustomerSandbox.Hannah, new { custom = new { loyaltyNumberStr = "L-1" } });
        Assert.Equal("*****", (await sandbox.Attributes("customers/" + KustomerSandbox.Hannah)).GetProperty("custom").GetProperty("loyaltyNumberStr").GetString());
    }
}
