namespace Liaison.Connectors.Ftp;

/// <summary>What the server says it can do (FEAT, RFC 2389).</summary>
internal sealed record FtpFeatures(bool Utf8, bool Resume, FtpChecksum? Checksum)
{
    public static FtpFeatures None { get; } = new(Utf8: false, Resume: false, Checksum: null);

    public static FtpFeatures Of(FtpReply reply)
    {
        // The first and last lines only frame the list.
        var listed = reply.Lines.Skip(1).SkipLast(1).Select(line => line.Trim()).ToList();
        return new FtpFeatures(
            listed.Exists(line => line.Equals("UTF8", StringComparison.OrdinalIgnoreCase)),
            listed.Exists(line => line.StartsWith("REST", StringComparison.OrdinalIgnoreCase)),
            FtpChecksum.Best(listed));
    }
}
