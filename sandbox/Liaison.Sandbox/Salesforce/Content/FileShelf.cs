using System.Collections.Concurrent;

namespace Liaison.Sandbox.Salesforce.Content;

/// <summary>The bytes of files, by the id of the record that they belong to: in memory, or in a folder.</summary>
public sealed class FileShelf(string? folder)
{
    private readonly ConcurrentDictionary<string, byte[]> memory = new(StringComparer.Ordinal);

    public void Put(string id, byte[] content)
    {
        if (folder is null)
        {
            memory[id] = content;
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllBytes(PathOf(id), content);
    }

    public byte[]? Get(string id) => folder is null ? memory.GetValueOrDefault(id) : File.Exists(PathOf(id)) ? File.ReadAllBytes(PathOf(id)) : null;

    public void Clear()
    {
        memory.Clear();
        if (folder is not null && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Ids that differ in case only must not meet on a disk that does not see case.</summary>
    private string PathOf(string id) => Path.Combine(folder!, id + ".bin");
}
