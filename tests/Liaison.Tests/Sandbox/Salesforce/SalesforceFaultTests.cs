using System.Net;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

public sealed class SalesforceFaultTests
{
    [Theory]
    [InlineData("""{"kind":"throttle"}""", 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")]
    [InlineData("""{"kind":"throttle","concurrent":true}""", 403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests Limit exceeded.")]
    [InlineData("""{"kind":"server-error"}""", 503, "SERVER_UNAVAILABLE", null)]
    [InlineData("""{"kind":"server-error","status":500}""", 500, "UNKNOWN_EXCEPTION", null)]
    [InlineData("""{"kind":"lock"}""", 400, "UNABLE_TO_LOCK_ROW", null)]
    [InlineData("""{"kind":"error","code":"CANNOT_EXECUTE_FLOW_TRIGGER","message":"A flow failed."}""", 400, "CANNOT_EXECUTE_FLOW_TRIGGER", "A flow failed.")]
    [InlineData("""{"kind":"error","code":"QUERY_TIMEOUT","status":500}""", 500, "QUERY_TIMEOUT", null)]
    public async Task A_switch_answers_with_its_code_once(string fault, int status, string code, string? message)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(JsonSerializer.Deserialize<Dictionary<string, object>>(fault)!.Append(new("count", 1)).ToDictionary(StringComparer.Ordinal));
        var told = (await sandbox.Send("POST", "sobjects/Task", new { Subject = "Call" })).Refused(code, status);
        Assert.Equal(message ?? told, told);
        (await sandbox.Send("POST", "sobjects/Task", new { Subject = "Call" })).Made();
        Assert.Equal(1, (await sandbox.Look("counters")).GetProperty("records").GetProperty("Task").GetInt32());
    }

    [Fact]
    public async Task An_expired_token_stays_dead()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "expire-token", count = 1 });
        (await sandbox.Send("GET", "limits")).Refused("INVALID_SESSION_ID", 401);
        (await sandbox.Send("GET", "limits")).Refused("INVALID_SESSION_ID", 401);
        await sandbox.SignIn();
        (await sandbox.Send("GET", "limits")).Ok();
    }

