using System.Security.Cryptography;

namespace Liaison.Connectors.Ftp;

/// <summary>A way to ask the server for a file's checksum: none is in an RFC, each is common. It guards against accidents, not against people.</summary>
/// <param name="Name">As a person knows it: <c>SHA-256</c>.</param>
/// <param name="Digits">How many hexadecimal digits it has.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Choose">What has to be said once before; null for nothing.</param>
internal sealed record FtpChecksum(string Name, int Digits, string Command, string? Choose = null)
{
    private static readonly FtpChecksum[] Hashes = [new("SHA-256", 64, "HASH"), new("SHA-512", 128, "HASH"), new("SHA-1", 40, "HASH"), new("MD5", 32, "HASH")];

    private static readonly FtpChecksum[] Others =
        [new("SHA-256", 64, "XSHA256"), new("SHA-512", 128, "XSHA512"), new("SHA-1", 40, "XSHA1"), new("SHA-1", 40, "XSHA"), new("MD5", 32, "XMD5")];

    /// <summary>HASH (draft-bryan-ftpext-hash) before the older commands; the stronger before the weaker.</summary>
    /// <param name="features">Lines of FEAT: <c>HASH SHA-1;SHA-256*;MD5</c>, <c>XMD5 filename;start;end</c>.</param>
    public static FtpChecksum? Best(IReadOnlyList<string> features)
    {
        var offered = features.FirstOrDefault(line => line.StartsWith("HASH ", StringComparison.OrdinalIgnoreCase))?[5..].Split(';', StringSplitOptions.TrimEntries) ?? [];
        return Array.Find(Hashes, one => offered.Any(name => Is(name.TrimEnd('*'), one.Name))) is { } hash
            ? hash with { Choose = offered.Any(name => name.EndsWith('*') && Is(name.TrimEnd('*'), hash.Name)) ? null : $"OPTS HASH {hash.Name}" }
            : Array.Find(Others, one => features.Any(line => Is(line.Split(' ')[0], one.Command)));
    }

    public IncrementalHash Begin() => IncrementalHash.CreateHash(new HashAlgorithmName(Name.Replace("SHA-", "SHA", StringComparison.Ordinal)));

    /// <summary>The checksum in an answer: the first word of it that is hexadecimal and as long as it must be. Null when there is none.</summary>
    public string? In(FtpReply reply) =>
        Array.Find(reply.Said.Split(' ', '"', ',', '='), word => word.Length == Digits && word.All(char.IsAsciiHexDigit))?.ToLowerInvariant();

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
