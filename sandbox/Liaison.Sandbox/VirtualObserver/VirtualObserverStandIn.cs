using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Liaison.Sandbox.Shared;
using Liaison.Sandbox.VirtualObserver.Control;
using Liaison.Sandbox.VirtualObserver.Events;
using Liaison.Sandbox.VirtualObserver.Faults;
using Liaison.Sandbox.VirtualObserver.Files;
using Liaison.Sandbox.VirtualObserver.Ftp;
using Liaison.Sandbox.VirtualObserver.Pages;

namespace Liaison.Sandbox.VirtualObserver;

/// <summary>A pretended Virtual Observer instance: a server that takes files by FTP, and a door for change events. It keeps what it is given as it is given. Not the vendor's product.</summary>
public sealed class VirtualObserverStandIn : IDisposable
{
    public const string Path = "/virtual-observer";

    /// <summary>Events are taken below its own path, and at the root for clients that know only a host.</summary>
    public static readonly string[] Prefixes = [Path, ""];

    private readonly Lock gate = new();
    private readonly VirtualObserverSettings startSettings;
    private readonly Journal<ReceivedEvent>? journal;
    private readonly Lazy<X509Certificate2> certificate;
    private ImmutableList<ReceivedEvent> events = [];

    private VirtualObserverStandIn(SandboxOptions options, VirtualObserverSettings settings, TimeProvider time)
    {
        (startSettings, Settings, Time) = (settings, settings, time);
        Faults = new FaultPanel<FaultSwitch>(new Dice(options.Seed));
        certificate = new Lazy<X509Certificate2>(() => OwnCertificate.Make(time.GetUtcNow()));
        var folder = options.DataFolder is null ? null : System.IO.Path.Combine(options.DataFolder, "virtual-observer");
        Files = new FileStore(folder is null ? null : System.IO.Path.Combine(folder, "files"));
        if (folder is not null)
        {
            journal = Journal<ReceivedEvent>.Open(System.IO.Path.Combine(folder, "events.jsonl"), ReceivedEventJson.Default.ReceivedEvent, one => events = events.Add(one));
        }

        Ftp = new FtpDoor(this);
    }

    public VirtualObserverSettings Settings { get; private set; }
    public TimeProvider Time { get; }
    public FaultPanel<FaultSwitch> Faults { get; }
    public Counters Counters { get; } = new();
    public RequestLog Requests { get; } = new();
    public FileStore Files { get; }
    public FtpDoor Ftp { get; }

    /// <summary>What the FTP server shows under TLS.</summary>
    public X509Certificate2 Certificate => certificate.Value;

    public IReadOnlyList<ReceivedEvent> Events => events;

    public static VirtualObserverStandIn Open(SandboxOptions options, IConfiguration configuration, TimeProvider time) =>
        new(options, configuration.Get<VirtualObserverSettings>() ?? new VirtualObserverSettings(), time);

    public void Map(IEndpointRouteBuilder routes)
    {
        EventDoor.Map(routes, this);
        ControlApi.Map(routes, this);
        FaultApi.Map(routes, Path + "/faults", Faults);
        ObserverPages.Map(routes, this);
    }

    public void Use(VirtualObserverSettings settings) => Settings = settings;

    public void Receive(string method, string path, string? contentType, string body, int status)
    {
        lock (gate)
        {
            var one = new ReceivedEvent(events.Count + 1, Time.GetUtcNow(), method, path, contentType, body, status);
            journal?.Append(one);
            events = events.Add(one);
        }
    }

    /// <summary>Back to the first day.</summary>
    public void Reset()
    {
        Faults.Clear();
        Settings = startSettings;
        Counters.Clear();
        Requests.Clear();
        Files.Clear();
        journal?.Clear();
        events = [];
    }

    public void Dispose()
    {
        journal?.Dispose();
        Files.Dispose();
        if (certificate.IsValueCreated)
        {
            Certificate.Dispose();
        }
    }
}
