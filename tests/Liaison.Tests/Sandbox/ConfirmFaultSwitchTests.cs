using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>Each switch does what it says, to the requests it is meant for, as often as it is told.</summary>
public sealed class ConfirmFaultSwitchTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Throttling_says_when_to_come_back(int status)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "throttle", status, retryAfterSeconds = 7, count = 1 });
        using var reply = await sandbox.Post(ConfirmSandbox.Envelope(ConfirmSandbox.Light()));
        Assert.Equal((status, "7"), ((int)reply.StatusCode, reply.Headers.RetryAfter!.ToString()));
        Assert.Equal(5001, await sandbox.Raise());
    }

    [Theory]
    [InlineData(500, "text/xml")]
    [InlineData(502, "text/html")]
    public async Task A_server_error_comes_from_the_service_or_from_a_proxy_before_it(int status, string type)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "server-error", status });
        using var reply = await sandbox.Post(ConfirmSandbox.Envelope(ConfirmSandbox.Light()));
        Assert.Equal((status, type), ((int)reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Refused_credentials_look_like_a_wrong_password_and_lock_nothing()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "refuse-credentials", count = 6 });
        for (var i = 0; i < 6; i++)
        {
            Assert.Contains("PBNI", await sandbox.Refusal(ConfirmSandbox.Light()), StringComparison.Ordinal);
        }

        Assert.Equal(5001, await sandbox.Raise());
    }

    [Fact]
    public async Task A_dropped_reply_leaves_the_enquiry_and_no_answer()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "drop-reply", operation = "NewEnquiry", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Raise("<EnquiryReference>CASE-1</EnquiryReference>"));
        var found = await sandbox.Get("/confirm/control/enquiries?reference=CASE-1");
        Assert.Equal("CASE-1", Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("reference").GetString());

        // The caller that sends again without looking makes a duplicate, and the counters tell.
        await sandbox.Raise("<EnquiryReference>CASE-1</EnquiryReference>");
        var counters = await sandbox.Get("/confirm/control/counters");
        Assert.Equal([5001, 5002], counters.GetProperty("duplicateReferences").GetProperty("CASE-1").EnumerateArray().Select(number => number.GetInt32()));
    }

    [Fact]
    public async Task A_gateway_timeout_after_the_work_leaves_the_enquiry()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "server-error", status = 504, afterCommit = true });
        using var reply = await sandbox.Post(ConfirmSandbox.Envelope(ConfirmSandbox.Light()));
        Assert.Equal(HttpStatusCode.GatewayTimeout, reply.StatusCode);
        Assert.Equal(1, (await sandbox.Get("/confirm/control/counters")).GetProperty("enquiries").GetInt32());
    }

    [Fact]
    public async Task A_reset_leaves_neither_an_enquiry_nor_an_answer()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "reset", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Raise());
        Assert.Equal(0, (await sandbox.Get("/confirm/control/counters")).GetProperty("enquiries").GetInt32());
    }

    [Fact]
    public async Task A_sign_in_page_comes_with_status_200()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "login-page" });
        using var reply = await sandbox.Post(ConfirmSandbox.Envelope(ConfirmSandbox.Light()));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task An_empty_response_holds_nothing()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "empty-response" });
        Assert.Empty((await sandbox.Call(ConfirmSandbox.Light())).Elements());
    }

    [Fact]
    public async Task A_slow_answer_comes_after_a_caller_lost_patience()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "slow", milliseconds = 60_000, afterCommit = true, operation = "NewEnquiry" });
        using var patience = new CancellationTokenSource();
        var waiting = sandbox.Http.SendAsync(Request(), patience.Token);
        while ((await sandbox.Get("/confirm/control/counters")).GetProperty("enquiries").GetInt32() == 0)
        {
            await Task.Yield();
        }

        Assert.False(waiting.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, (await sandbox.Get("/confirm/control/counters")).GetProperty("enquiries").GetInt32());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_subject_disappears_from_the_lookups_and_perhaps_for_real(bool lookupsOnly, int faults)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "missing-subject", serviceCode = "LG", subjectCode = "SL", lookupsOnly });
        var lookups = await sandbox.Call("<GetEnquiryLookups/>");
        var lighting = lookups.Descendants("TypeOfService").Single(service => service.Element("ServiceCode")!.Value == "LG");
        Assert.DoesNotContain("SL", lighting.Descendants("SubjectCode").Select(code => code.Value));
        Assert.Equal(faults, (await sandbox.Call(ConfirmSandbox.Light())).Elements("Fault").Count());
    }

    [Fact]
    public async Task An_attribute_turns_mandatory_overnight()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Raise();
        await sandbox.Fault(new { kind = "mandatory-attribute", attributeCode = "COLN" });
        Assert.EndsWith("Attribute COLN is mandatory for Subject SL", await sandbox.Refusal(ConfirmSandbox.Light()), StringComparison.Ordinal);
        var type = (await sandbox.Call("<GetEnquiryLookups/>")).Descendants("EnquiryAttributeType").Single(one => one.Element("EnqAttribTypeCode")!.Value == "COLN");
        Assert.True((bool)type.Element("MandatoryFlag")!);
    }

    [Fact]
    public async Task Dates_turn_to_rubbish()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Fault(new { kind = "dates", dateForm = "garbage", count = 1 });
        Assert.Equal("31/02/yesterday", (await sandbox.Enquiry(ConfirmSandbox.Light())).Element("LoggedTime")!.Value);
    }

    [Fact]
    public async Task Chance_repeats_itself_from_the_same_seed()
    {
        var first = await Pattern(seed: 7);
        Assert.Equal(first, await Pattern(seed: 7));
        Assert.NotEqual(first, await Pattern(seed: 8));
        Assert.Contains(true, first);
        Assert.Contains(false, first);
    }

    [Fact]
    public async Task Switches_are_listed_counted_and_taken_off()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var added = await sandbox.Fault(new object[] { new { kind = "empty-response" }, new { kind = "dates" } });
        await sandbox.Call(ConfirmSandbox.Light());
        Assert.Equal(1, (await sandbox.Get("/confirm/faults"))[0].GetProperty("struck").GetInt32());
        using var one = await sandbox.Http.DeleteAsync("/confirm/faults/" + added[0].GetProperty("id").GetString());
        Assert.Equal(1, (await sandbox.Get("/confirm/faults")).GetArrayLength());
        using var all = await sandbox.Http.DeleteAsync("/confirm/faults");
        Assert.Equal(0, (await sandbox.Get("/confirm/faults")).GetArrayLength());
        using var wrong = await sandbox.Http.PostAsJsonAsync("/confirm/faults", new { kind = "earthquake" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private static async Task<bool[]> Pattern(int seed)
    {
        await using var sandbox = await ConfirmSandbox.Start("--seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await sandbox.Fault(new { kind = "empty-response", probability = 0.5 });
        var pattern = new bool[24];
        for (var i = 0; i < pattern.Length; i++)
        {
            pattern[i] = !(await sandbox.Call("<GetAllActionOfficers/>")).HasElements;
        }

        return pattern;
    }

    private static HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ConfirmSandbox.Path) { Content = new StringContent(ConfirmSandbox.Envelope(ConfirmSandbox.Light()), System.Text.Encoding.UTF8, "text/xml") };
        request.Headers.Add("SOAPAction", ConfirmSandbox.Action);
        return request;
    }
}
