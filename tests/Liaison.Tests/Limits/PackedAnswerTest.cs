using System.IO.Compression;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Tests.Connectors;
using Xunit;

namespace Liaison.Tests.Limits;

[Collection(Alone.Name)]
public sealed class PackedAnswerTest
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task An_answer_a_thousand_times_larger_than_it_looks_is_refused_before_it_is_unpacked(string encoding)
    {
        const int Unpacked = 512 * 1024 * 1024;
        var packed = Packed(encoding, Unpacked);
        Assert.True(packed.Length < Unpacked / 900, $"{packed.Length:N0} bytes are no bomb.");
        await using var server = await HostileServer.Start(packed, "text/xml", encoding);
        using var client = GuardedSockets.Client(allowInternalAddresses: true, TimeSpan.FromSeconds(10));
        var calls = new Calls();
        var http = new HttpCalls(client, TimeProvider.System, new HttpLimits(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60)), Redaction.None);
        var fault = default(Fault)!;
        var spent = await Alone.Allocated(async () => fault = ConfirmBench.Fault(await http.Send(new HttpCall(HttpMethod.Post, server.Address, Writes: true), calls, CancellationToken.None)));
        Assert.Equal((FaultKind.Unknown, "answer-too-long", true), (fault.Kind, fault.Code, fault.InDoubt));
        Assert.InRange(spent, 0, 64 * Alone.Megabyte);
        Assert.InRange(Assert.Single(calls.Exchanges).ToString().Length, 1, 2 * Calls.LongestText);
    }

    private static byte[] Packed(string encoding, int size)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            var piece = new byte[1024 * 1024];
            for (var written = 0; written < size; written += piece.Length)
            {
                packing.Write(piece);
            }
        }
        return packed.ToArray();
    }
}
