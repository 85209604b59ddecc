using System.Collections.Concurrent;

namespace Liaison.Sandbox.Kustomer.Files;

/// <summary>The bytes of uploaded files: in a folder, or in memory when there is none.</summary>
public sealed class FileShelf(string? folder)
{
    private readonly ConcurrentDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public async Task<long> Keep(string id, Stream content, long most, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        var part = new byte[81920];
        for (int read; (read = await content.ReadAsync(part, cancel)) > 0;)
        {
            if (memory.Length + read > most)
            {
                return most + 1;
            }

            memory.Write(part, 0, read);
        }

        files[id] = memory.ToArray();
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, id), files[id], cancel);
        }

        return memory.Length;
    }

    public byte[]? Find(string id) => files.TryGetValue(id, out var kept) ? kept : folder is not null && File.Exists(Path.Combine(folder, id)) ? File.ReadAllBytes(Path.Combine(folder, id)) : null;

    public void Remove(string id)
    {
        files.TryRemove(id, out _);
        if (folder is not null)
        {
            File.Delete(Path.Combine(folder, id));
        }
    }

    public void Clear()
    {
        files.Clear();
        if (folder is not null && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
