using Liaison.Connectors.Ftp;
using Liaison.Core.Mapping;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Connectors.VirtualObserver;

/// <summary>What settings are wrong together, and what a test found.</summary>
internal static class VirtualObserverCheck
{
    private static readonly IReadOnlySet<string> FileFacts = SessionFacts.Catalogue([]).Select(f => f.Path)
        .Concat(["recording.id", "recording.key", "recording.name", "recording.part", "recording.startedAt", "recording.extension"]).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<Problem> Problems(VirtualObserverSettings settings)
    {
        var problems = new List<Problem>();
        void Needed(bool isNeeded, string name, string label, string value, string because)
        {
            if (isNeeded && string.IsNullOrWhiteSpace(value))
            {
                problems.Add(new Problem("/" + name, "required", $"{label} is needed {because}."));
            }
        }
        Needed(settings.SendEvents, "instanceHost", "Instance IP/DNS", settings.InstanceHost, "to send change events");
        Needed(settings.SendEvents, "developerKey", "Unique Developer Key", settings.DeveloperKey.Value ?? "", "to send change events");
        Needed(settings.SendsFiles, "ftpHost", "Instance FTP Hostname", settings.FtpHost, "to send files");
        Needed(settings.SendsFiles, "ftpUser", "Instance FTP Username", settings.FtpUser, "to send files");
        Needed(settings.SendsFiles, "ftpPassword", "Instance FTP Password", settings.FtpPassword.Value ?? "", "to send files");
        if (settings.InstanceHost.Trim().Length > 0 && settings.Instance is null)
        {
            problems.Add(new Problem("/instanceHost", "not-a-host", "Instance IP/DNS: a name or an address alone is expected, with a port if it needs one: yourname.virtualobserver.com."));
        }
        if (settings.KeyHeader.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            problems.Add(new Problem("/keyHeader", "not-a-header", "Header of the developer key: letters, digits and hyphens only."));
        }
        if (!string.IsNullOrWhiteSpace(settings.PinnedCertificate) && settings.PinnedCertificate.Count(char.IsAsciiHexDigit) != 64)
        {
            problems.Add(new Problem("/pinnedCertificate", "not-a-fingerprint", "Certificate: a SHA-256 fingerprint has 64 hexadecimal digits."));
        }
        foreach (var (name, label, path) in new[] { ("sessionPath", "Path for session events", settings.SessionPath), ("agentPath", "Path for agent events", settings.AgentPath) })
        {
            if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) || !Uri.TryCreate(path, UriKind.Relative, out _))
            {
                problems.Add(new Problem("/" + name, "not-a-path", $"{label} begins with one / and names no host."));
            }
        }
        problems.AddRange(Name(settings.RecordingName, "/recordingName", "Recording's file name", "recording.id", "recording.part", "recording.key"));
        problems.AddRange(Name(settings.TranscriptName, "/transcriptName", "Transcript's file name"));
        problems.AddRange(EventBody.Check(settings.SessionBody, settings.BodyType, EventBody.SessionFactNames, "/sessionBody"));
        problems.AddRange(EventBody.Check(settings.AgentBody, settings.BodyType, EventBody.AgentFactNames, "/agentBody"));
        return problems;
    }

    public static IEnumerable<string> Told(VirtualObserverSettings settings, FtpGreeting greeting)
    {
        yield return greeting.Tls is null
            ? $"Files go to {settings.Place.Host} by FTP in the clear: anyone on the way can read them. Use SSL if CSI offers it."
            : $"Files go to {settings.Place.Host} by FTP over {greeting.Tls}. Its certificate has the SHA-256 fingerprint {greeting.Certificate}.";
        yield return (greeting.CanResume, greeting.Checksum) switch
        {
            (true, { } checksum) => $"A broken upload goes on where it stopped, and each file is compared by {checksum}.",
            (true, null) => "A broken upload goes on where it stopped; files are compared by their size.",
            (false, { } checksum) => $"A broken upload begins anew; each file is compared by {checksum}.",
            _ => "A broken upload begins anew; files are compared by their size.",
        };
    }

    /// <summary>Two files of one name would be one.</summary>
    private static IEnumerable<Problem> Name(string pattern, string at, string label, params string[] partOf)
    {
        var paths = Placeholders.Parse(pattern).Paths.ToList();
        foreach (var problem in Placeholders.Check(pattern, at))
        {
            yield return problem;
        }
        foreach (var unknown in paths.Where(p => !FileFacts.Contains(p) && !p.StartsWith("items.", StringComparison.Ordinal)))
        {
            yield return new Problem(at, "unknown-fact", $"{label}: there is no fact “{unknown}”.");
        }
        if (!paths.Any(p => p is "session.id" or "session.externalId" or "recording.id"))
        {
            yield return new Problem(at, "not-unique", $"{label} must hold {{{{ session.id }}}} or {{{{ session.externalId }}}}: two files of one name would be one.");
        }
        if (partOf.Length > 0 && !paths.Any(partOf.Contains))
        {
            yield return new Problem(at, "not-unique", $"{label} must hold one of {string.Join(", ", partOf.Select(p => $"{{{{ {p} }}}}"))}: a recording may have several parts.");
        }
    }
}
