using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Ftp;

/// <summary>
/// Brings files to an FTP server, over one control connection for many files, which is opened anew when it has died. One file moves at a
/// time; other callers wait. Each command is noted for the attempt; the password never is. Cancelling is not weather: it is thrown.
/// </summary>
#pragma warning disable CS9113, MA0025 // Its body follows.
public sealed class FtpClient(FtpPlace place, GuardedConnect connect, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Logs in, asks what the server can do, and lists nothing.</summary>
    public Task<Outcome<FtpGreeting>> Test(Calls calls, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>
    /// Brings a file: as <c>NAME.part</c>, compared by size (and checksum where one is offered), then renamed, so that nobody ever sees half a
    /// file under its name. An earlier file of that name is replaced. Folders on the way are made. After a break it goes on where it stopped, if <paramref name="content"/> can seek.
    /// </summary>
    /// <param name="path">With forward slashes, relative to the folder of the login unless it begins with one.</param>
    /// <param name="content">Read from where it stands; not closed.</param>
    /// <param name="length">Bytes from there; null when it is not known beforehand.</param>
    /// <returns>A fault that is in doubt when the file may be there all the same: ask <see cref="Holds"/>.</returns>
    public Task<Outcome<FtpStored>> Store(string path, Stream content, long? length, Calls calls, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Whether the file is there under its name and the same: its size, and its checksum where one is offered and the content can be read.</summary>
    /// <param name="content">To compute the checksum from, read from where it stands; null compares sizes only.</param>
    public Task<Outcome<bool>> Holds(string path, Stream? content, long length, Calls calls, CancellationToken cancel) => throw new NotImplementedException();

    /// <returns>The file's length in bytes; null when there is none.</returns>
    public Task<Outcome<long?>> Size(string path, Calls calls, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Fetches a file.</summary>
    /// <returns>How many bytes it had.</returns>
    public Task<Outcome<long>> Read(string path, Stream into, Calls calls, CancellationToken cancel) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
