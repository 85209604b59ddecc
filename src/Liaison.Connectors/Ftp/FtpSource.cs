using System.Security.Cryptography;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>The file that is brought: how far it was read, and its checksum so far. Going back reads the same bytes again, which are not counted twice.</summary>
internal sealed class FtpSource(Stream content) : IDisposable
{
    /// <summary>The code of a fault that is on our side.</summary>
    public const string Unreadable = "source";

    private readonly long start = content.CanSeek ? content.Position : 0;
    private IncrementalHash? sum;
    private long summed;

    /// <summary>Bytes read, from where the content stood at first.</summary>
    public long Position { get; private set; }

    /// <summary>Whether its end was seen.</summary>
    public bool Ended { get; private set; }

    public bool CanGoBack => content.CanSeek;

    /// <summary>Computes the checksum along the way; said before the first byte, and only the first time counts.</summary>
    public void Sum(FtpChecksum? checksum) => sum ??= Position == 0 ? checksum?.Begin() : null;

    /// <summary>The checksum of all of it, hexadecimal; null when none was asked for.</summary>
    public string? Checksum => sum is null ? null : Convert.ToHexStringLower(sum.GetCurrentHash());

    public void GoTo(long position)
    {
        if (position != Position)
        {
            content.Position = start + position;
            Position = position;
            Ended = false;
        }
    }

    public async ValueTask<Outcome<int>> Read(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            var read = await content.ReadAsync(buffer, cancel);
            var known = (int)Math.Clamp(summed - Position, 0, read);
            sum?.AppendData(buffer.Span[known..read]);
            Position += read;
            summed = Math.Max(summed, Position);
            Ended = read == 0;
            return read;
        }
        catch (IOException broken)
        {
            return new Fault(FaultKind.Unavailable, $"The file could not be read to its end on our side: {broken.Message}", Code: Unreadable);
        }
    }

    public void Dispose() => sum?.Dispose();
}
