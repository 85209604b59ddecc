using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.VirtualObserver;

/// <summary>Virtual Observer by CSI: recordings and transcripts by FTP for quality management, change events and statistics for workforce management.</summary>
public sealed class VirtualObserverConnector : IConnector, ITestConnection, ITakeFiles, ITakeEvents, IReconcile, IDisposable
{
    private readonly VirtualObserverSettings settings;
    private readonly EventSender events;
    private readonly FileSender files;

    private VirtualObserverConnector(VirtualObserverSettings settings, ConnectorContext context)
    {
        this.settings = settings;
        var timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var http = new HttpCalls(context.Http, context.Time, new HttpLimits(timeout, timeout, MaxAnswer: 1024 * 1024), Redaction.Of([settings.DeveloperKey]));
        events = new EventSender(settings, http);
        files = new FileSender(settings, context);
    }

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "virtual-observer",
        Name = "Virtual Observer (CSI)",
        Summary = "Sends recordings, transcripts, change events and statistics for quality management and workforce planning.",
        Settings = typeof(VirtualObserverSettings),
        RecordTypes = [],
        Notices =
        [
            new("leavesTheHouse", "Recordings and transcripts leave the house with everything that was said in them. Send them only where people were told so, and let agents pause recording before anything sensitive."),
            new("formats", "CSI publishes no format for events and files: names, paths and bodies are proposals. Have them confirmed by CSI before you rely on them."),
        ],
        CheckSettings = static settings => VirtualObserverCheck.Problems((VirtualObserverSettings)settings),
        Feed = static settings => ((VirtualObserverSettings)settings).Feed(),
        Concurrency = 8,
        Open = static (settings, context) => new VirtualObserverConnector((VirtualObserverSettings)settings, context),
    };

    public async Task<Outcome<TestReport>> Test(Calls calls, CancellationToken cancel)
    {
        var details = new List<string>();
        if (settings.SendEvents)
        {
            if ((await events.Reach(calls, cancel)).Failed(out var fault, out var where))
            {
                return fault;
            }
            details.Add(where);
        }
        if (settings.SendsFiles)
        {
            if ((await files.Test(calls, cancel)).Failed(out var fault, out var greeting))
            {
                return fault;
            }
            details.AddRange(VirtualObserverCheck.Told(settings, greeting));
        }
        return new TestReport(details.Count > 0 ? $"Virtual Observer at {(settings.SendEvents ? settings.Instance!.Authority : settings.Place.Host)} takes what is to be sent." : "Nothing is chosen to be sent yet.", details);
    }

    public Task<Outcome<Written>> Upload(Draft draft, Calls calls, CancellationToken cancel) => files.Upload(draft, calls, cancel);

    public Task<Outcome<Written>> Send(Draft draft, Calls calls, CancellationToken cancel) => events.Send(draft, calls, cancel);

    /// <summary>Files are looked for where they should be. Of events nobody can be asked; they may come twice.</summary>
    public Task<Outcome<Written?>> Find(Draft draft, string? record, string? known, DateTimeOffset since, Calls calls, CancellationToken cancel) =>
        draft.File is null ? Task.FromResult<Outcome<Written?>>((Written?)null!) : files.Find(draft, calls, cancel);

    public void Dispose() => files.Dispose();
}
