using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Content;
using Liaison.Sandbox.Dynamics.Control;
using Liaison.Sandbox.Dynamics.Faults;
using Liaison.Sandbox.Dynamics.Limits;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.OAuth;
using Liaison.Sandbox.Dynamics.Pages;
using Liaison.Sandbox.Dynamics.Records;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Dynamics;

/// <summary>A pretended Dynamics 365 environment with its sign-in service: its records, its rules, its doors. Not the vendor's product.</summary>
public sealed class DynamicsStandIn : IDisposable
{
    public const string Path = "/dynamics";

    /// <summary>It answers below its own path, and at the root for clients that take the host for the whole address.</summary>
    public static readonly string[] Prefixes = [Path, ""];

    private readonly SandboxOptions options;
    private readonly DynamicsSettings startSettings;
    private readonly Journal<StoredRecord>? journal;
    private int lastCase;

    private DynamicsStandIn(SandboxOptions options, DynamicsSettings settings, TimeProvider time)
    {
        this.options = options;
        startSettings = settings;
        Settings = settings;
        Time = time;
        Schema = Schema.Build(settings);
        Dice = new Dice(options.Seed);
        Faults = new FaultPanel<FaultSwitch>(Dice);
        Protection = new ServiceProtection(this);
        var folder = options.DataFolder is null ? null : System.IO.Path.Combine(options.DataFolder, "dynamics");
        Tokens = new TokenDesk(time, Dice, folder is null ? null : System.IO.Path.Combine(folder, "grants.json"));
        Tokens.Load();
        if (folder is not null)
        {
            journal = Journal<StoredRecord>.Open(System.IO.Path.Combine(folder, "records.jsonl"), StoredRecordJson.Default.StoredRecord, Store.Restore);
        }

        Begin();
    }

    public DynamicsSettings Settings { get; private set; }
    public Schema Schema { get; private set; }
    public TimeProvider Time { get; }
    public Dice Dice { get; }
    public FaultPanel<FaultSwitch> Faults { get; }
    public Counters Counters { get; } = new();
    public RequestLog Requests { get; } = new();
    public ServiceProtection Protection { get; }
    public TokenDesk Tokens { get; }
    public Store Store { get; private set; } = new();
    public BlockUploads Uploads { get; } = new();

    public static DynamicsStandIn Open(SandboxOptions options, IConfiguration configuration, TimeProvider time) =>
        new(options, configuration.Get<DynamicsSettings>() ?? new DynamicsSettings(), time);

    public void Map(IEndpointRouteBuilder routes)
    {
        OAuthDoor.Map(routes, this);
        ApiDoor.Map(routes, this);
        ControlApi.Map(routes, this);
        FaultApi.Map(routes, Path + "/faults", Faults);
        RecordPages.Map(routes, this);
        SetUpPages.Map(routes, this);
    }

    /// <summary>Now, as exact as records keep it.</summary>
    public DateTimeOffset Now()
    {
        var now = Time.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    public int NextCaseNumber() => Interlocked.Increment(ref lastCase);

    /// <summary>An id as the platform gives it.</summary>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Dice.Fill(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes);
    }

    public void Use(DynamicsSettings settings)
    {
        Settings = settings;
        Schema = Schema.Build(settings);
        Store.Write(changes =>
        {
            Seed.Tell(this, changes);
            return true;
        });
    }

    /// <summary>Back to the first day.</summary>
    public void Reset(int? seed)
    {
        Faults.Clear();
        Dice.Reseed(seed ?? options.Seed);
        Settings = startSettings;
        Schema = Schema.Build(startSettings);
        Tokens.RevokeAll();
        Protection.Clear();
        Counters.Clear();
        Requests.Clear();
        Uploads.Clear();
        journal?.Clear();
        Store = new Store();
        Begin();
    }

    public Row? UserByName(string name) => Store["systemuser"].All().FirstOrDefault(user => string.Equals(user["domainname"] as string, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whose request it is; null when its token is missing, wrong, dead, or good for another address.</summary>
    public Session? SessionOf(HttpContext http)
    {
        if (BearerOf(http) is not { } token || Tokens.Find(token) is not { } found || !IsAddress(http, found.Resource))
        {
            return null;
        }

        var caller = http.Request.Headers["CallerObjectId"].ToString();
        var meant = caller.Length == 0 ? null : Store["systemuser"].All().FirstOrDefault(user => string.Equals(user["azureactivedirectoryobjectid"]?.ToString(), caller, StringComparison.OrdinalIgnoreCase));
        return new Session(meant?.Id ?? found.User, AddressOf(http));
    }

    /// <summary>Why a user who signed in may not come in; null when they may.</summary>
    public ODataException? Refused(Session session) => Store["systemuser"].Find(session.User) is not { } user || (session.User == Seed.ApplicationUser && !Settings.ApplicationUser)
        ? new ODataException(403, "0x80072560", "The user is not a member of the organization.")
        : user["isdisabled"] is true ? new ODataException(403, "0x80040225", $"The specified user(Id = {session.User:D}) is disabled. Consider enabling this user.") : null;

    /// <summary>401, and where to sign in.</summary>
    public ApiAnswer Challenge(HttpContext http) => new ApiAnswer(StatusCodes.Status401Unauthorized, Bytes: "HTTP Error 401 - Unauthorized: Access is denied"u8.ToArray(), ContentType: "text/plain; charset=utf-8")
        .With("WWW-Authenticate", $"Bearer authorization_uri={Host(http)}{Path}/login/{Settings.TenantId}/oauth2/authorize, resource_id={AddressOf(http)}/");

    public static string? BearerOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }

    /// <summary>The instance URL by the name that the caller used for it.</summary>
    public static string AddressOf(HttpContext http) => Host(http) + (http.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal) ? Path : "");

    /// <summary>Whether this environment goes by the address, without a slash at the end.</summary>
    public static bool IsAddress(HttpContext http, string resource) => Prefixes.Any(prefix => resource == Host(http) + prefix);

    private static string Host(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

    public void Dispose() => journal?.Dispose();

    private void Begin()
    {
        lastCase = startSettings.LastCaseNumber;
        Store.Journal = journal;
        if (Store["systemuser"].Count == 0)
        {
            Seed.Plant(this);
        }
        else
        {
            lastCase += Store["incident"].Count;
        }
    }
}
