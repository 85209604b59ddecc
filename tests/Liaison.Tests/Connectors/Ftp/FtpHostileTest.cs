using System.Net;
using System.Net.Sockets;
using Liaison.Connectors.Ftp;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Xunit;
using static Liaison.Tests.Connectors.Ftp.FtpBench;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>Servers that no honest one is like: none may hang us, fill the memory, or be told what is not for it.</summary>
[Trait("row", "A157")]
public sealed class FtpHostileTest
{
    private static readonly FtpTimes Short = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
    private readonly Liaison.Core.Connecting.Calls calls = new();

    [Fact]
    public async Task A_line_without_end_is_given_up()
    {
        await using var server = HostileFtp.Start((guest, cancel) => Endlessly(guest, "220 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"u8.ToArray(), cancel));
        var fault = Bad(await Store(server));
        Assert.Equal((FaultKind.Unknown, "not-ftp", false), (fault.Kind, fault.Code, fault.InDoubt));
    }

    [Fact]
    public async Task An_answer_of_lines_without_end_is_given_up()
    {
        await using var server = HostileFtp.Start((guest, cancel) => Endlessly(guest, "220-and another\r\n"u8.ToArray(), cancel));
        Assert.Equal((FaultKind.Unknown, "not-ftp"), Kind(Bad(await Store(server))));
    }

    [Fact]
    public async Task A_greeting_that_is_promised_and_promised_is_not_waited_for_for_ever()
    {
        await using var server = HostileFtp.Start((guest, cancel) => Endlessly(guest, "120 In a minute\r\n"u8.ToArray(), cancel));
        Assert.Equal((FaultKind.Unavailable, "ftp-120"), Kind(Bad(await Store(server))));
    }

    [Fact]
    public async Task One_who_never_says_a_word_is_left()
    {
        await using var server = HostileFtp.Start((_, cancel) => Task.Delay(Timeout.Infinite, cancel));
        Assert.Equal((FaultKind.TimedOut, "timeout"), Kind(Bad(await Store(server))));
    }

