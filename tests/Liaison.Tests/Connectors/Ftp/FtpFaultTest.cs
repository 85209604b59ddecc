using Liaison.Connectors.Ftp;
using Liaison.Core.Deliveries;
using Xunit;
using static Liaison.Tests.Connectors.Ftp.FtpBench;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>Whatever goes wrong on the way: a file is there whole under its name, or it is not called delivered.</summary>
[Trait("row", "A157")]
public sealed class FtpFaultTest
{
    public static TheoryData<FtpSecurity> Kinds => [FtpSecurity.None, FtpSecurity.Explicit];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_upload_that_dies_half_way_goes_on_where_it_stopped(FtpSecurity security)
    {
        await using var bench = await Start();
        var bytes = Bytes(3_000_000);
        await bench.Sandbox.Fault(new { kind = "die-mid-file", bytes = 1_000_000, count = 2 });

        var stored = Good(await bench.Store(bench.Open(security), "long.wav", bytes));

        Assert.Equal(2, stored.Resumed);
        Assert.Equal(bytes, await bench.Sandbox.Bytes("long.wav"));
        Assert.Contains("REST 1000000", bench.Log, StringComparison.Ordinal);
        Assert.Contains("REST 2000000", bench.Log, StringComparison.Ordinal);
        Assert.Equal(["/long.wav"], await bench.Sandbox.Files());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_broken_connection_of_the_file_alone_is_made_anew_over_the_same_login(FtpSecurity security)
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "cut-data", bytes = 500_000, count = 1 });
        var stored = Good(await bench.Store(bench.Open(security), "cut.wav", Bytes(2_000_000)));
        Assert.Equal(1, stored.Resumed);
        Assert.Equal(Bytes(2_000_000), await bench.Sandbox.Bytes("cut.wav"));
        Assert.Equal(1, (await bench.Sandbox.Look("counters")).GetProperty("ftp.connections").GetInt32());
    }

    [Fact]
    public async Task A_server_that_cannot_resume_gets_the_file_from_the_start()
    {
        await using var bench = await Start("--virtualObserver:resume", "false");
        await bench.Sandbox.Fault(new { kind = "die-mid-file", bytes = 300_000, count = 1 });
        var stored = Good(await bench.Store(bench.Open(), "again.wav", Bytes(1_000_000)));
        Assert.Equal(0, stored.Resumed);
        Assert.Equal(Bytes(1_000_000), await bench.Sandbox.Bytes("again.wav"));
    }

    [Fact]
    public async Task An_upload_that_dies_again_and_again_without_coming_further_ends_in_doubt_and_not_under_its_name()
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "die-mid-file", bytes = 0 });
        var fault = Bad(await bench.Store(bench.Open(), "never.wav", Bytes(500_000)));
        Assert.Equal((FaultKind.Unreachable, true), (fault.Kind, fault.InDoubt));
        Assert.Equal(Verdict.Retry, fault.Verdict);
        Assert.DoesNotContain("/never.wav", await bench.Sandbox.Files());
    }

    [Fact]
    public async Task A_stream_that_cannot_go_back_is_given_up_when_it_breaks()
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "die-mid-file", bytes = 100_000, count = 1 });
        var fault = Bad(await bench.Open().Store("piped.wav", new OneWay(Bytes(900_000)), 900_000, bench.Calls, Cancel));
        Assert.Equal((FaultKind.Unreachable, true), (fault.Kind, fault.InDoubt));
        Assert.DoesNotContain("/piped.wav", await bench.Sandbox.Files());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_lost_word_after_the_last_byte_costs_no_second_upload(FtpSecurity security)
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "drop-reply", count = 1 });
        Good(await bench.Store(bench.Open(security), "kept.wav", Bytes(400_000)));
        Assert.Equal(1, (await bench.Sandbox.Look("counters")).GetProperty("ftp.stor").GetInt32());
        Assert.Equal(Bytes(400_000), await bench.Sandbox.Bytes("kept.wav"));
    }

    [Fact]
    public async Task A_lost_word_after_the_renaming_is_cleared_up_by_looking()
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "drop-reply", operation = "rnto", count = 1 });
        Good(await bench.Store(bench.Open(), "renamed.wav", Bytes(1000)));
        var counts = await bench.Sandbox.Look("counters");
        Assert.Equal((1, 1), (counts.GetProperty("ftp.stor").GetInt32(), counts.GetProperty("ftp.rnto").GetInt32()));
        Assert.Equal(["/renamed.wav"], await bench.Sandbox.Files());
    }

    [Fact]
    public async Task When_nobody_can_look_afterwards_the_renaming_stays_in_doubt_and_looking_later_finds_the_file()
    {
        await using var bench = await Start();
        var client = bench.Open();
        await bench.Sandbox.Fault(new { kind = "drop-reply", operation = "rnto", count = 1 });
        Good(await client.Test(bench.Calls, Cancel));
        await bench.Sandbox.Fault(new { kind = "busy", operation = "greeting" });

        var fault = Bad(await bench.Store(client, "perhaps.wav", Bytes(1000)));

        Assert.True(fault.InDoubt);
        Assert.Equal(Verdict.Retry, fault.Verdict);
        await bench.Sandbox.Http.DeleteAsync("/virtual-observer/faults", Cancel);
        Assert.True(Good(await client.Holds("perhaps.wav", new MemoryStream(Bytes(1000)), 1000, bench.Calls, Cancel)));
    }

    [Fact]
    public async Task A_full_disk_is_said_in_plain_words_and_the_half_file_makes_room()
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "disk-full", bytes = 100_000 });
        var fault = Bad(await bench.Store(bench.Open(FtpSecurity.Explicit), "big.wav", Bytes(2_000_000)));
        Assert.Equal((FaultKind.Unavailable, "ftp-552", false), (fault.Kind, fault.Code, fault.InDoubt));
        Assert.StartsWith("The FTP server's disk is full", fault.Detail, StringComparison.Ordinal);
        Assert.Empty(await bench.Sandbox.Files());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_confirmed_file_that_lacks_bytes_is_found_out_and_sent_again(int times)
    {
        await using var bench = await Start("--virtualObserver:checksum", "false");
        await bench.Sandbox.Fault(new { kind = "lose-bytes", bytes = 7, count = times });
        var outcome = await bench.Store(bench.Open(), "lossy.wav", Bytes(200_000));
        if (times == 1)
        {
            Good(outcome);
            Assert.Equal(Bytes(200_000), await bench.Sandbox.Bytes("lossy.wav"));
            return;
        }
        var fault = Bad(outcome);
        Assert.Equal((FaultKind.Unreachable, "size"), (fault.Kind, fault.Code));
        Assert.DoesNotContain("/lossy.wav", await bench.Sandbox.Files());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_wrong_byte_is_found_out_by_the_checksum(int times)
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "change-byte", count = times });
        var outcome = await bench.Store(bench.Open(), "wrong.wav", Bytes(200_000));
        if (times == 1)
        {
            Good(outcome);
            Assert.Equal(Bytes(200_000), await bench.Sandbox.Bytes("wrong.wav"));
            return;
        }
        Assert.Equal("checksum", Bad(outcome).Code);
        Assert.DoesNotContain("/wrong.wav", await bench.Sandbox.Files());
    }

    [Fact]
    public async Task A_server_that_takes_no_more_bytes_is_not_waited_for_for_ever()
    {
        await using var bench = await Start();
        bench.Times = FtpTimes.Usual with { Idle = TimeSpan.FromSeconds(1), Reply = TimeSpan.FromSeconds(1) };
        await bench.Sandbox.Fault(new { kind = "stall", bytes = 65_536 });
        var fault = Bad(await bench.Store(bench.Open(), "stuck.wav", Bytes(20_000_000)));
        Assert.Equal((FaultKind.TimedOut, true), (fault.Kind, fault.InDoubt));
        Assert.DoesNotContain("/stuck.wav", await bench.Sandbox.Files());
    }

    [Fact]
    public async Task A_slow_server_is_waited_for()
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "slow", milliseconds = 20 });
        Good(await bench.Store(bench.Open(), "slow.wav", Bytes(400_000)));
        Assert.Equal(Bytes(400_000), await bench.Sandbox.Bytes("slow.wav"));
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("pass")]
    [InlineData("epsv")]
    public async Task A_busy_server_is_tried_later(string when)
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "busy", operation = when });
        var fault = Bad(await bench.Store(bench.Open(), "busy.wav", Bytes(10)));
        Assert.Equal((FaultKind.Unavailable, "ftp-421", Verdict.Retry), (fault.Kind, fault.Code, fault.Verdict));
        Assert.Empty(await bench.Sandbox.Files());
    }

    [Fact]
    public async Task A_server_that_hung_up_meanwhile_is_called_again()
    {
        await using var bench = await Start();
        var client = bench.Open(FtpSecurity.Explicit);
        Good(await bench.Store(client, "one.wav", Bytes(10)));
        await bench.Sandbox.Fault(new { kind = "busy", operation = "epsv", count = 1 });
        Good(await bench.Store(client, "two.wav", Bytes(20)));
        Assert.Equal(["/one.wav", "/two.wav"], await bench.Sandbox.Files());
    }

    [Theory]
    [InlineData("stor", 550, "Permission denied.", FaultKind.Permission)]
    [InlineData("stor", 553, "Could not create file.", FaultKind.Permission)]
    [InlineData("rnto", 550, "Permission denied.", FaultKind.Permission)]
    [InlineData("rnfr", 550, "No such file or directory.", FaultKind.NotFound)]
    [InlineData("stor", 452, "No space left on device.", FaultKind.Unavailable)]
    [InlineData("stor", 501, "That is no name.", FaultKind.Validation)]
    [InlineData("size", 502, "Not implemented.", FaultKind.Refused)]
    public async Task Refusals_become_faults_in_the_servers_own_words(string command, int code, string message, FaultKind kind)
    {
        await using var bench = await Start();
        await bench.Sandbox.Fault(new { kind = "refuse", operation = command, code, message });
        var fault = Bad(await bench.Store(bench.Open(), "x/refused.wav", Bytes(10)));
        Assert.Equal((kind, $"ftp-{code}", false), (fault.Kind, fault.Code, fault.InDoubt));
        Assert.Contains(message, fault.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("/x/refused.wav", await bench.Sandbox.Files());
    }

    [Fact]
    public async Task Cancelling_is_thrown_and_the_next_file_goes_over_a_new_login()
    {
        await using var bench = await Start();
        using var stop = new CancellationTokenSource();
        var client = bench.Open();
        var until = new Until(Bytes(5_000_000), 1_000_000, stop.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Store("stopped.wav", until, 5_000_000, bench.Calls, stop.Token));
        Good(await bench.Store(client, "next.wav", Bytes(10)));
        Assert.DoesNotContain("/stopped.wav", await bench.Sandbox.Files());
        Assert.Equal(2, (await bench.Sandbox.Look("counters")).GetProperty("ftp.connections").GetInt32());
    }

    [Fact]
    public async Task A_file_that_breaks_off_on_our_side_is_not_taken_for_its_end()
    {
        await using var bench = await Start();
        var broken = new Until(Bytes(500_000), 200_000, () => throw new IOException("The disk is gone."));
        var fault = Bad(await bench.Open().Store("ours.wav", broken, length: null, bench.Calls, Cancel));
        Assert.Equal((FaultKind.Unavailable, "source"), (fault.Kind, fault.Code));
        Assert.DoesNotContain("/ours.wav", await bench.Sandbox.Files());
    }

    /// <summary>Does something when so many bytes have been read.</summary>
    private sealed class Until(byte[] bytes, long position, Action then) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= position)
            {
                then();
            }
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
