using System.Collections.Concurrent;

namespace Liaison.Sandbox.Confirm.Web;

/// <summary>The bytes of uploaded documents: in memory, or in a folder when the sandbox keeps its data.</summary>
public sealed class DocumentShelf(string? folder)
{
    private readonly ConcurrentDictionary<(int Enquiry, int Document), byte[]> held = new();

    public void Put(int enquiry, int document, byte[] content)
    {
        if (folder is null)
        {
            held[(enquiry, document)] = content;
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllBytes(PathOf(enquiry, document), content);
    }

    public byte[]? Get(int enquiry, int document) =>
        folder is null ? held.GetValueOrDefault((enquiry, document))
            : File.Exists(PathOf(enquiry, document)) ? File.ReadAllBytes(PathOf(enquiry, document)) : null;

    public void Clear()
    {
        held.Clear();
        if (folder is not null && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string PathOf(int enquiry, int document) => Path.Combine(folder!, $"{enquiry}-{document}.bin");
}
