using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Liaison.Sandbox.Kustomer.Api;
using Liaison.Sandbox.Kustomer.Control;
using Liaison.Sandbox.Kustomer.Faults;
using Liaison.Sandbox.Kustomer.Files;
using Liaison.Sandbox.Kustomer.Hooks;
using Liaison.Sandbox.Kustomer.Limits;
using Liaison.Sandbox.Kustomer.Pages;
using Liaison.Sandbox.Kustomer.Records;
using Liaison.Sandbox.Kustomer.Search;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Kustomer;

/// <summary>A pretended Kustomer organisation: its customers and their timelines, its rules, its doors. Not the vendor's product.</summary>
public sealed class KustomerStandIn : IDisposable
{
    public const string Path = "/kustomer";

    /// <summary>It answers below its own path, and at the root, where the links of its answers point.</summary>
    public static readonly string[] Prefixes = [Path, ""];

    private readonly SandboxOptions options;
    private readonly KustomerSettings startSettings;
    private readonly Journal<StoredItem>? journal;
    private int counter;

    private KustomerStandIn(SandboxOptions options, KustomerSettings settings, TimeProvider time)
    {
        this.options = options;
        startSettings = settings;
        Settings = settings;
        Time = time;
        Dice = new Dice(options.Seed);
        Faults = new FaultPanel<FaultSwitch>(Dice);
        Limits = new RateBudget(this);
        Index = new SearchIndex(this);
        Log = new ChangeLog(this);
        Outbox = new Outbox(this);
        var folder = options.DataFolder is null ? null : System.IO.Path.Combine(options.DataFolder, "kustomer");
        Files = new FileShelf(folder is null ? null : System.IO.Path.Combine(folder, "files"));
        Store = new Store { Changed = Index.Note };
        if (folder is not null)
        {
            journal = Journal<StoredItem>.Open(System.IO.Path.Combine(folder, "records.jsonl"), StoredItemJson.Default.StoredItem, Store.Restore);
        }

        Begin();
    }

    public KustomerSettings Settings { get; private set; }
    public TimeProvider Time { get; }
    public Dice Dice { get; }
    public FaultPanel<FaultSwitch> Faults { get; }
    public Counters Counters { get; } = new();
    public RequestLog Requests { get; } = new();
    public RateBudget Limits { get; }
    public SearchIndex Index { get; }
    public ChangeLog Log { get; }
    public Outbox Outbox { get; }
    public FileShelf Files { get; }
    public Store Store { get; }

    public static KustomerStandIn Open(SandboxOptions options, IConfiguration configuration, TimeProvider time) =>
        new(options, configuration.Get<KustomerSettings>() ?? new KustomerSettings(), time);

    public void Map(IEndpointRouteBuilder routes)
    {
        ApiDoor.Map(routes, this);
        StorageDoor.Map(routes, this);
        ControlApi.Map(routes, this);
        FaultApi.Map(routes, Path + "/faults", Faults);
        TimelinePages.Map(routes, this);
        SetUpPages.Map(routes, this);
    }

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public string Stamp() => Stamp(Time.GetUtcNow());

    /// <summary>24 hexadecimal digits that rise with time.</summary>
    public string NewId()
    {
        Span<byte> chance = stackalloc byte[5];
        Dice.Fill(chance);
        return string.Create(CultureInfo.InvariantCulture, $"{Time.GetUtcNow().ToUnixTimeSeconds():x8}{Interlocked.Increment(ref counter) & 0xffffff:x6}{Convert.ToHexStringLower(chance)}");
    }

    public bool HasRole(string role) => Settings.Roles.Contains("org.admin") || (Settings.Roles.Contains(role) && !Settings.RemovedRoles.Contains(role));

    /// <summary>Lets a caller in who has the key, from an address that the key allows.</summary>
    /// <exception cref="RefusalException">401 or 403.</exception>
    public void Admit(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
        if (key == Settings.ElsewhereKey)
        {
            throw WrongPod();
        }

        if (key != Settings.ApiKey)
        {
            throw RefusalException.Unauthorized("Unauthorized");
        }

        if (Settings.KeyExpiresAt <= Time.GetUtcNow())
        {
            throw RefusalException.Unauthorized("Expired token");
        }

        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (Settings.AllowedAddresses.Length > 0 && !Settings.AllowedAddresses.Any(allowed => address.StartsWith(allowed, StringComparison.Ordinal)))
        {
            throw RefusalException.Forbidden("IP address is not in the allowed ranges of this token");
        }
    }

    public RefusalException WrongPod() => RefusalException.Unauthorized($"Auth token associated with pod {Settings.ElsewherePod} but request is being handled by {Settings.Pod}");

    /// <summary>What the key says of itself.</summary>
    public Item KeyItem(ApiCall call) => new("token", Seed.Id(0x0c, 1), new JsonObject
    {
        ["name"] = Settings.KeyName, ["roles"] = new JsonArray([.. Settings.Roles.Where(role => !Settings.RemovedRoles.Contains(role)).Select(role => (JsonNode)(role.StartsWith("org.", StringComparison.Ordinal) ? role : KustomerRoles.Prefix + role))]),
        ["lastTokenChars"] = Settings.ApiKey[^Math.Min(4, Settings.ApiKey.Length)..], ["ipAddress"] = "127.0.0.1", ["lastAccessedAt"] = call.Now(), ["expiresAt"] = Settings.KeyExpiresAt is { } at ? Stamp(at) : null, ["createdAt"] = Seed.FirstDay,
    }, ImmutableSortedDictionary<string, string>.Empty.Add("user", Seed.Machine));

    public long Length(string file)
    {
        lock (Store.Gate)
        {
            return Store.Find("attachment", file) is { } known ? UploadForm.Length(known) : 0;
        }
    }

    public string ContentType(string file)
    {
        lock (Store.Gate)
        {
            return Store.Find("attachment", file)?.Text("contentType") ?? "application/octet-stream";
        }
    }

    /// <summary>The bytes of a file are here.</summary>
    public ApiAnswer Uploaded(string file)
    {
        lock (Store.Gate)
        {
            if (Store.Find("attachment", file) is { } known)
            {
                Store.Put(known.Changed(attributes => attributes["uploaded"] = true));
            }
        }

        return ApiAnswer.NoContent;
    }

    public void Use(KustomerSettings settings) => Settings = settings;

    /// <summary>Back to the first day.</summary>
    public void Reset(int? seed)
    {
        lock (Store.Gate)
        {
            Faults.Clear();
            Dice.Reseed(seed ?? options.Seed);
            Settings = startSettings;
            Limits.Clear();
            Index.Clear();
            Log.Clear();
            Counters.Clear();
            Requests.Clear();
            Files.Clear();
            journal?.Clear();
            Store.Clear();
            Begin();
        }
    }

    public void Dispose()
    {
        Outbox.Dispose();
        journal?.Dispose();
    }

    private void Begin()
    {
        Store.Journal = journal;
        counter = Store.Count;
        if (counter == 0)
        {
            Seed.Plant(this);
        }
    }
}
