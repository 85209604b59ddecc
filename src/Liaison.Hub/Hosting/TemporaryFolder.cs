namespace Liaison.Hub.Hosting;

/// <summary>A data folder that is gone after use. The private database may run under another account, which must be able to pass through.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder;

    public TemporaryFolder(string name)
    {
        folder = Directory.CreateTempSubdirectory($"liaison-{name}-");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
