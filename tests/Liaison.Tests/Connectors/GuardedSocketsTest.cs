using System.Net;
using System.Net.Sockets;
using Liaison.Connectors.Http;
using Xunit;

namespace Liaison.Tests.Connectors;

public sealed class GuardedSocketsTest
{
    /// <summary>Hosts that all lead inward, written in the ways that have fooled others.</summary>
    private static readonly string[] Hosts =
    [
        "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "017700000001", "0177.1", "0177.0.0.1", "127.0.0.1.", "localhost", "LOCALHOST",
        "localhost.", "user:pw@127.0.0.1", "example.com@127.0.0.1", "127%2e0%2e0%2e1", "１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1", "0", "0.0.0.0", "00000000", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]",
        "[0000::0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
        "[2001:0:7f00:1::]", "[::ffff:0:127.0.0.1]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd00::1]", "[fd12:3456:789a::1]", "[fec0::1]", "[ff02::1]", "[100::1]", "[2001:db8::1]", "[fd00:ec2::254]",
        "10.0.0.1", "10.255.255.255", "167772161", "0xa000001", "012.0.0.1", "172.16.0.1", "172.31.255.255", "0xac100001", "192.168.0.1", "192.168.255.255", "0xc0a80001", "3232235521", "100.64.0.1",
        "100.127.255.255", "169.254.0.1", "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "169.254.170.2",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "0.1.2.3", "[::ffff:10.0.0.1]", "[::ffff:192.168.1.1]", "[::10.0.0.1]", "[2002:a00:1::]", "[2002:c0a8:101::]", "[64:ff9b::10.0.0.1]", "inside.example", "rebind.example", "xn--inside-9ua.example",
    ];

    public static TheoryData<string> Urls => [.. Hosts.SelectMany(host => new[] { $"http://{host}:{{0}}/", $"http://{host}:{{0}}/a?b#c", $"http://{host}:0{{0}}/" })];

    [Fact]
    public async Task Not_one_of_three_hundred_addresses_reaches_the_canary()
    {
        await using var canary = await HostileServer.Start(_ => Task.CompletedTask);
        using var client = GuardedSockets.Client(allowInternalAddresses: false, TimeSpan.FromSeconds(5), Names);
        var refused = 0;
        foreach (var url in Urls.Select(row => string.Format(null, row.Data, canary.Address.Port)))
        {
            if (Uri.TryCreate(url, UriKind.Absolute, out var address))
            {
                var wrong = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(address, TestContext.Current.CancellationToken));
                refused += wrong.InnerException is InternalAddressException ? 1 : 0;
            }
        }
        Assert.Equal(0, canary.Hits);
        Assert.True(refused >= 200, $"The guard itself refused {refused} of {Urls.Count}.");
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_asked_once_and_the_checked_address_is_called()
    {
        await using var canary = await HostileServer.Start(_ => Task.CompletedTask);
        var asked = 0;
        using var client = GuardedSockets.Client(allowInternalAddresses: false, TimeSpan.FromMilliseconds(500), (_, _) =>
            Task.FromResult(new[] { IPAddress.Parse(asked++ == 0 ? "192.168.1.1" : "127.0.0.1") }));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://rebind.example:{canary.Address.Port}/"), TestContext.Current.CancellationToken));
        Assert.IsType<InternalAddressException>(refused.InnerException);
        Assert.Equal((1, 0), (asked, canary.Hits));
    }

    [Fact]
    public async Task A_connection_for_another_protocol_is_under_the_same_guard_and_ends_in_time()
    {
        await using var canary = await HostileServer.Start(_ => Task.CompletedTask);
        var guarded = GuardedSockets.Opener(allowInternalAddresses: false, TimeSpan.FromSeconds(5), TimeProvider.System, Names);
        foreach (var host in new[] { "127.0.0.1", "::ffff:127.0.0.1", "inside.example", "169.254.169.254" })
        {
            await Assert.ThrowsAsync<InternalAddressException>(() => guarded(host, canary.Address.Port, TestContext.Current.CancellationToken));
        }
        Assert.Equal(0, canary.Hits);

        var hanging = GuardedSockets.Opener(allowInternalAddresses: true, TimeSpan.FromMilliseconds(50), TimeProvider.System, async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return [];
        });
        var late = await Assert.ThrowsAsync<SocketException>(() => hanging("slow.example", 21, TestContext.Current.CancellationToken));
        Assert.Equal(SocketError.TimedOut, late.SocketErrorCode);
    }

    [Fact]
    public async Task A_redirect_inward_is_not_followed()
    {
        await using var canary = await HostileServer.Start(_ => Task.CompletedTask);
        await using var outside = await HostileServer.Start(http =>
        {
            http.Response.Redirect(canary.Address.ToString());
            return Task.CompletedTask;
        });
        using var client = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(5));
        using var answer = await client.GetAsync(outside.Address, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, 0), (answer.StatusCode, canary.Hits));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::1", true)]
    [InlineData("fd12::1", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    public void Where_internal_addresses_are_allowed_the_ones_that_tell_machines_secrets_still_are_not(string address, bool may) =>
        Assert.Equal(may, InternalAddresses.MayCall(IPAddress.Parse(address), allowInternal: true));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("51.140.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void Public_addresses_may_be_called(string address) => Assert.True(InternalAddresses.MayCall(IPAddress.Parse(address), allowInternal: false));

    private static Task<IPAddress[]> Names(string host, CancellationToken cancel) => host is "inside.example" or "xn--inside-9ua.example" or "rebind.example"
        ? Task.FromResult(new[] { IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("::ffff:127.0.0.1") }) : Dns.GetHostAddressesAsync(host, cancel);
}
