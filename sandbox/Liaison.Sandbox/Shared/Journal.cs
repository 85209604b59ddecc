using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Liaison.Sandbox.Shared;

/// <summary>
/// An append-only file of JSON lines. Each line is handed to the operating system before <see cref="Append"/> returns, so it survives
/// the end of the process. A last line that was cut short is dropped on opening.
/// </summary>
public sealed class Journal<T> : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly JsonTypeInfo<T> type;

    private Journal(FileStream file, JsonTypeInfo<T> type)
    {
        this.file = file;
        this.type = type;
    }

    /// <summary>Opens the file, giving each entry in it to <paramref name="restore"/> in the order of writing.</summary>
    public static Journal<T> Open(string path, JsonTypeInfo<T> type, Action<T> restore)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var whole = Restore(path, type, restore);
        opened.SetLength(whole);
        opened.Position = whole;
        return new Journal<T>(opened, type);
    }

    public void Append(T entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, type);
        var line = new byte[json.Length + 1];
        json.CopyTo(line, 0);
        line[^1] = (byte)'\n';
        lock (gate)
        {
            file.Write(line);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            file.SetLength(0);
        }
    }

    public void Dispose() => file.Dispose();

    /// <returns>Where the last whole line ends.</returns>
    private static long Restore(string path, JsonTypeInfo<T> type, Action<T> restore)
    {
        using var input = new BufferedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), 1 << 16);
        var line = new ArrayBufferWriter<byte>(4096);
        long whole = 0;
        for (var next = input.ReadByte(); next >= 0; next = input.ReadByte())
        {
            if (next != '\n')
            {
                line.GetSpan(1)[0] = (byte)next;
                line.Advance(1);
                continue;
            }

            whole += line.WrittenCount + 1;
            if (JsonSerializer.Deserialize(line.WrittenSpan, type) is { } entry)
            {
                restore(entry);
            }

            line.ResetWrittenCount();
        }

        return whole;
    }
}
