namespace Liaison.Bench;

/// <summary>As many bytes as one likes, from no disk; says now and then that it is being read.</summary>
internal sealed class EndlessBytes(long length, Action? now = null) : Stream
{
    private const long Now = 10_000_000;
    private static readonly byte[] Block = Blocks();
    private long said;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var from = (int)(Position % Block.Length);
        var read = (int)Math.Min(Math.Min(buffer.Length, length - Position), Block.Length - from);
        Block.AsSpan(from, read).CopyTo(buffer);
        Position += read;
        if (Position - said >= Now)
        {
            said = Position;
            now?.Invoke();
        }
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? Position : length);

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Blocks()
    {
        var block = new byte[1 << 20];
        new Random(500).NextBytes(block);
        return block;
    }
}
