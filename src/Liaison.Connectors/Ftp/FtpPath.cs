using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Ftp;

/// <summary>Which names can be said on a line of FTP: a line break in one would be a command of its own.</summary>
internal static class FtpPath
{
    private const int Longest = 1000;

    /// <returns>Null when all is well.</returns>
    public static Fault? Problem(string path) =>
        path.Length == 0 || path.EndsWith('/') ? Wrong(path, "names no file")
            : path.Any(char.IsControl) ? Wrong(path, "has a line break or another character in it that cannot be sent")
            : path.Length > Longest ? Wrong(path[..60] + "…", $"is longer than {Longest:N0} characters")
            : path.Split('/').Contains("..") ? Wrong(path, "leads out of its folder")
            : null;

    private static Fault Wrong(string path, string why) => new(FaultKind.Validation, $"The file name “{string.Concat(path.Select(c => char.IsControl(c) ? '·' : c))}” {why}.", Code: "name");
}
