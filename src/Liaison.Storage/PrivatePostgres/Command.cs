using System.ComponentModel;
using System.Diagnostics;

namespace Liaison.Storage.PrivatePostgres;

/// <summary>One run of an outside program, to its end.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    private const int CouldNotStart = 127;

    /// <summary>Runs a program without a shell; its standard output and error come back as one text.</summary>
    public static async Task<Command> Run(IReadOnlyList<string> words, CancellationToken cancel = default)
    {
        using var process = new Process { StartInfo = StartInfo(words) };
        process.StartInfo.RedirectStandardOutput = process.StartInfo.RedirectStandardError = process.StartInfo.RedirectStandardInput = true;
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new Command(CouldNotStart, missing.Message);
        }
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new Command(process.ExitCode, (await output + await error).Trim());
    }

    /// <summary>A start without the caller's PG* variables, which would lead the server's programs astray, and with messages in English.</summary>
    public static ProcessStartInfo StartInfo(IReadOnlyList<string> words)
    {
        var info = new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false, CreateNoWindow = true };
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.OrdinalIgnoreCase)).ToList())
            info.Environment.Remove(name);
        info.Environment["LC_ALL"] = "C";
        info.WorkingDirectory = Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } root ? root : "/";
        return info;
    }
}
