using System.Collections.Concurrent;
using System.Globalization;
using Liaison.Sandbox.Salesforce.Content;
using Liaison.Sandbox.Salesforce.Control;
using Liaison.Sandbox.Salesforce.Describe;
using Liaison.Sandbox.Salesforce.Faults;
using Liaison.Sandbox.Salesforce.Limits;
using Liaison.Sandbox.Salesforce.OAuth;
using Liaison.Sandbox.Salesforce.Pages;
using Liaison.Sandbox.Salesforce.Query;
using Liaison.Sandbox.Salesforce.Records;
using Liaison.Sandbox.Salesforce.Rest;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce;

/// <summary>A pretended Salesforce organisation: its records, its rules, its doors. Not the vendor's product.</summary>
public sealed class SalesforceStandIn : IDisposable
{
    /// <summary>It answers below its own path, and at the root for clients that take the host for the whole address.</summary>
    public static readonly string[] Prefixes = ["/salesforce", ""];

    private readonly SandboxOptions options;
    private readonly SalesforceSettings startSettings;
    private readonly Journal<StoredRow>? journal;
    private int lastCase;

    private SalesforceStandIn(SandboxOptions options, SalesforceSettings settings, TimeProvider time)
    {
        this.options = options;
        startSettings = settings;
        Settings = settings;
        Time = time;
        Schema = Schema.Build(settings, time.GetUtcNow());
        Dice = new Dice(options.Seed);
        Faults = new FaultPanel<FaultSwitch>(Dice);
        Mailbox = new Mailbox(Dice);
        Usage = new Usage(time);
        var folder = options.DataFolder is null ? null : Path.Combine(options.DataFolder, "salesforce");
        Tokens = new TokenDesk(time, Dice, folder is null ? null : Path.Combine(folder, "grants.json"));
        Tokens.Load();
        Files = new FileShelf(folder is null ? null : Path.Combine(folder, "files"));
        Cursors = new Cursors(time);
        if (folder is not null)
        {
            journal = Journal<StoredRow>.Open(Path.Combine(folder, "records.jsonl"), StoredRowJson.Default.StoredRow, Store.Restore);
        }

        Begin();
    }

    public SalesforceSettings Settings { get; private set; }
    public Schema Schema { get; private set; }
    public TimeProvider Time { get; }
    public Dice Dice { get; }
    public FaultPanel<FaultSwitch> Faults { get; }
    public Counters Counters { get; } = new();
    public RequestLog Requests { get; } = new();
    public Usage Usage { get; }
    public TokenDesk Tokens { get; }
    public Mailbox Mailbox { get; }
    public Store Store { get; private set; } = new();
    public FileShelf Files { get; }
    public Cursors Cursors { get; }
    public Users Users => new(Store);
    public Versions Versions { get; } = new(58, 66);
    public string QueueId { get; private set; } = "";

    /// <summary>Descriptions that are written already.</summary>
    public ConcurrentDictionary<(Schema Schema, string What, string Version, string Address), byte[]> Descriptions { get; } = new();

    public static SalesforceStandIn Open(SandboxOptions options, IConfiguration configuration, TimeProvider time) =>
        new(options, configuration.Get<SalesforceSettings>() ?? new SalesforceSettings(), time);

    public void Map(IEndpointRouteBuilder routes)
    {
        OAuthDoor.Map(routes, this);
        RestDoor.Map(routes, this);
        ControlApi.Map(routes, this);
        FaultApi.Map(routes, "/salesforce/faults", Faults);
        RecordPages.Map(routes, this);
        SetUpPages.Map(routes, this);
    }

    /// <summary>Now, as exact as records keep it.</summary>
    public DateTimeOffset Now()
    {
        var now = Time.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    public int NextCaseNumber() => Interlocked.Increment(ref lastCase);

    public void Use(SalesforceSettings settings)
    {
        Settings = settings;
        Schema = Schema.Build(settings, Time.GetUtcNow());
        Descriptions.Clear();
    }

    /// <summary>Back to the first day.</summary>
    public void Reset(int? seed)
    {
        Faults.Clear();
        Dice.Reseed(seed ?? options.Seed);
        Use(startSettings);
        Tokens.RevokeAll();
        Mailbox.Clear();
        Usage.Clear();
        Counters.Clear();
        Requests.Clear();
        Cursors.Clear();
        Files.Clear();
        journal?.Clear();
        Store = new Store();
        Begin();
    }

    /// <summary>Whose request it is; null when its token is missing, wrong or dead.</summary>
    public Session? SessionOf(HttpContext http)
    {
        if (BearerOf(http) is not { } token || Tokens.Find(token) is not { } found)
        {
            return null;
        }

        var address = AddressOf(http);
        return new Session(found.User, address, Identity.UrlOf(address, found.User));
    }

    public static string? BearerOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim()
            : header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase) ? header[6..].Trim() : null;
    }

    /// <summary>The instance URL by the name that the caller used for it.</summary>
    public static string AddressOf(HttpContext http) =>
        $"{http.Request.Scheme}://{http.Request.Host}{(http.Request.Path.StartsWithSegments("/salesforce", StringComparison.OrdinalIgnoreCase) ? "/salesforce" : "")}";

    public void Dispose() => journal?.Dispose();

    private void Begin()
    {
        lastCase = startSettings.LastCaseNumber;
        if (Store["User"].Count == 0)
        {
            Store.Journal = journal;
            Seed.Plant(this);
        }
        else
        {
            Store.Journal = journal;
            var number = Store["Case"].Type.Field("CaseNumber")!;
            lastCase = Store["Case"].All().Select(row => int.Parse((string)row[number]!, CultureInfo.InvariantCulture)).Append(lastCase).Max();
        }

        QueueId = Store["Group"].All().First().Id;
    }
}
