using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Liaison.Sandbox.Shared;
using Liaison.Sandbox.VirtualObserver.Faults;
using Liaison.Sandbox.VirtualObserver.Files;

namespace Liaison.Sandbox.VirtualObserver.Ftp;

/// <summary>One guest and what they ask for (RFC 959, 2389, 2428, 3659, 4217, and HASH of a draft).</summary>
internal sealed class FtpGuest(VirtualObserverStandIn site, GuestLine line, FileTransfer transfer)
{
    private string? user;
    private bool known;
    private bool protects;
    private string folder = "/";
    private string? renaming;
    private long restart;

    public async Task Serve(CancellationToken cancel)
    {
        if (site.Faults.Strike(one => one.Kind == FaultKind.Busy && one.Strikes("greeting")).Count > 0)
        {
            await line.Say("421 Too many guests, come back later.", cancel);
            return;
        }

        await line.Say("220 Virtual Observer stand-in, FTP.", cancel);
        while (await line.Read(cancel) is { } said && await Take(said, cancel))
        {
        }
    }

    /// <returns>False when the guest has to go.</returns>
    private async Task<bool> Take(string said, CancellationToken cancel)
    {
        var space = said.IndexOf(' ', StringComparison.Ordinal);
        var verb = (space < 0 ? said : said[..space]).ToUpperInvariant();
        var argument = space < 0 ? "" : said[(space + 1)..];
        var struck = verb is "STOR" or "APPE" ? [] : site.Faults.Strike(one => one.Strikes(Small(verb)));
        site.Counters.Count("ftp." + Small(verb));
        foreach (var slow in struck.Where(one => one.Kind == FaultKind.Slow))
        {
            await Task.Delay(slow.Milliseconds, cancel);
        }

        if (struck.FirstOrDefault(one => one.Kind == FaultKind.Busy) is not null)
        {
            await line.Say("421 Going down for a while.", cancel);
            return false;
        }

        var answer = struck.FirstOrDefault(one => one.Kind == FaultKind.Refuse) is { } refusal ? $"{refusal.Code ?? 550} {refusal.Message ?? "No."}" : await Do(verb, argument, struck, cancel);
        Log(verb, argument, answer, struck.Count > 0 ? struck[0].Kind.ToString() : transfer.Fault?.ToString());
        if (answer is null || struck.Any(one => one.Kind == FaultKind.DropReply))
        {
            line.Break();
            return false;
        }

        await line.Say(answer, cancel);
        if (verb == "AUTH" && answer.StartsWith("234", StringComparison.Ordinal))
        {
            await line.Secure(site.Certificate, cancel);
        }

        return verb != "QUIT";
    }

