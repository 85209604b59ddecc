using System.Security.Cryptography;

namespace Liaison.Sandbox.VirtualObserver.Files;

/// <summary>What was brought, as files in a folder, byte for byte. Paths begin with a slash, as guests see them.</summary>
public sealed class FileStore : IDisposable
{
    private readonly string root;
    private readonly bool temporary;

    /// <param name="folder">Where files are kept; null keeps them in a temporary folder until the end.</param>
    public FileStore(string? folder)
    {
        temporary = folder is null;
        root = folder ?? Directory.CreateTempSubdirectory("liaison-virtual-observer-").FullName;
        Directory.CreateDirectory(root);
    }

    /// <summary>The path that a guest in <paramref name="folder"/> means by <paramref name="name"/>; there is nothing above the root.</summary>
    public static string Resolve(string folder, string name)
    {
        var parts = new List<string>();
        foreach (var part in (name.StartsWith('/') ? name : $"{folder}/{name}").Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return "/" + string.Join('/', parts);
    }

    public bool IsFile(string path) => File.Exists(OnDisk(path));

    public bool IsFolder(string path) => Directory.Exists(OnDisk(path));

    public long Length(string path) => new FileInfo(OnDisk(path)).Length;

    public FileStream Open(string path, FileMode mode) => new(OnDisk(path), mode, mode == FileMode.Open ? FileAccess.Read : FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    public void MakeFolder(string path) => Directory.CreateDirectory(OnDisk(path));

    public void Delete(string path) => File.Delete(OnDisk(path));

    public void DeleteFolder(string path) => Directory.Delete(OnDisk(path));

    public void Rename(string from, string to) => File.Move(OnDisk(from), OnDisk(to), overwrite: true);

    public string Sum(string path)
    {
        using var file = Open(path, FileMode.Open);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Names directly in a folder, folders with a slash at the end.</summary>
    public IEnumerable<string> In(string folder) => new DirectoryInfo(OnDisk(folder)).EnumerateFileSystemInfos()
        .Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name).Order(StringComparer.Ordinal);

    /// <summary>All files, the latest last.</summary>
    public IReadOnlyList<StoredFile> All() => [.. new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories)
        .Select(file => new StoredFile("/" + Path.GetRelativePath(root, file.FullName).Replace('\\', '/'), file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)))
        .OrderBy(file => file.At).ThenBy(file => file.Path, StringComparer.Ordinal)];

    public void Clear()
    {
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    public void Dispose()
    {
        if (temporary)
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private string OnDisk(string path) => Path.Combine(root, path.TrimStart('/'));
}

/// <param name="At">When its last byte came.</param>
public sealed record StoredFile(string Path, long Length, DateTimeOffset At);
