using System.Security.Cryptography;

namespace Liaison.Storage.Secrets;

/// <summary>Where the master key came from.</summary>
public enum MasterKeyOrigin { Environment, File, DataFolder }

/// <summary>The 32 bytes that protect the key ring. They are never stored in the database.</summary>
public sealed class MasterKey
{
    public const string Variable = "LIAISON_MASTER_KEY";
    public const int Length = 32;

    private readonly byte[] _bytes;

    private MasterKey(byte[] bytes, MasterKeyOrigin origin, string place) => (_bytes, Origin, Place) = (bytes, origin, place);

    public MasterKeyOrigin Origin { get; }

    /// <summary>The variable's name or the file's path, for people.</summary>
    public string Place { get; }

    /// <summary>
    /// True: the key lies in the data folder, so whoever copies that folder has both the secrets and the key.
    /// Good enough to try Liaison out, worth a warning elsewhere.
    /// </summary>
    public bool LiesBesideTheData => Origin == MasterKeyOrigin.DataFolder;

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>
    /// From the variable's value if there is one, else from the file if one is named, else from the data folder, made there when missing.
    /// </summary>
    /// <exception cref="SecretException">What was named cannot be read or is not 32 bytes in base64.</exception>
    public static MasterKey Find(string? variableValue, string? file, string dataFolder)
    {
        if (!string.IsNullOrWhiteSpace(variableValue)) return new MasterKey(Decode(variableValue, Variable), MasterKeyOrigin.Environment, Variable);
        if (!string.IsNullOrWhiteSpace(file)) return new MasterKey(Decode(Read(file), file), MasterKeyOrigin.File, file);
        var own = Path.Combine(dataFolder, "master.key");
        if (!File.Exists(own)) Make(own);
        return new MasterKey(Decode(Read(own), own), MasterKeyOrigin.DataFolder, own);
    }

    /// <summary>A new key, as text for a file or for <see cref="Variable"/>.</summary>
    public static string NewText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length));

    public override string ToString() => $"master key from {Place}";

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Written whole under another name: a key cut short by a crash would lock every secret away.
        var unfinished = path + ".unfinished";
        using (var stream = OwnerOnlyFile.Open(unfinished, FileMode.Create))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(NewText() + "\n"));
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: false);
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"The master key cannot be read from {file}: {unreadable.Message}", unreadable);
        }
    }

    private static byte[] Decode(string text, string place)
    {
        var bytes = new byte[Length];
        if (Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Length) return bytes;
        throw new SecretException($"The master key in {place} is not {Length} bytes in base64. Put back the key that was used before "
            + "(without it the stored passwords of connections cannot be read), or make a new one with: openssl rand -base64 32");
    }
}