    [Theory]
    [InlineData("refuse-credentials", "expired access/refresh token")]
    [InlineData("token-busy", "Token request is already being processed")]
    public async Task The_token_endpoint_refuses_without_revoking(string kind, string description)
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var token = (await sandbox.Control("tokens", new { })).GetProperty("refreshToken").GetString()!;
        await sandbox.Fault(new { kind, count = 1 });
        (await sandbox.Send("GET", "limits")).Ok();
        async Task<HttpResponseMessage> Refresh() => await sandbox.Http.PostAsync("/salesforce/services/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token", ["refresh_token"] = token, ["client_id"] = SalesforceSandbox.ClientId, ["client_secret"] = SalesforceSandbox.ClientSecret,
        }));
        using var refused = await Refresh();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(description, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var granted = await Refresh();
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    [Fact]
    public async Task The_edge_answers_in_HTML()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "html" });
        var answer = await sandbox.Send("GET", "limits");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_dropped_reply_loses_the_answer_but_keeps_the_record_and_the_key_shows_a_second_one()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "drop-reply", operation = "composite", count = 1 });
        object Composite(string key) => new { allOrNone = true, compositeRequest = new[] { new { method = "POST", url = "/services/data/v62.0/sobjects/Task", referenceId = "t", body = new { Subject = "Call", CallObject = key } } } };
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Send("POST", "composite", Composite("call-1")));
        Assert.Single((await sandbox.Look("keys/call-1")).GetProperty("records").EnumerateArray());

        // A caller that sends again without looking makes a duplicate, and the counters tell.
        (await sandbox.Send("POST", "composite", Composite("call-1"))).Ok();
        var counters = await sandbox.Look("counters");
        Assert.Equal(1, counters.GetProperty("duplicates").GetInt32());
        Assert.Equal(2, counters.GetProperty("duplicateKeys").GetProperty("Task.CallObject=call-1").GetArrayLength());
    }

    [Fact]
    public async Task A_reset_leaves_neither_a_record_nor_an_answer()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "reset", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Send("POST", "sobjects/Task", new { Subject = "Call" }));
        Assert.Equal(0, (await sandbox.Look("counters")).GetProperty("records").GetProperty("Task").GetInt32());
    }

    [Fact]
    public async Task A_truncated_answer_is_no_JSON_though_the_work_is_done()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "truncate", count = 1 });
        await Assert.ThrowsAnyAsync<JsonException>(() => sandbox.Send("POST", "sobjects/Task", new { Subject = "Call" }));
        Assert.Equal(1, (await sandbox.Look("counters")).GetProperty("records").GetProperty("Task").GetInt32());
    }

    [Fact]
    public async Task A_server_error_after_the_work_leaves_the_record()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "server-error", afterCommit = true, count = 1 });
        (await sandbox.Send("POST", "sobjects/Task", new { Subject = "Call" })).Refused("SERVER_UNAVAILABLE", 503);
        Assert.Equal(1, (await sandbox.Look("counters")).GetProperty("records").GetProperty("Task").GetInt32());
    }

    [Fact]
    public async Task A_slow_answer_comes_after_a_caller_lost_patience()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "slow", milliseconds = 60_000, afterCommit = true, operation = "create" });
        var waiting = sandbox.Send("POST", "sobjects/Task", new { Subject = "Call" });
        while ((await sandbox.Look("counters")).GetProperty("records").GetProperty("Task").GetInt32() == 0)
        {
            await Task.Yield();
        }

        Assert.False(waiting.IsCompleted);
        sandbox.Http.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_locked_row_inside_a_composite_undoes_the_whole()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await sandbox.Fault(new { kind = "lock", operation = "create", @object = "Task", count = 1 });
        var composite = new
        {
            allOrNone = true,
            compositeRequest = new object[]
            {
                new { method = "POST", url = "/services/data/v62.0/sobjects/Contact", referenceId = "c", body = new { LastName = "Locked" } },
                new { method = "POST", url = "/services/data/v62.0/sobjects/Task", referenceId = "t", body = new { WhoId = "@{c.id}" } },
            },
        };
        var answers = (await sandbox.Send("POST", "composite", composite)).Ok().GetProperty("compositeResponse");
        Assert.Equal(["PROCESSING_HALTED", "UNABLE_TO_LOCK_ROW"], answers.EnumerateArray().Select(one => one.GetProperty("body")[0].GetProperty("errorCode").GetString()));
        Assert.Empty(await sandbox.Column("SELECT Id FROM Contact WHERE LastName = 'Locked'", "Id"));
    }

    [Fact]
    public async Task A_day_has_only_so_many_requests()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SalesforceSandbox.Start(time, "--salesforce:dailyApiRequests", "3");
        for (var number = 1; number <= 3; number++)
        {
            Assert.Equal($"api-usage={number}/3", (await sandbox.Send("GET", "limits")).Headers["sforce-limit-info"]);
        }

        (await sandbox.Send("GET", "limits")).Refused("REQUEST_LIMIT_EXCEEDED", 403);
        time.Now = time.Now.AddHours(25);
        await sandbox.SignIn();
        Assert.Equal(2, (await sandbox.Send("GET", "limits")).Ok().GetProperty("DailyApiRequests").GetProperty("Remaining").GetInt32());
    }

    [Fact]
    public async Task Switches_are_listed_counted_and_taken_off()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        var added = await sandbox.Fault(new object[] { new { kind = "lock", operation = "delete" }, new { kind = "html", operation = "limits" } });
        await sandbox.Send("GET", "limits");
        var active = await sandbox.Look("../faults");
        Assert.Equal([0, 1], active.EnumerateArray().Select(one => one.GetProperty("struck").GetInt32()));
        using var one = await sandbox.Http.DeleteAsync("/salesforce/faults/" + added[1].GetProperty("id").GetString());
        (await sandbox.Send("GET", "limits")).Ok();
        using var all = await sandbox.Http.DeleteAsync("/salesforce/faults");
        Assert.Equal(0, (await sandbox.Look("../faults")).GetArrayLength());
    }
}
