using Liaison.Connectors.Ftp;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Connectors.VirtualObserver;

/// <summary>How to reach one instance of Virtual Observer, and what to feed it with. The values of the first group come from CSI.</summary>
public sealed record VirtualObserverSettings
{
    [Setting("Instance IP/DNS", "The name (or address) of your instance, as CSI gave it to you. Change events go there.", Group = "CSI World", Placeholder = "yourname.virtualobserver.com")]
    public string InstanceHost { get; init; } = "";

    [Setting("Unique Developer Key", "The key that CSI gave you. It goes with every change event.", Group = "CSI World")]
    public Secret DeveloperKey { get; init; }

    [Setting("Instance FTP Hostname", "The name of the server that takes files. A name, not an address: it is what its certificate is compared with.", Group = "CSI World", Placeholder = "ftp.yourname.virtualobserver.com")]
    public string FtpHost { get; init; } = "";

    [Setting("Instance FTP Username", "As CSI gave it to you.", Group = "CSI World")]
    public string FtpUser { get; init; } = "";

    [Setting("Instance FTP Password", "As CSI gave it to you.", Group = "CSI World")]
    public Secret FtpPassword { get; init; }

    [Setting("Use SSL for FTP?", "Only if CSI told you so when your account was made. Without it the password and every recording can be read by anyone on the way.", Group = "CSI World")]
    public bool FtpSsl { get; init; }

    [Setting("Send ACD Statistics?", "A file for each interval that is over, by FTP. Its layout is set up under Statistics.", Group = "What is sent")]
    public bool SendStatistics { get; init; }

    [Setting("Send Session Recordings?", "Each part of a recording once the contact has ended, by FTP, with a small file beside it that says whose it is and when recording was paused.", Group = "What is sent")]
    public bool SendRecordings { get; init; }

    [Setting("Send Session Transcript?", "The transcript of each written conversation once it has ended, by FTP.", Group = "What is sent")]
    public bool SendTranscripts { get; init; }

    [Setting("Send Session & Agent Change Events?", "A web request each time that a contact's or an agent's status changes.", Group = "What is sent")]
    public bool SendEvents { get; init; }

    [Setting("Disabled Queues (for ACD Statistics Upload)?", "Queues of which no statistics are sent. Everything else of them is sent as of any queue.", Group = "What is sent", Placeholder = "A queue's name, then Enter")]
    public IReadOnlyList<string> DisabledQueues { get; init; } = [];

    [Setting("How SSL begins", "Explicit: the connection is changed to SSL before anything is said (the usual way). Implicit: SSL from the first byte, on port 990.", Group = "Files", Choices = ["Explicit|explicit", "Implicit|implicit"])]
    public string FtpMode { get; init; } = Explicit;

    [Setting("FTP port", "0 for the usual one: 21, or 990 where SSL begins implicitly.", Group = "Files", Min = 0, Max = 65535)]
    public int FtpPort { get; init; }

    [Setting("Certificate", "Only for a server whose certificate no authority has signed: its SHA-256 fingerprint. Testing the connection tells it.", Group = "Files", Placeholder = "9F:86:D0:81:…")]
    public string? PinnedCertificate { get; init; }

    [Setting("Recording's file name", "What a part is called there, folders in front. Placeholders: session.id, session.externalId, session.startedAt and all other facts of a session; recording.id, recording.part, recording.startedAt, recording.name, recording.extension.",
        Required = true, Group = "Files")]
    public string RecordingName { get; init; } = "recordings/{{ session.startedAt | date: yyyy-MM-dd }}/{{ session.id }}_part{{ recording.part }}_{{ recording.id }}.{{ recording.extension }}";

    [Setting("Transcript's file name", "What a transcript is called there, with the same facts of the session.", Required = true, Group = "Files")]
    public string TranscriptName { get; init; } = "transcripts/{{ session.startedAt | date: yyyy-MM-dd }}/{{ session.id }}.txt";

    [Setting("Folder for statistics", "Empty for the folder in which the login begins.", Group = "Files")]
    public string StatisticsFolder { get; init; } = "statistics";

    [Setting("Describe recordings?", "On: beside each part NAME.json says whose it is, which part of how many, when it began, and when recording was paused, so that Virtual Observer can put parts together and black out what is not to be seen.", Group = "Files")]
    public bool Sidecars { get; init; } = true;

