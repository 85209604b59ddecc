using Liaison.Connectors.Ftp;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Connectors.Ftp.FtpBench;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>The client against three servers of other makers, in the clear and under TLS: vsftpd and proftpd insist that TLS sessions are resumed.</summary>
[Trait("row", "A157"), Trait("row", "A165")]
public sealed class FtpServerTest
{
    private readonly Calls calls = new();

    public static TheoryData<string, FtpSecurity> Servers => new()
    {
        { "vsftpd", FtpSecurity.None }, { "vsftpd", FtpSecurity.Explicit },
        { "proftpd", FtpSecurity.None }, { "proftpd", FtpSecurity.Explicit },
        { "pure-ftpd", FtpSecurity.None }, { "pure-ftpd", FtpSecurity.Explicit },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Files_go_there_and_come_back_byte_for_byte(string kind, FtpSecurity security)
    {
        await using var server = await RealServer.Start(kind);
        using var client = Open(server.Place(security));
        var greeting = Good(await client.Test(calls, Cancel));
        Assert.Equal(security == FtpSecurity.None ? null : server.Certificate, greeting.Certificate);
        Assert.Equal(kind == "proftpd" ? "HASH (SHA-256)" : null, greeting.Checksum);

        foreach (var (name, length) in new[] { ("recordings/2026-11-21/Zoë & co.wav", 3_000_003), ("empty.txt", 0), ("one.txt", 1), ("recordings/2026-11-21/Zoë & co.wav", 70_000) })
        {
            Assert.Equal(length, Good(await client.Store(name, new MemoryStream(Bytes(length)), length, calls, Cancel)).Length);
            Assert.Equal(Bytes(length), await File.ReadAllBytesAsync(Path.Combine(server.Files, name), Cancel));
            Assert.False(File.Exists(Path.Combine(server.Files, name + ".part")));
            using var back = new MemoryStream();
            Assert.Equal(length, Good(await client.Read(name, back, long.MaxValue, calls, Cancel)));
            Assert.Equal(Bytes(length), back.ToArray());
            Assert.True(Good(await client.Holds(name, new MemoryStream(Bytes(length)), length, calls, Cancel)));
        }
        Assert.Null(Good(await client.Size("nothing.txt", calls, Cancel)));
        Assert.InRange(Bad(await client.Read("nothing.txt", Stream.Null, long.MaxValue, calls, Cancel)).Kind, FaultKind.Permission, FaultKind.NotFound);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Two_clients_at_once_do_not_take_each_others_sessions(string kind, FtpSecurity security)
    {
        await using var server = await RealServer.Start(kind);
        using var one = Open(server.Place(security));
        using var other = Open(server.Place(security));
        await Task.WhenAll(Several(one, "one"), Several(other, "other"));
        Assert.Equal(20, Directory.GetFiles(server.Files).Length);
        Assert.All(Directory.GetFiles(server.Files), file => Assert.Equal(50_000, new FileInfo(file).Length));

        async Task Several(FtpClient client, string name)
        {
            for (var number = 0; number < 10; number++)
            {
                Good(await client.Store($"{name}{number}", new MemoryStream(Bytes(50_000)), 50_000, new Calls(), Cancel));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task An_upload_that_the_network_cut_is_taken_up_again(string kind, FtpSecurity security)
    {
        await using var server = await RealServer.Start(kind);
        using var cutter = new Cutter(Connect, number: 2, after: 1_500_000);
        using var client = new FtpClient(server.Place(security), cutter.Connect, TimeProvider.System);

        var outcome = await client.Store("cut.wav", new MemoryStream(Bytes(8_000_000)), 8_000_000, calls, Cancel);

        Assert.True(cutter.HasCut);
        Good(outcome);
        Assert.Equal(Bytes(8_000_000), await File.ReadAllBytesAsync(Path.Combine(server.Files, "cut.wav"), Cancel));
        Assert.False(File.Exists(Path.Combine(server.Files, "cut.wav.part")));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_wrong_password_parks_the_connection(string kind, FtpSecurity security)
    {
        await using var server = await RealServer.Start(kind);
        using var client = Open(server.Place(security) with { Password = new Secret("not the password") });
        Assert.Equal((FaultKind.Credentials, "ftp-530"), Kind(Bad(await client.Test(calls, Cancel))));
        Assert.DoesNotContain("not the password", string.Join('\n', calls.Exchanges), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vsftpd", "force_anon_logins_ssl=YES")]
    [InlineData("proftpd", "TLSRequired on")]
    [InlineData("pure-ftpd", "-Y2")]
    public async Task A_server_that_takes_nobody_in_the_clear_is_understood(string kind, string setting)
    {
        await using var server = await RealServer.Start(kind, setting);
        using var open = Open(server.Place(FtpSecurity.None));
        Assert.Equal((FaultKind.Credentials, "tls-wanted"), Kind(Bad(await open.Test(calls, Cancel))));
        using var secured = Open(server.Place(FtpSecurity.Explicit));
        Good(await secured.Store("secured.txt", new MemoryStream(Bytes(10)), 10, calls, Cancel));
    }

    [Fact]
    public async Task TLS_from_the_first_byte_works()
    {
        await using var server = await RealServer.Start("vsftpd", "implicit_ssl=YES");
        using var client = Open(server.Place(FtpSecurity.Implicit));
        Good(await client.Store("implicit.txt", new MemoryStream(Bytes(100_000)), 100_000, calls, Cancel));
        Assert.Equal(Bytes(100_000), await File.ReadAllBytesAsync(Path.Combine(server.Files, "implicit.txt"), Cancel));
    }

    [Theory]
    [InlineData(FtpSecurity.None)]
    [InlineData(FtpSecurity.Explicit)]
    public async Task A_used_up_quota_is_said_in_plain_words(FtpSecurity security)
    {
        await using var server = await RealServer.Start("pure-ftpd", "-N1");
        using var client = Open(server.Place(security));
        var fault = Bad(await client.Store("big.wav", new MemoryStream(Bytes(3_000_000)), 3_000_000, calls, Cancel));
        Assert.Equal((FaultKind.Unavailable, "ftp-552"), Kind(fault));
        Assert.StartsWith("The FTP server's disk is full", fault.Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(server.Files, "big.wav"));
    }

    [Theory]
    [InlineData("vsftpd", "deny_file={*.forbidden.part}")]
    [InlineData("proftpd", "PathDenyFilter \\.forbidden")]
    public async Task What_may_not_be_written_is_a_matter_of_permission(string kind, string setting)
    {
        await using var server = await RealServer.Start(kind, setting);
        using var client = Open(server.Place(FtpSecurity.Explicit));
        Assert.Equal(FaultKind.Permission, Bad(await client.Store("x.forbidden", new MemoryStream(Bytes(10)), 10, calls, Cancel)).Kind);
        Good(await client.Store("x.allowed", new MemoryStream(Bytes(10)), 10, calls, Cancel));
    }

    [Fact]
    public async Task A_server_that_will_not_resume_gets_the_file_from_the_start()
    {
        await using var server = await RealServer.Start("proftpd", "AllowStoreRestart off");
        using var cutter = new Cutter(Connect, number: 2, after: 1_500_000);
        using var client = new FtpClient(server.Place(FtpSecurity.Explicit), cutter.Connect, TimeProvider.System);
        Assert.Equal(0, Good(await client.Store("cut.wav", new MemoryStream(Bytes(8_000_000)), 8_000_000, calls, Cancel)).Resumed);
        Assert.Equal(Bytes(8_000_000), await File.ReadAllBytesAsync(Path.Combine(server.Files, "cut.wav"), Cancel));
    }

    private static FtpClient Open(FtpPlace place) => new(place, Connect, TimeProvider.System);

    private static (FaultKind, string?) Kind(Fault fault) => (fault.Kind, fault.Code);
}
