using System.Net;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Kustomer;

/// <summary>Who may come in, how often, and what goes wrong on purpose.</summary>
public sealed class KustomerStandInDoorTests
{
    [Fact]
    public async Task A_key_is_refused_in_words_that_tell_why()
    {
        await using var sandbox = await KustomerSandbox.Start();
        sandbox.Key = "demo-key-eu";
        Assert.Equal("Auth token associated with pod prod2 but request is being handled by prod1", (await sandbox.Send("GET", "auth/tokens/current")).Refused(401, "unauthorized").GetProperty("title").GetString());
        sandbox.Key = "wrong";
        (await sandbox.Send("GET", "auth/tokens/current")).Refused(401, "unauthorized");
        sandbox.Key = "demo-key";
        await sandbox.Set(new { keyExpiresAt = "2020-01-01T00:00:00Z" });
        Assert.Equal("Expired token", (await sandbox.Send("GET", "auth/tokens/current")).Refused(401, "unauthorized").GetProperty("title").GetString());
        await sandbox.Set(new { keyExpiresAt = (string?)null, allowedAddresses = new[] { "10." } });
        (await sandbox.Send("GET", "auth/tokens/current")).Refused(403, "forbidden");
    }

    [Fact]
    public async Task A_key_says_its_roles_and_a_missing_one_is_refused_by_its_name()
    {
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Set(new { removedRoles = new[] { "note.create" } });
        var key = (await sandbox.Attributes("auth/tokens/current"));
        Assert.Equal(("Liaison", "-key"), (key.GetProperty("name").GetString(), key.GetProperty("lastTokenChars").GetString()));
        var roles = key.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ToList();
        Assert.Contains("org.permission.message.create", roles);
        Assert.DoesNotContain("org.permission.note.create", roles);
        Assert.Contains("org.permission.note.create", (await sandbox.Send("POST", $"conversations/{KustomerSandbox.HotWater}/notes", new { body = "x" })).Refused(403, "forbidden").GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_organisations_minute_is_counted_down_and_then_over()
    {
        var time = new SettableTime(DateTimeOffset.Parse("2026-11-21T10:00:00Z"));
        await using var sandbox = await KustomerSandbox.Start(time, "--kustomer:requestsPerMinute", "2");
        Assert.Equal("1", (await sandbox.Send("GET", "users/current")).Headers["x-ratelimit-remaining"]);
        Assert.Equal("0", (await sandbox.Send("GET", "users/current")).Headers["x-ratelimit-remaining"]);
        var busy = await sandbox.Send("GET", "users/current");
        busy.Refused(429, "toomanyrequests");
        Assert.Equal(time.Now.AddSeconds(60).ToUnixTimeSeconds().ToString(), busy.Headers["x-ratelimit-reset"]);
        Assert.False(busy.Headers.ContainsKey("Retry-After"));
        time.Now = time.Now.AddSeconds(61);
        (await sandbox.Send("GET", "users/current")).Data();
    }

    [Fact]
    public async Task One_customer_takes_so_many_conversations_a_minute_unless_they_were_imported()
    {
        var time = new SettableTime(DateTimeOffset.Parse("2026-11-21T10:00:00Z"));
        await using var sandbox = await KustomerSandbox.Start(time, "--kustomer:createsPerCustomer", "1", "--kustomer:updatesPerRecord", "1", "--kustomer:searchesPerMinute", "1");
        time.Now = time.Now.AddSeconds(61); // what stood there from the start was made in the minute before
        var made = await sandbox.Make("conversations", new { customer = KustomerSandbox.Hannah });
        time.Now = time.Now.AddSeconds(61);
        await sandbox.Make("conversations", new { customer = KustomerSandbox.AnneMarie });
        (await sandbox.Send("POST", "conversations", new { customer = KustomerSandbox.AnneMarie })).Refused(429, "toomanyrequests");
        await sandbox.Make("conversations", new { customer = KustomerSandbox.AnneMarie, importedAt = "2026-11-21T10:00:00Z" });
        (await sandbox.Send("PUT", "conversations/" + made, new { name = "a" })).Data();
        (await sandbox.Send("PUT", "conversations/" + made, new { name = "b" })).Refused(429, "toomanyrequests");
        Assert.Equal(200, (await sandbox.Send("POST", "customers/search", new { })).Status);
        (await sandbox.Send("POST", "customers/search", new { })).Refused(429, "toomanyrequests");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        await using var sandbox = await KustomerSandbox.Start();
        (await sandbox.Send("POST", "customers", new { name = new string('x', 102_400) })).Refused(413, "payloadtoolarge");
    }

    [Fact]
    public async Task Links_lead_on_from_the_origin_and_end_with_null()
    {
        await using var sandbox = await KustomerSandbox.Start();
        var next = "/v1/customers?page=1&pageSize=3";
        var seen = new List<string>();
        while (next is not null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer demo-key");
            using var answer = await sandbox.Http.SendAsync(request);
            var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
            next = page.GetProperty("links").GetProperty("next").GetString();
        }

        Assert.Equal((7, 7), (seen.Count, seen.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public async Task What_was_kept_before_the_answer_was_lost_is_found_by_its_external_id()
    {
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Fault(new { kind = "drop-reply", operation = "create", resource = "conversations", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Send("POST", "conversations", new { customer = KustomerSandbox.Hannah, externalId = "lost" }));
        (await sandbox.Send("GET", "conversations/externalId=lost")).Data();
        await sandbox.Make("conversations", new { customer = KustomerSandbox.Hannah, externalId = "lost" });
        Assert.Equal(1, (await sandbox.Look("counters")).GetProperty("duplicates").GetInt32());
        await sandbox.Set(new { uniqueExternalIds = true });
        (await sandbox.Send("POST", "conversations", new { customer = KustomerSandbox.Hannah, externalId = "lost" })).Refused(409, "conflict", "externalId");
    }

    [Theory]
    [InlineData("throttle", 429), InlineData("server-error", 503), InlineData("html", 503), InlineData("key-expired", 401), InlineData("key-deleted", 401), InlineData("pod-mismatch", 401), InlineData("address-denied", 403), InlineData("rev-conflict", 409)]
    public async Task A_switch_strikes_as_often_as_it_says(string kind, int status)
    {
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Fault(new { kind, count = 1 });
        Assert.Equal(status, (await sandbox.Send("PUT", "conversations/" + KustomerSandbox.HotWater, new { name = "x" })).Status);
        Assert.Equal(200, (await sandbox.Send("PUT", "conversations/" + KustomerSandbox.HotWater, new { name = "x" })).Status);
        Assert.Equal(0, (await sandbox.Look("../faults")).GetArrayLength());
    }

    [Fact]
    public async Task Pages_show_a_customers_timeline_and_escape_what_is_in_it()
    {
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Make($"conversations/{KustomerSandbox.HotWater}/notes", new { body = "<script>alert(1)</script>" });
        var page = await sandbox.Http.GetStringAsync($"/kustomer/app/customers/{KustomerSandbox.Hannah}/event/{KustomerSandbox.HotWater}");
        Assert.Contains("No hot water in room 12", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/records", "/records/conversation", "/records/conversation/" + KustomerSandbox.HotWater, "/switches" })
        {
            Assert.Contains("<h1>", await sandbox.Http.GetStringAsync("/kustomer" + path), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.Http.GetAsync(new Uri("/kustomer/app/customers/nobody", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Records_and_files_outlive_the_process_until_the_stand_in_is_reset()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-").FullName;
        try
        {
            string customer, file;
            await using (var sandbox = await KustomerSandbox.Start("--data", folder))
            {
                customer = await sandbox.Make("customers", new { name = "Kept", externalId = "kept" });
                file = await sandbox.Make("attachments", new { name = "a.txt", contentType = "text/plain", contentLength = 3 });
                await sandbox.Upload(file, [1, 2, 3]);
                await sandbox.Http.DeleteAsync(new Uri("/kustomer/control/records/customer/" + KustomerSandbox.AnneMarie, UriKind.Relative));
            }

            await using var again = await KustomerSandbox.Start("--data", folder);
            Assert.Equal(customer, (await again.Send("GET", "customers/externalId=kept")).Data().GetProperty("id").GetString());
            Assert.Equal(1, (await again.Send("POST", "customers/search", new { and = new { customer_external_id = new { equals = "kept" } } })).Json.GetProperty("meta").GetProperty("total").GetInt32());
            (await again.Send("GET", "customers/" + KustomerSandbox.AnneMarie)).Refused(404, "notfound", "id");
            Assert.Equal([1, 2, 3], await again.Http.GetByteArrayAsync("/kustomer/control/files/" + file));
            await again.Control("reset", new { });
            (await again.Send("GET", "customers/externalId=kept")).Refused(404, "notfound", "externalId");
            (await again.Send("GET", "customers/" + KustomerSandbox.AnneMarie)).Data();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
