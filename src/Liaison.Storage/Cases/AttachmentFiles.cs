using System.Security.Cryptography;

namespace Liaison.Storage.Cases;

/// <summary>What came of storing a file's bytes.</summary>
public abstract record StoredFile
{
    private StoredFile() { }

    /// <param name="Sha256">Lower-case hex: also where the bytes lie.</param>
    public sealed record Done(string Sha256, long Size) : StoredFile;

    public sealed record TooLarge(long Most) : StoredFile;
}

/// <summary>
/// The bytes of attachments, each stored once under its SHA-256: <c>files/ab/cd/abcd…</c>. A file is whole or not there: it is written aside, flushed to the disk,
/// and then moved to its place.
/// </summary>
public sealed class AttachmentFiles(string folder)
{
    public const long Most = 100L * 1024 * 1024;

    private const int BufferSize = 81_920;
    private const string Going = ".going";
    private readonly string aside = Path.Combine(folder, "incoming");

    /// <param name="mostBytes">Anything longer is refused, and nothing of it kept.</param>
    public async Task<StoredFile> Store(Stream bytes, CancellationToken cancel, long mostBytes = Most)
    {
        Directory.CreateDirectory(aside);
        var temporary = Path.Combine(aside, Path.GetRandomFileName());
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var size = 0L;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous))
            {
                var buffer = new byte[BufferSize];
                for (var read = await bytes.ReadAsync(buffer, cancel); read > 0; read = await bytes.ReadAsync(buffer, cancel))
                {
                    size += read;
                    if (size > mostBytes)
                    {
                        return new StoredFile.TooLarge(mostBytes);
                    }
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
                file.Flush(flushToDisk: true);
            }
            var name = Convert.ToHexStringLower(hash.GetHashAndReset());
            var place = PathOf(name);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            // The same bytes are the same file: whoever comes second replaces it with what it was.
            File.Move(temporary, place, overwrite: true);
            return new StoredFile.Done(name, size);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The bytes; null when they are gone.</summary>
    public Stream? Open(string sha256)
    {
        try
        {
            return new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Uploads that were last written to before then.</summary>
    internal IEnumerable<string> Halves(DateTime before) => !Directory.Exists(aside) ? []
        : new DirectoryInfo(aside).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before).Select(file => file.FullName);

    /// <summary>The folders that hold files, in order, as <c>ab/cd</c>.</summary>
    internal IEnumerable<string> Folders(string after) => Inner(folder).SelectMany(one => Inner(Path.Combine(folder, one)).Select(two => one + "/" + two))
        .Where(path => string.CompareOrdinal(path, after) > 0);

    internal IEnumerable<FileInfo> In(string inner) => new DirectoryInfo(Path.Combine(folder, inner)).EnumerateFiles().Where(file => IsName(file.Name));

    /// <summary>Takes a file away unless it was written anew since it was looked at: then it goes back to its place.</summary>
    internal bool TakeAway(string sha256, DateTime before)
    {
        var (place, going) = (PathOf(sha256), Path.Combine(aside, sha256 + Going));
        try
        {
            Directory.CreateDirectory(aside);
            File.Move(place, going, overwrite: true);
            if (File.GetLastWriteTimeUtc(going) < before)
            {
                File.Delete(going);
                return true;
            }
            File.Move(going, place, overwrite: true);
            return false;
        }
        catch (Exception elsewhere) when (elsewhere is IOException or UnauthorizedAccessException)
        {
            // Another process was quicker, or somebody has it open: the next round sees.
            return false;
        }
    }

    /// <summary>Takes a broken upload away. A file whose taking away broke off goes back, to be judged again.</summary>
    internal bool TakeHalf(string path)
    {
        try
        {
            if (path.EndsWith(Going, StringComparison.Ordinal))
            {
                File.Move(path, PathOf(Path.GetFileNameWithoutExtension(path)), overwrite: true);
                return false;
            }
            File.Delete(path);
            return true;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Inner(string path) => !Directory.Exists(path) ? []
        : Directory.EnumerateDirectories(path).Select(one => Path.GetFileName(one)).Where(name => name.Length == 2 && name.All(char.IsAsciiHexDigitLower)).Order(StringComparer.Ordinal);

    private static bool IsName(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);

    private string PathOf(string sha256) => IsName(sha256)
        ? Path.Combine(folder, sha256[..2], sha256[2..4], sha256)
        : throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));
}