    /// <returns>The last answer; null when the connection breaks instead.</returns>
    private async Task<string?> Do(string verb, string argument, IReadOnlyList<FaultSwitch> struck, CancellationToken cancel)
    {
        if (verb is "USER" or "PASS" or "AUTH" or "PBSZ" or "PROT" or "FEAT" or "OPTS" or "SYST" or "NOOP" or "QUIT")
        {
            return Before(verb, argument, struck);
        }

        if (!known)
        {
            return "530 Please log in with USER and PASS.";
        }

        var path = FileStore.Resolve(folder, argument);
        switch (verb)
        {
            case "EPSV":
                return site.Settings.Extended ? $"229 Entering Extended Passive Mode (|||{transfer.Listen()}|)" : "500 Unknown command.";
            case "PASV":
                return Passive(transfer.Listen());
            case "REST":
                return site.Settings.Resume && long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out restart) ? $"350 Going on from byte {restart}." : "502 Not here.";
            case "STOR" or "APPE":
                var from = verb == "APPE" && site.Files.IsFile(path) ? site.Files.Length(path) : restart;
                restart = 0;
                return await transfer.Take(line, path, from, protects, cancel);
            case "RETR":
                (var skipped, restart) = (restart, 0);
                return site.Files.IsFile(path) ? await transfer.Give(line, path, skipped, protects, cancel) : "550 No such file.";
            case "LIST" or "NLST":
                return await transfer.List(line, Listed(argument), verb == "LIST", protects, cancel);
            default:
                return InFolder(verb, argument, path);
        }
    }

    /// <summary>Many say it as a shell would: with options before the folder, or with nothing else.</summary>
    private string Listed(string argument)
    {
        var options = argument.StartsWith('-');
        var space = argument.IndexOf(' ', StringComparison.Ordinal);
        return FileStore.Resolve(folder, !options ? argument : space < 0 ? "" : argument[(space + 1)..]);
    }

    /// <summary>What may be said before the login.</summary>
    private string Before(string verb, string argument, IReadOnlyList<FaultSwitch> struck)
    {
        switch (verb)
        {
            case "AUTH":
                return struck.Any(one => one.Kind == FaultKind.RefuseTls) || !site.Settings.Tls ? "534 TLS is not offered." : argument is "TLS" or "TLS-C" ? "234 Begin." : "504 Only TLS.";
            case "PBSZ":
                return line.Secured ? "200 PBSZ=0" : "503 AUTH first.";
            case "PROT":
                protects = line.Secured && argument == "P";
                return !line.Secured ? "503 AUTH first." : argument is "P" or "C" ? "200 As you wish." : "536 Only C and P.";
            case "USER":
                (user, known) = (argument, false);
                return site.Settings.TlsRequired && !line.Secured ? "530 TLS is required." : "331 And the password?";
            case "PASS":
                known = user == site.Settings.FtpUserName && argument == site.Settings.FtpPassword && !struck.Any(one => one.Kind == FaultKind.RefuseLogin);
                return known ? "230 Come in." : "530 Login incorrect.";
            case "FEAT":
                return Features();
            case "OPTS":
                return argument.Equals("UTF8 ON", StringComparison.OrdinalIgnoreCase) || argument.Equals("HASH SHA-256", StringComparison.OrdinalIgnoreCase) ? "200 As it is." : "501 Not an option.";
            case "SYST":
                return "215 UNIX Type: L8";
            default:
                return verb == "QUIT" ? "221 Goodbye." : "200 Yes.";
        }
    }

    private string InFolder(string verb, string argument, string path)
    {
        switch (verb)
        {
            case "TYPE":
                return argument is "I" or "A" or "A N" or "L 8" ? "200 As you wish." : "504 Only I and A.";
            case "PWD" or "XPWD":
                return $"257 \"{folder.Replace("\"", "\"\"", StringComparison.Ordinal)}\" is where you are.";
            case "CWD" or "CDUP":
                var goal = verb == "CDUP" ? FileStore.Resolve(folder, "..") : path;
                if (!site.Files.IsFolder(goal))
                {
                    return "550 No such folder.";
                }

                folder = goal;
                return "250 There you are.";
            case "MKD" or "XMKD":
                if (site.Files.IsFolder(path) || site.Files.IsFile(path) || !site.Files.IsFolder(FileStore.Resolve(path, "..")))
                {
                    return "550 It is there already, or the folder for it is not.";
                }

                site.Files.MakeFolder(path);
                return $"257 \"{path}\" made.";
            case "SIZE":
                return site.Files.IsFile(path) ? $"213 {site.Files.Length(path)}" : "550 No such file.";
            case "HASH" or "XSHA256" when site.Settings.Checksum:
                return !site.Files.IsFile(path) ? "550 No such file." : verb == "HASH" ? $"213 SHA-256 0-{site.Files.Length(path)} {site.Files.Sum(path)} {argument}" : $"250 {site.Files.Sum(path).ToUpperInvariant()}";
            case "DELE" when site.Files.IsFile(path):
                site.Files.Delete(path);
                return "250 Gone.";
            case "RMD" when site.Files.IsFolder(path) && !site.Files.In(path).Any():
                site.Files.DeleteFolder(path);
                return "250 Gone.";
            case "DELE" or "RMD":
                return "550 It is not there, or not empty.";
            case "RNFR":
                renaming = site.Files.IsFile(path) ? path : null;
                return renaming is null ? "550 No such file." : "350 And the new name?";
            case "RNTO":
                return Rename(path);
            default:
                return "500 Unknown command.";
        }
    }

    private string Rename(string path)
    {
        if (renaming is null)
        {
            return "503 RNFR first.";
        }

        if (!site.Files.IsFolder(FileStore.Resolve(path, "..")) || (site.Files.IsFile(path) && !site.Settings.Overwrite))
        {
            return "550 There is a file of that name already, or no such folder.";
        }

        site.Files.Rename(renaming, path);
        renaming = null;
        return "250 Renamed.";
    }

    private string Features()
    {
        string?[] all = ["UTF8", "SIZE", "PBSZ", "PROT", site.Settings.Tls ? "AUTH TLS" : null, site.Settings.Extended ? "EPSV" : null, site.Settings.Resume ? "REST STREAM" : null, site.Settings.Checksum ? "HASH SHA-256*" : null, site.Settings.Checksum ? "XSHA256 filename" : null];
        return $"211-Features:\r\n{string.Concat(all.OfType<string>().Select(one => $" {one}\r\n"))}211 End";
    }

    private string Passive(int port) => $"227 Entering Passive Mode ({(site.Settings.PassiveAddress ?? "127.0.0.1").Replace('.', ',')},{port / 256},{port % 256}).";

    private void Log(string verb, string argument, string? answer, string? fault) => site.Requests.Add(new LoggedRequest(
        site.Time.GetUtcNow(), "ftp", verb, verb == "PASS" ? "****" : argument, answer is null ? null : int.Parse(answer.AsSpan(0, 3), CultureInfo.InvariantCulture), fault, user));

    [SuppressMessage("Globalization", "CA1308", Justification = "Switches name commands in small letters.")]
    private static string Small(string verb) => verb.ToLowerInvariant();
}
