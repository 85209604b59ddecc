using System.Net;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Connectors;

public sealed class HttpCallsTest
{
    private static readonly HttpLimits Limits = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), MaxAnswer: 1024 * 1024);

    [Theory]
    [InlineData(429, "17", FaultKind.Throttled, 17, false)]
    [InlineData(503, "120", FaultKind.Unavailable, 120, true)]
    [InlineData(503, "Wed, 01 Jul 2026 09:01:00 GMT", FaultKind.Unavailable, 60, true)]
    [InlineData(429, "Wed, 01 Jul 2026 08:00:00 GMT", FaultKind.Throttled, 0, false)]
    [InlineData(504, null, FaultKind.TimedOut, null, true)]
    [InlineData(302, null, FaultKind.Unavailable, null, false)]
    public async Task A_status_that_speaks_for_itself_is_a_fault(int status, string? retryAfter, FaultKind kind, int? seconds, bool inDoubt)
    {
        await using var server = await HostileServer.Start(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        var reply = ConfirmBench.Value(await Send(server.Address, new Calls(), time: new Sandbox.SettableTime(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero))));
        var fault = NetworkFaults.OfStatus(reply, writes: true)!;
        Assert.Equal((kind, seconds, inDoubt), (fault.Kind, (int?)fault.RetryAfter?.TotalSeconds, fault.InDoubt));
    }

    [Fact]
    public async Task A_name_that_is_not_there_leaves_no_doubt()
    {
        var fault = ConfirmBench.Fault(await Send(new Uri("http://nowhere.invalid/"), new Calls()));
        Assert.Equal((FaultKind.Unreachable, "dns", false), (fault.Kind, fault.Code, fault.InDoubt));
    }

    [Fact]
    public async Task A_server_without_TLS_leaves_no_doubt()
    {
        await using var server = await HostileServer.Start(_ => Task.CompletedTask);
        var fault = ConfirmBench.Fault(await Send(new Uri($"https://127.0.0.1:{server.Address.Port}/"), new Calls()));
        Assert.Equal((FaultKind.Unreachable, "tls", false), (fault.Kind, fault.Code, fault.InDoubt));
    }

    [Fact]
    public async Task A_refused_internal_address_is_said_in_words()
    {
        await using var server = await HostileServer.Start(_ => Task.CompletedTask);
        var fault = ConfirmBench.Fault(await Send(server.Address, new Calls(), allowInternal: false));
        Assert.Equal((FaultKind.Unreachable, "internal-address", false), (fault.Kind, fault.Code, fault.InDoubt));
        Assert.Contains("administrator of the hub", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_trickles_without_end_runs_out_of_time()
    {
        await using var slow = await HostileServer.Start(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync("a"u8.ToArray(), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(20, http.RequestAborted);
            }
        });
        var fault = ConfirmBench.Fault(await Send(slow.Address, new Calls(), Limits with { Body = TimeSpan.FromMilliseconds(300) }));
        Assert.Equal((FaultKind.TimedOut, true), (fault.Kind, fault.InDoubt));
    }

    [Fact]
    public async Task An_answer_that_lies_about_its_length_is_cut_off_at_the_limit()
    {
        await using var server = await HostileServer.Start(async http =>
        {
            var piece = new byte[64 * 1024];
            for (var sent = 0; sent < 1000; sent++)
            {
                await http.Response.Body.WriteAsync(piece, http.RequestAborted);
            }
        });
        Assert.Equal("answer-too-long", ConfirmBench.Fault(await Send(server.Address, new Calls())).Code);
    }

    [Fact]
    public async Task A_read_is_never_in_doubt_and_follows_redirects_on_its_own_host_only()
    {
        await using var other = await HostileServer.Start(_ => Task.CompletedTask);
        await using var server = await HostileServer.Start(http =>
        {
            if (http.Request.Path == "/there")
            {
                return http.Response.Body.WriteAsync("arrived"u8.ToArray()).AsTask();
            }
            http.Response.Redirect(http.Request.Path == "/away" ? other.Address.ToString() : "/there");
            return Task.CompletedTask;
        });
        using var http = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(5));
        var calls = new HttpCalls(http, TimeProvider.System, Limits, Redaction.None);
        Assert.Equal("arrived"u8.ToArray(), ConfirmBench.Value(await calls.Send(new HttpCall(HttpMethod.Get, new Uri(server.Address, "/here")), new Calls(), ConfirmBench.Cancel)).Body.ToArray());
        Assert.Equal(302, ConfirmBench.Value(await calls.Send(new HttpCall(HttpMethod.Get, new Uri(server.Address, "/away")), new Calls(), ConfirmBench.Cancel)).Status);
        Assert.Equal(0, other.Hits);
    }

    [Theory]
    [InlineData("p<a>&s\"'s")]
    [InlineData("päss wörd/+=")]
    [InlineData("eight888")]
    public void A_secret_is_dots_in_every_form_it_may_take(string password)
    {
        var redaction = Redaction.Of([new Secret(password)], "user");
        foreach (var form in new[]
        {
            password, WebUtility.HtmlEncode(password).Replace("&#39;", "&apos;", StringComparison.Ordinal), Uri.EscapeDataString(password), System.Text.Json.JsonSerializer.Serialize(password),
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(password)), "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("user:" + password)),
            new System.Xml.Linq.XElement("Password", password).ToString(),
        })
        {
            Assert.Contains(Secret.Dots, redaction.Apply($"before {form} after"), StringComparison.Ordinal);
            Assert.DoesNotContain(password, redaction.Apply($"before {form} after"), StringComparison.Ordinal);
        }
    }

    private static async Task<Outcome<HttpReply>> Send(Uri address, Calls calls, HttpLimits? limits = null, TimeProvider? time = null, bool allowInternal = true)
    {
        using var http = GuardedSockets.Client(allowInternal, TimeSpan.FromSeconds(5));
        return await new HttpCalls(http, time ?? TimeProvider.System, limits ?? Limits, Redaction.None)
            .Send(new HttpCall(HttpMethod.Post, address, Writes: true) { Content = () => new StringContent("hello") }, calls, ConfirmBench.Cancel);
    }
}
