using Liaison.Connectors.Ftp;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Xunit;
using static Liaison.Tests.Connectors.Ftp.FtpBench;

namespace Liaison.Tests.Connectors.Ftp;

/// <summary>Files by FTP when nothing goes wrong, in the clear and under both kinds of TLS.</summary>
[Trait("row", "A157"), Trait("row", "A164"), Trait("row", "A165")]
public sealed class FtpStoreTest
{
    public static TheoryData<FtpSecurity> Kinds => [FtpSecurity.None, FtpSecurity.Explicit, FtpSecurity.Implicit];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_arrives_byte_for_byte_under_its_name_in_folders_that_were_not_there(FtpSecurity security)
    {
        await using var bench = await Start();
        var bytes = Bytes(1_000_003);

        var stored = Good(await bench.Store(bench.Open(security), "recordings/2026-11-21/Zoë & co_part1.wav", bytes));

        Assert.Equal(bytes, await bench.Sandbox.Bytes("recordings/2026-11-21/Zo%C3%AB%20%26%20co_part1.wav"));
        Assert.Equal(["/recordings/2026-11-21/Zoë & co_part1.wav"], await bench.Sandbox.Files());
        Assert.Equal(new FtpStored("recordings/2026-11-21/Zoë & co_part1.wav", bytes.Length, stored.Checksum, 0), stored);
        Assert.StartsWith("SHA-256 ", stored.Checksum, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Many_files_go_over_one_login(FtpSecurity security)
    {
        await using var bench = await Start();
        var client = bench.Open(security);
        for (var number = 0; number < 10; number++)
        {
            Good(await bench.Store(client, $"{number}.txt", Bytes(number * 1000)));
        }

        var counts = await bench.Sandbox.Look("counters");
        Assert.Equal(1, counts.GetProperty("ftp.connections").GetInt32());
        Assert.Equal(10, counts.GetProperty("ftp.stor").GetInt32());
        Assert.Equal(10, (await bench.Sandbox.Files()).Length);
        Assert.Equal(Bytes(9000), await bench.Sandbox.Bytes("9.txt"));
    }

    [Fact]
    public async Task Nobody_sees_half_a_file_under_its_name()
    {
        await using var bench = await Start();
        var half = new HalfWay(Bytes(600_000), async () => Assert.Equal(["/whole.bin.part"], await bench.Sandbox.Files()));

        Good(await bench.Open().Store("whole.bin", half, 600_000, bench.Calls, Cancel));

        Assert.True(half.Looked);
        Assert.Equal(["/whole.bin"], await bench.Sandbox.Files());
    }

    [Fact]
    public async Task A_file_of_the_same_name_is_replaced_even_where_renaming_onto_one_is_refused()
    {
        await using var bench = await Start();
        var client = bench.Open();
        Good(await bench.Store(client, "day.csv", Bytes(5000)));
        Good(await bench.Store(client, "day.csv", Bytes(4000)));
        Assert.Equal(Bytes(4000), await bench.Sandbox.Bytes("day.csv"));

        await bench.Sandbox.Set(new { overwrite = false });
        Good(await bench.Store(client, "day.csv", Bytes(3000)));
        Assert.Equal(Bytes(3000), await bench.Sandbox.Bytes("day.csv"));
        Assert.Equal(["/day.csv"], await bench.Sandbox.Files());
    }

    [Fact]
    public async Task A_stream_that_knows_no_length_and_cannot_go_back_is_brought_all_the_same()
    {
        await using var bench = await Start();
        var stored = Good(await bench.Open().Store("piped.bin", new OneWay(Bytes(300_000)), length: null, bench.Calls, Cancel));
        Assert.Equal(300_000, stored.Length);
        Assert.Equal(Bytes(300_000), await bench.Sandbox.Bytes("piped.bin"));
    }

    [Fact]
    public async Task A_file_that_is_shorter_than_was_told_is_not_delivered()
    {
        await using var bench = await Start();
        var fault = Bad(await bench.Open().Store("short.bin", new MemoryStream(Bytes(10)), 11, bench.Calls, Cancel));
        Assert.Equal((FaultKind.Validation, "length"), (fault.Kind, fault.Code));
        Assert.Equal(["/short.bin.part"], await bench.Sandbox.Files());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_lies_there_can_be_measured_compared_and_fetched(FtpSecurity security)
    {
        await using var bench = await Start();
        var client = bench.Open(security);
        var bytes = Bytes(70_000);
        Good(await bench.Store(client, "a.bin", bytes));

        Assert.Equal(70_000, Good(await client.Size("a.bin", bench.Calls, Cancel)));
        Assert.Null(Good(await client.Size("b.bin", bench.Calls, Cancel)));
        Assert.True(Good(await client.Holds("a.bin", new MemoryStream(bytes), bytes.Length, bench.Calls, Cancel)));
        Assert.True(Good(await client.Holds("a.bin", content: null, bytes.Length, bench.Calls, Cancel)));
        Assert.False(Good(await client.Holds("a.bin", content: null, bytes.Length + 1, bench.Calls, Cancel)));
        Assert.False(Good(await client.Holds("b.bin", new MemoryStream(bytes), bytes.Length, bench.Calls, Cancel)));
        var other = (byte[])bytes.Clone();
        other[500]++;
        Assert.False(Good(await client.Holds("a.bin", new MemoryStream(other), other.Length, bench.Calls, Cancel)));

        using var into = new MemoryStream();
        Assert.Equal(70_000, Good(await client.Read("a.bin", into, long.MaxValue, bench.Calls, Cancel)));
        Assert.Equal(bytes, into.ToArray());
        Assert.Equal(FaultKind.NotFound, Bad(await client.Read("b.bin", into, long.MaxValue, bench.Calls, Cancel)).Kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_test_tells_what_the_server_can_do_and_moves_nothing(FtpSecurity security)
    {
        await using var bench = await Start();
        var greeting = Good(await bench.Open(security).Test(bench.Calls, Cancel));
        Assert.Equal(new FtpGreeting(
            "Virtual Observer stand-in, FTP.", security == FtpSecurity.None ? null : "Tls13", security == FtpSecurity.None ? null : bench.Sandbox.Certificate, CanResume: true, "HASH (SHA-256)"), greeting);
        Assert.Empty(await bench.Sandbox.Files());
    }

    [Fact]
    public async Task A_server_that_knows_no_EPSV_and_names_an_unreachable_address_is_met_where_it_is()
    {
        await using var bench = await Start("--virtualObserver:extended", "false", "--virtualObserver:passiveAddress", "10.0.0.7");
        Good(await bench.Store(bench.Open(FtpSecurity.Explicit), "nat.bin", Bytes(1000)));
        Assert.Equal(Bytes(1000), await bench.Sandbox.Bytes("nat.bin"));
        Assert.Contains("227 Entering Passive Mode (10,0,0,7,", bench.Log, StringComparison.Ordinal);
    }

    /// <summary>Looks at the other side when half of it has been read.</summary>
    private sealed class HalfWay(byte[] bytes, Func<Task> look) : MemoryStream(bytes)
    {
        public bool Looked { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!Looked && Position > Length / 2)
            {
                await look();
                Looked = true;
            }
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}

/// <summary>Bytes that come once and in small pieces.</summary>
internal sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, 7001)], cancellationToken);
}
