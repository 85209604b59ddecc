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
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes($"{Environment.ProcessId}\n"));
            file.Flush();
            return new FolderLock(file);
        }
        catch (IOException held) when (held is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The process id of the hub that holds the lock, as far as it can be read.</summary>
    public static string Holder(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Trim() is { Length: > 0 } pid ? $"process {pid}" : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    public void Dispose() => _file.Dispose();
}
