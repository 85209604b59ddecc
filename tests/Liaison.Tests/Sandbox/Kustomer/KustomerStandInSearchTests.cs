using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Kustomer;

public sealed class KustomerStandInSearchTests
{
    private static string[] Ids(KustomerReply reply) => [.. reply.Data().EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];

    [Fact]
    public async Task A_number_is_searched_as_an_own_one_and_as_a_shared_one()
    {
        await using var sandbox = await KustomerSandbox.Start();
        Task<KustomerReply> Search(string number) => sandbox.Send("POST", "customers/search", new { queryContext = "customer", or = new object[] { new { customer_phone = new { equals = number } }, new { customer_shared_phone = new { equals = number } } } });
        Assert.Equal([KustomerSandbox.Hannah], Ids(await Search("+442079460958")));
        Assert.Equal(2, Ids(await Search("+15125550110")).Length);
        Assert.Empty(Ids(await Search("+15125550111")));
    }

    [Fact]
    public async Task Contains_finds_whole_words_only()
    {
        await using var sandbox = await KustomerSandbox.Start();
        Task<KustomerReply> Search(string words) => sandbox.Send("POST", "customers/search", new { and = new { customer_any_text = new { contains = words } } });
        Assert.Equal([KustomerSandbox.Hannah], Ids(await Search("hannah")));
        Assert.Equal([KustomerSandbox.Hannah], Ids(await Search("marsh hannah")));
        Assert.Empty(Ids(await Search("hann")));
    }

    [Fact]
    public async Task Search_lags_behind_lookups()
    {
        var time = new SettableTime(DateTimeOffset.Parse("2026-11-21T10:00:00Z"));
        await using var sandbox = await KustomerSandbox.Start(time, "--kustomer:searchLagSeconds", "30");
        await sandbox.Make("customers", new { name = "New", externalId = "new" });
        (await sandbox.Send("GET", "customers/externalId=new")).Data();
        Task<KustomerReply> Search() => sandbox.Send("POST", "customers/search", new { and = new { customer_external_id = new { equals = "new" } } });
        Assert.Empty(Ids(await Search()));
        time.Now = time.Now.AddSeconds(31);
        Assert.Single(Ids(await Search()));
    }

    [Fact]
    public async Task Any_kind_of_record_is_searched_at_one_address()
    {
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Send("PUT", "conversations/" + KustomerSandbox.HotWater, new { custom = new { interactionIdStr = "i-9", talkSecondsNum = 61 } });
        Assert.Equal([KustomerSandbox.HotWater], Ids(await sandbox.Send("POST", "customers/search", new { queryContext = "conversation", and = new object[] { new { conversation_custom_interactionIdStr = new { equals = "i-9" } }, new { conversation_custom_talkSecondsNum = new { gt = 60 } } } })));
        Assert.Equal([KustomerSandbox.HotWater], Ids(await sandbox.Send("POST", "customers/search", new { queryContext = "conversation", and = new { customer_email = new { equals = "hannah.marsh@example.com" } } })));
        Assert.Equal([KustomerSandbox.Hannah], Ids(await sandbox.Send("POST", "customers/search", new { queryContext = "customer", and = new { conversation_name = new { contains = "water" } } })));
        Assert.Single(Ids(await sandbox.Send("POST", "customers/search", new { queryContext = "kobject_order", and = new { kobject_custom_order_orderTotalNum = new { gte = 64 } } })));
        Assert.Equal(7, Ids(await sandbox.Send("POST", "customers/search", new { and = new { customer_updated_at = new { gte = "2026-01-01" } }, not = new { customer_gender = new { equals = "m" } }, timeZone = "Europe/Warsaw" })).Length);
    }

