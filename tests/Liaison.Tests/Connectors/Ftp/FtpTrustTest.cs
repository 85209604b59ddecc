using Liaison.Connectors.Ftp;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Connectors.Ftp.FtpBench;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>Whom the client trusts, and what it never gives away.</summary>
[Trait("row", "A164"), Trait("row", "A165")]
public sealed class FtpTrustTest
{
    [Fact]
    public async Task A_certificate_that_nobody_signed_is_refused_and_its_fingerprint_told()
    {
        await using var bench = await Start();
        var fault = Bad(await bench.Open(bench.Place(FtpSecurity.Explicit) with { PinnedCertificate = null }).Test(bench.Calls, Cancel));
        Assert.Equal((FaultKind.Unreachable, "certificate"), (fault.Kind, fault.Code));
        Assert.Contains(bench.Sandbox.Certificate, fault.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("USER", bench.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_certificate_than_the_named_one_is_refused_before_the_password_is_sent()
    {
        await using var bench = await Start();
        foreach (var security in new[] { FtpSecurity.Explicit, FtpSecurity.Implicit })
        {
            var fault = Bad(await bench.Open(bench.Place(security) with { PinnedCertificate = new string('a', 64) }).Test(bench.Calls, Cancel));
            Assert.Equal("certificate", fault.Code);
        }
        Assert.DoesNotContain("USER", bench.Log, StringComparison.Ordinal);
        Assert.Equal(0, bench.Sandbox.Site.Counters.Read().GetValueOrDefault("ftp.user"));
    }

    [Fact]
    public async Task A_fingerprint_may_be_written_as_people_write_it_and_the_host_may_be_an_address()
    {
        await using var bench = await Start();
        var written = string.Join(':', bench.Sandbox.Certificate.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
        var client = bench.Open(bench.Place(FtpSecurity.Explicit) with { Host = "127.0.0.1", PinnedCertificate = written });
        Good(await bench.Store(client, "address.bin", Bytes(1000)));
    }

    [Fact]
    public async Task Where_TLS_is_refused_neither_password_nor_file_is_sent()
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "refuse-tls" });
        var fault = Bad(await bench.Store(bench.Open(FtpSecurity.Explicit), "secret.wav", Bytes(10)));
        Assert.Equal((FaultKind.Unavailable, "tls-refused"), (fault.Kind, fault.Code));
        Assert.Contains("the password was not sent", fault.Detail, StringComparison.Ordinal);
        Assert.Equal(0, bench.Sandbox.Site.Counters.Read().GetValueOrDefault("ftp.user"));
        Assert.Empty(await bench.Sandbox.Files());
    }

    [Fact]
    public async Task Where_files_are_not_protected_none_is_sent()
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "refuse", operation = "prot", code = 534, message = "Not here." });
        Assert.Equal("tls-refused", Bad(await bench.Store(bench.Open(FtpSecurity.Explicit), "secret.wav", Bytes(10))).Code);
        Assert.Empty(await bench.Sandbox.Files());
    }

    [Fact]
    public async Task A_server_that_wants_TLS_says_so_and_the_connection_is_parked_until_it_is_switched_on()
    {
        await using var bench = await Start("--virtualObserver:tlsRequired", "true");
        var fault = Bad(await bench.Open().Test(bench.Calls, Cancel));
        Assert.Equal((FaultKind.Credentials, "tls-wanted", Verdict.ParkConnection), (fault.Kind, fault.Code, fault.Verdict));
        Good(await bench.Open(FtpSecurity.Explicit).Test(bench.Calls, Cancel));
    }

    [Theory]
    [InlineData(FtpSecurity.None)]
    [InlineData(FtpSecurity.Explicit)]
    public async Task A_refused_login_parks_the_connection_and_the_password_is_in_no_record_of_it(FtpSecurity security)
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "refuse", operation = "pass", code = 530, message = "No such password: hunter2-hunter2" });
        var fault = Bad(await bench.Open(bench.Place(security) with { Password = new Secret("hunter2-hunter2") }).Test(bench.Calls, Cancel));
        Assert.Equal((FaultKind.Credentials, Verdict.ParkConnection), (fault.Kind, fault.Verdict));
        Assert.Contains($"PASS {Secret.Dots}", bench.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", bench.Log, StringComparison.Ordinal);

        // Too short to be looked for in texts: the command itself must never be noted.
        Bad(await bench.Open(bench.Place(security) with { Password = new Secret("zq") }).Test(bench.Calls, Cancel));
        Assert.DoesNotContain("zq", bench.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_guests_is_not_taken_for_a_wrong_password()
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "refuse", operation = "pass", code = 530, message = "Sorry, the maximum number of clients (5) are already connected." });
        Assert.Equal(FaultKind.Unavailable, Bad(await bench.Open().Test(bench.Calls, Cancel)).Kind);
    }

    [Theory]
    [InlineData("a\r\nDELE everything")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("../outside")]
    [InlineData("folder/")]
    [InlineData("")]
    public async Task A_name_that_is_no_name_never_reaches_the_line(string name)
    {
        await using var bench = await Start();
        var client = bench.Open();
        Assert.Equal((FaultKind.Validation, "name"), (Bad(await bench.Store(client, name, Bytes(10))).Kind, Bad(await client.Size(name, bench.Calls, Cancel)).Code));
        Assert.Empty(bench.Calls.Exchanges);
    }

    [Fact]
    public async Task A_user_name_with_a_line_break_never_reaches_the_line()
    {
        await using var bench = await Start();
        var fault = Bad(await bench.Open(bench.Place() with { UserName = "sandbox\r\nDELE x" }).Test(bench.Calls, Cancel));
        Assert.Equal((FaultKind.Credentials, "control-character"), (fault.Kind, fault.Code));
        Assert.Empty(bench.Calls.Exchanges);
    }

    [Fact]
    public async Task Internal_addresses_are_refused_unless_the_hub_allows_them()
    {
        await using var bench = await Start();
        var guarded = GuardedSockets.Opener(allowInternalAddresses: false, TimeSpan.FromSeconds(5), TimeProvider.System);
        foreach (var host in new[] { "localhost", "127.0.0.1", "::1", "0x7f000001", "2130706433" })
        {
            var fault = Bad(await bench.Open(bench.Place() with { Host = host }, guarded).Test(bench.Calls, Cancel));
            Assert.True(fault.Code is "internal-address" or "dns", $"{host}: {fault.Code} {fault.Detail}");
        }
        Assert.Equal(0, bench.Sandbox.Site.Counters.Read().GetValueOrDefault("ftp.connections"));
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        await using var bench = await Start();
        Assert.Equal((FaultKind.Unreachable, "connect"), Kind(Bad(await bench.Open(bench.Place() with { Port = 1 }).Test(bench.Calls, Cancel))));
        Assert.Equal((FaultKind.Unreachable, "dns"), Kind(Bad(await bench.Open(bench.Place() with { Host = "no-such-host.invalid" }).Test(bench.Calls, Cancel))));
        Assert.Equal((FaultKind.Unknown, "not-ftp"), Kind(Bad(await bench.Open(bench.Place() with { Port = bench.Sandbox.Address.Port }, async (host, port, cancel) =>
        {
            var socket = await Connect(host, port, cancel);
            await socket.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), cancel);
            return socket;
        }).Test(bench.Calls, Cancel))));

        static (FaultKind, string?) Kind(Fault fault) => (fault.Kind, fault.Code);
    }
}
