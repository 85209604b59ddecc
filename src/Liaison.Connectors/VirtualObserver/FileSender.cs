using System.Collections.Concurrent;
using System.Text;
using Liaison.Connectors.Ftp;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Feeds;
using Liaison.Core.Shared;

namespace Liaison.Connectors.VirtualObserver;

/// <summary>Brings files by FTP: so many at once, each over a connection that is kept for the next.</summary>
internal sealed class FileSender(VirtualObserverSettings settings, ConnectorContext context) : IDisposable
{
    private readonly ConcurrentBag<FtpClient> clients = [.. Enumerable.Range(0, settings.FilesAtOnce).Select(_ => new FtpClient(settings.Place, context.Connect, context.Time))];
    private readonly SemaphoreSlim free = new(settings.FilesAtOnce);

    public Task<Outcome<FtpGreeting>> Test(Calls calls, CancellationToken cancel) => With(client => client.Test(calls, cancel), cancel);

    /// <summary>What describes the file goes first: whoever sees the file finds it described.</summary>
    public Task<Outcome<Written>> Upload(Draft draft, Calls calls, CancellationToken cancel) => With(async client =>
    {
        var path = PathOf(draft);
        await using var content = await context.ReadFile(draft.File!.Attachment, cancel);
        if (content is null)
        {
            return new Fault(FaultKind.NotFound, $"The file {draft.File.Name} is not here any more.", Code: "file-gone");
        }
        if (SidecarOf(draft) is { } sidecar && (await client.Store(BesideOf(path), new MemoryStream(sidecar), sidecar.Length, calls, cancel)).Failed(out var fault, out _))
        {
            return fault;
        }
        return (await client.Store(path, content, content.CanSeek ? content.Length : null, calls, cancel)).Match<Outcome<Written>>(
            stored => new Written(stored.Path, Note: $"It has {stored.Length:N0} bytes there too{(stored.Checksum is null ? "" : $", {stored.Checksum}")}.{(stored.Resumed > 0 ? $" After a break it went on where it stopped, {stored.Resumed} times." : "")}"), broken => broken);
    }, cancel);

    /// <summary>Whether an earlier try brought both the file and what describes it.</summary>
    public Task<Outcome<Written?>> Find(Draft draft, Calls calls, CancellationToken cancel) => With(async client =>
    {
        var path = PathOf(draft);
        await using var content = await context.ReadFile(draft.File!.Attachment, cancel);
        if (content is not { CanSeek: true })
        {
            return (Outcome<Written?>)(Written?)null!;
        }
        if (SidecarOf(draft) is { } sidecar)
        {
            // It is small and its size says little: it is fetched and compared.
            using var there = new MemoryStream();
            if ((await client.Read(BesideOf(path), there, sidecar.Length, calls, cancel)).Failed(out var silent, out _) && silent is { Kind: not FaultKind.NotFound, Code: not FtpClient.TooLong })
            {
                return silent;
            }
            if (!there.ToArray().AsSpan().SequenceEqual(sidecar))
            {
                return (Outcome<Written?>)(Written?)null!;
            }
        }
        return (await client.Holds(path, content, content.Length, calls, cancel)).Match<Outcome<Written?>>(holds => holds ? new Written(path) : null, fault => fault);
    }, cancel);

    public void Dispose()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
        free.Dispose();
    }

    private string PathOf(Draft draft) => draft.RecordType == FeedWords.Statistics && settings.StatisticsFolder.Trim(' ', '/') is { Length: > 0 } folder ? $"{folder}/{draft.File!.Name}" : draft.File!.Name;

    private byte[]? SidecarOf(Draft draft) => settings.Sidecars && draft.Sidecar is { } text ? Encoding.UTF8.GetBytes(text) : null;

    private static string BesideOf(string path) => path + ".json";

    private async Task<T> With<T>(Func<FtpClient, Task<T>> work, CancellationToken cancel)
    {
        await free.WaitAsync(cancel);
        clients.TryTake(out var client);
        try
        {
            return await work(client!);
        }
        finally
        {
            clients.Add(client!);
            free.Release();
        }
    }
}