    [Fact]
    public async Task A_search_is_held_to_its_limits_while_its_links_promise_more()
    {
        await using var sandbox = await KustomerSandbox.Start();
        (await sandbox.Send("POST", "customers/search?page=101", new { })).Refused(400, "badparam", "page");
        (await sandbox.Send("POST", "customers/search?page=21&pageSize=500", new { })).Refused(400, "badparam", "page");
        (await sandbox.Send("POST", "customers/search?pageSize=501", new { })).Refused(400, "badparam", "pageSize");
        (await sandbox.Send("POST", "customers/search", new { query = "x" })).Refused(400, "badparam", "query");
        (await sandbox.Send("POST", "customers/search", new { and = new { customer_shoe_size = new { equals = 4 } } })).Refused(400, "badparam", "customer_shoe_size");
        (await sandbox.Send("POST", "customers/search", new { and = new { customer_name = new { like = "x" } } })).Refused(400, "badparam", "customer_name");
        var page = await sandbox.Send("POST", "customers/search?page=100&pageSize=1", new { });
        Assert.Equal((0, 7), (Ids(page).Length, page.Json.GetProperty("meta").GetProperty("totalPages").GetInt32()));
    }

    [Theory]
    [InlineData("""{"and": [{"customer_name": {"prefix": "x"}}]}""", "customer_name")]
    [InlineData("""{"and": [{"customer_name": {"not_equals": "x"}}]}""", "customer_name")]
    [InlineData("""{"and": [{"customer_name": {"gt": "x"}}]}""", "customer_name")]
    [InlineData("""{"and": [{"customer_name": {"equals": 4}}]}""", "customer_name")]
    [InlineData("""{"and": [{"customer_name": {"equals": ["x"]}}]}""", "customer_name")]
    [InlineData("""{"and": [{"customer_name": {"in": []}}]}""", "customer_name")]
    [InlineData("""{"and": [{"customer_name": {"equals": "x", "contains": "y"}}]}""", "customer_name")]
    [InlineData("""{"and": [{"customer_name": {"contains": "x"}, "customer_email": {"contains": "x"}}]}""", "customer_name")]
    [InlineData("""{"and": [{"or": [{"customer_name": {"contains": "x"}}]}]}""", "or")]
    [InlineData("""{"and": [{"customer_phone": {"equals": "0049 30"}}]}""", "customer_phone")]
    [InlineData("""{"and": [{"customer_email": {"equals": "nobody"}}]}""", "customer_email")]
    [InlineData("""{"and": [{"customer_created_at": {"gte": "yesterday"}}]}""", "customer_created_at")]
    [InlineData("""{"and": [{"conversation_priority": {"gte": "3"}}]}""", "conversation_priority")]
    [InlineData("""{"and": [{"customer_status": {"equals": "open"}}]}""", "customer_status")]
    [InlineData("""{"and": [{"customer_custom_hatStr": {"equals": "x"}}]}""", "customer_custom_hatStr")]
    [InlineData("""{"and": [{"kobject_custom_order_hatStr": {"equals": "x"}}]}""", "kobject_custom_order_hatStr")]
    [InlineData("""{"queryContext": "kobject_boat", "and": [{"kobject_title": {"contains": "x"}}]}""", "queryContext")]
    [InlineData("""{"queryContext": "boat"}""", "queryContext")]
    [InlineData("""{"sort": [{"customer_name": "up"}]}""", "customer_name")]
    public async Task Attributes_operators_and_values_that_are_not_documented_are_refused_by_name(string body, string parameter)
    {
        await using var sandbox = await KustomerSandbox.Start();
        (await sandbox.Send("POST", "customers/search", body)).Refused(400, "badparam", parameter);
    }

    [Fact]
    public async Task What_is_marked_as_deleted_is_found_only_when_asked_for()
    {
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Send("PUT", "conversations/" + KustomerSandbox.HotWater, new { deleted = true });
        Task<KustomerReply> Search(bool deleted) => sandbox.Send("POST", "customers/search", new { queryContext = "conversation", and = new { conversation_name = new { contains = "water" } }, includeDeleted = deleted });
        Assert.Empty(Ids(await Search(false)));
        Assert.Single(Ids(await Search(true)));
    }

    [Fact]
    public async Task A_search_that_ran_out_of_time_says_so_and_gives_a_part()
    {
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Fault(new { kind = "search-timed-out", count = 1 });
        var reply = await sandbox.Send("POST", "customers/search", new { });
        Assert.True(reply.Json.GetProperty("meta").GetProperty("timed_out").GetBoolean());
        Assert.Empty(Ids(reply));
        Assert.Equal(7, Ids(await sandbox.Send("POST", "customers/search", new { })).Length);
    }
}