    [Setting("Files at once", "How many files may be on their way at the same time, each over a login of its own.", Required = true, Min = 1, Max = 8, Group = "Files")]
    public int FilesAtOnce { get; init; } = 2;

    [Setting("Events over HTTPS?", "Off only for an instance in your own network that has no certificate: the developer key could be read on the way.", Group = "Events")]
    public bool Https { get; init; } = true;

    [Setting("Path for session events", "Where session change events go on the instance.", Required = true, Group = "Events")]
    public string SessionPath { get; init; } = "/events/session";

    [Setting("Path for agent events", "Where agent change events go on the instance.", Required = true, Group = "Events")]
    public string AgentPath { get; init; } = "/events/agent";

    [Setting("Header of the developer key", "The HTTP header in which the developer key goes.", Required = true, Group = "Events")]
    public string KeyHeader { get; init; } = "X-Developer-Key";

    [Setting("Format of events", "How values are written into the bodies below.", Required = true, Group = "Events", Choices = ["JSON|application/json", "XML|application/xml", "Form|application/x-www-form-urlencoded"])]
    public string BodyType { get; init; } = EventBody.Json;

    [Setting("Body of session events", "{{ placeholders }} take the event's facts. Within quotation marks a value is a text; outside of them it is a number, a list or null, whichever it is.", Required = true, Type = "longText", Group = "Events")]
    public string SessionBody { get; init; } = VirtualObserverDefaults.SessionBody;

    [Setting("Body of agent events", "The same for agents.", Required = true, Type = "longText", Group = "Events")]
    public string AgentBody { get; init; } = VirtualObserverDefaults.AgentBody;

    [Setting("Time-out (seconds)", "How long to wait for an answer, by HTTP and by FTP; twice as long for the next bytes of a file.", Required = true, Min = 5, Max = 300, Group = "Working")]
    public int TimeoutSeconds { get; init; } = 30;

    internal const string Explicit = "explicit";

    internal bool SendsFiles => SendStatistics || SendRecordings || SendTranscripts;

    /// <summary>Where events go; null when the host cannot be one.</summary>
    internal Uri? Instance => Uri.TryCreate(InstanceHost.Contains("://", StringComparison.Ordinal) ? InstanceHost.Trim() : $"{(Https ? "https" : "http")}://{InstanceHost.Trim()}", UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.PathAndQuery == "/" ? address : null;

    internal FtpPlace Place
    {
        get
        {
            var security = !FtpSsl ? FtpSecurity.None : FtpMode == Explicit ? FtpSecurity.Explicit : FtpSecurity.Implicit;
            var (host, port) = HostAndPort();
            return new FtpPlace(host, port ?? (FtpPort > 0 ? FtpPort : security == FtpSecurity.Implicit ? 990 : 21), security, FtpUser.Trim(), FtpPassword)
            {
                PinnedCertificate = string.IsNullOrWhiteSpace(PinnedCertificate) ? null : PinnedCertificate.Trim(),
                Times = FtpTimes.Usual with { Reply = TimeSpan.FromSeconds(TimeoutSeconds), Idle = TimeSpan.FromSeconds(2 * TimeoutSeconds) },
            };
        }
    }

    /// <summary>What a connection with these settings is fed with.</summary>
    internal FeedSwitches Feed() => new(SendEvents, SendEvents, SendRecordings, SendTranscripts, SendStatistics, DisabledQueues.Select(q => q.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase))
    {
        SessionFields = [.. EventBody.PathsOf(SessionBody)],
        AgentFields = [.. EventBody.PathsOf(AgentBody)],
        RecordingName = RecordingName,
        TranscriptName = TranscriptName,
    };

    // People write the port where they write the name, whatever fields there are.
    private (string Host, int? Port) HostAndPort()
    {
        var written = FtpHost.Trim();
        written = written[(written.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..].TrimEnd('/');
        return written.LastIndexOf(':') is > 0 and var colon && written.IndexOf(':', StringComparison.Ordinal) == colon && int.TryParse(written[(colon + 1)..], out var port) ? (written[..colon], port) : (written, null);
    }
}
