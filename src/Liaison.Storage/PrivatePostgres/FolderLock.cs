using System.Text;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>Says "this hub runs this cluster". Held by an open file, so it ends with the process however the process ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>The lock, or null when another hub holds it.</summary>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            var file = OwnerOnlyFile.Open(path, FileMode.OpenOrCreate);
            using var note = OwnerOnlyFile.Open(NoteBeside(path), FileMode.Create);
            note.Write(Encoding.ASCII.GetBytes($"{Environment.ProcessId}"));
            return new FolderLock(file);
        }
        catch (IOException held) when (held is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The hub that holds the lock, in words, as far as it can be known.</summary>
    public static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(NoteBeside(path)).Trim() is { Length: > 0 } pid ? $"process {pid}" : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A locked file cannot be read, so the holder's process id stands beside it.</summary>
    private static string NoteBeside(string path) => path + ".by";
}