    [Theory]
    [InlineData("220")]
    [InlineData("999 What")]
    [InlineData("-20 What")]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("SSH-2.0-OpenSSH_9.6")]
    [InlineData("\0\0\0\0")]
    public async Task Another_language_is_told_as_such_and_the_password_kept(string greeting)
    {
        var heard = new List<string>();
        await using var server = HostileFtp.Start(async (guest, cancel) =>
        {
            await guest.Say(greeting, cancel);
            while (await guest.Hear(cancel) is { } said)
            {
                heard.Add(said);
                await guest.Say("\u0001\u0002", cancel);
            }
        });
        Assert.Equal((FaultKind.Unknown, "not-ftp"), Kind(Bad(await Store(server))));
        Assert.DoesNotContain(heard, said => said.Contains(Password, StringComparison.Ordinal) && said.StartsWith("PASS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_said_in_the_clear_before_TLS_is_not_taken_for_what_comes_after()
    {
        await using var server = HostileFtp.Start(async (guest, cancel) =>
        {
            await guest.Say("220 Come in.", cancel);
            await guest.Hear(cancel);
            await guest.Send("234 Begin.\r\n230 You are in already.\r\n"u8.ToArray(), cancel);
            await guest.Hear(cancel);
        });
        var fault = Bad(await Store(server, FtpSecurity.Explicit));
        Assert.Equal((FaultKind.Unknown, "not-ftp"), Kind(fault));
        Assert.Contains("in the clear", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("229 (|||0|)", "227 (1,2)")]
    [InlineData("229 (|||99999|)", "227 (1,2,3,4,999,1)")]
    [InlineData("229 (|||-1|)", "227 nothing at all")]
    [InlineData("229", "500 No.")]
    public async Task A_door_that_cannot_be_is_a_fault(string extended, string passive)
    {
        await using var server = Polite(said => said.Split(' ')[0] switch { "EPSV" => extended, "PASV" => passive, _ => null });
        var fault = Bad(await Store(server));
        Assert.Contains(fault.Kind, new[] { FaultKind.Unknown, FaultKind.Refused });
        Assert.False(fault.InDoubt);
    }

    [Theory]
    [InlineData("550 You said {0}, did you not?")]
    [InlineData("530 {0} is no password of mine.")]
    [InlineData("500-What is {0}?\r\n500 No.")]
    public async Task A_server_that_repeats_the_password_does_not_get_it_into_the_log(string answer)
    {
        await using var server = Polite(said => said.StartsWith("PASS", StringComparison.Ordinal) ? string.Format(System.Globalization.CultureInfo.InvariantCulture, answer, Password) : null);
        var fault = Bad(await Store(server));
        Assert.DoesNotContain(Password, fault.ToString(), StringComparison.Ordinal);
        Assert.All(calls.Exchanges, exchange => Assert.DoesNotContain(Password, exchange.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_without_end_is_not_read_to_its_end()
    {
        using var door = HostileFtp.File();
        long sent = 0;
        await using var server = Polite(said => said.Split(' ')[0] switch
        {
            "EPSV" => $"229 (|||{((IPEndPoint)door.LocalEndpoint).Port}|)",
            "RETR" => "150 Here it comes.",
            _ => null,
        });
        var pouring = Pour();
        var into = new MemoryStream();
        using var client = new FtpClient(Place(server), FtpBench.Connect, TimeProvider.System);
        var fault = Bad(await client.Read("endless.json", into, 64 * 1024, calls, Cancel));
        Assert.Equal((FaultKind.Unknown, "too-long"), Kind(fault));
        Assert.InRange(into.Length, 0, 64 * 1024);
        await pouring;
        Assert.True(sent < 100_000_000, $"{sent:N0} bytes were taken.");

        async Task Pour()
        {
            using var taker = await door.AcceptSocketAsync(Cancel);
            var piece = new byte[64 * 1024];
            try
            {
                while (sent < 100_000_000)
                {
                    sent += await taker.SendAsync(piece, Cancel);
                }
            }
            catch (SocketException)
            {
                // The guest has had enough, as hoped.
            }
        }
    }

    [Fact]
    public async Task A_server_that_says_it_has_everything_before_it_was_sent_is_not_believed()
    {
        using var door = HostileFtp.File();
        await using var server = Polite(said => said.Split(' ')[0] switch
        {
            "EPSV" => $"229 (|||{((IPEndPoint)door.LocalEndpoint).Port}|)",
            "STOR" => "150 Send it.\r\n226 I have it.",
            "SIZE" => "213 5",
            _ => null,
        });
        var fault = Bad(await Store(server));
        Assert.Equal((FaultKind.Unreachable, "size"), Kind(fault));
    }

    private static HostileFtp Polite(Func<string, string?> answer) => HostileFtp.Start(async (guest, cancel) =>
    {
        await guest.Say("220 Come in.", cancel);
        while (await guest.Hear(cancel) is { } said)
        {
            await guest.Say(answer(said) ?? said.Split(' ')[0] switch { "USER" => "331 And?", "PASS" => "230 In.", "FEAT" => "211 No.", _ => "200 Yes." }, cancel);
        }
    });

    private static async Task Endlessly(HostileFtp.Guest guest, byte[] piece, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await guest.Send(piece, cancel);
        }
    }

    private static (FaultKind, string?) Kind(Fault fault) => (fault.Kind, fault.Code);

    private static FtpPlace Place(HostileFtp server, FtpSecurity security = FtpSecurity.None) => new(server.Address.Host, server.Address.Port, security, "jane", new Secret(Password)) { Times = Short };

    private async Task<Outcome<FtpStored>> Store(HostileFtp server, FtpSecurity security = FtpSecurity.None)
    {
        using var client = new FtpClient(Place(server, security), FtpBench.Connect, TimeProvider.System);
        return await client.Store("a.wav", new MemoryStream(Bytes(1000)), 1000, calls, Cancel);
    }
}
