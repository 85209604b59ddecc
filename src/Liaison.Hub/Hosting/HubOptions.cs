using System.Globalization;
using Liaison.Core.Connecting;
using Liaison.Storage.Retention;

namespace Liaison.Hub.Hosting;

/// <summary>How this hub runs, from the environment and the command line.</summary>
public sealed record HubOptions
{
    /// <summary>Where the private database, the files and the master key lie. <c>LIAISON_DATA</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>An Npgsql connection string; without one the hub starts a private PostgreSQL of its own. <c>LIAISON_DATABASE</c>.</summary>
    public string? Database { get; init; }

    /// <summary>Where the hub listens. <c>LIAISON_URLS</c>.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>What this process does: <c>api</c>, <c>worker</c>, <c>web</c>. <c>LIAISON_ROLES</c>.</summary>
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>(AllRoles, StringComparer.Ordinal);

    /// <summary>A file that holds the master key. <c>LIAISON_MASTER_KEY_FILE</c>; the key itself may stand in <c>LIAISON_MASTER_KEY</c>.</summary>
    public string? MasterKeyFile { get; init; }

    /// <summary>Whether connections may lead to addresses inside this network. <c>LIAISON_ALLOW_INTERNAL</c>.</summary>
    public bool AllowInternalAddresses { get; init; }

    /// <summary>The kinds of connector that this hub offers; all if null. <c>LIAISON_CONNECTORS</c>.</summary>
    public IReadOnlySet<string>? Connectors { get; init; }

    /// <summary>How people reach the hub, for links in other systems. <c>LIAISON_PUBLIC_URL</c>.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Apps that whoever runs this hub has registered with other systems, by kind. <c>LIAISON_SALESFORCE_CLIENT_ID</c>, <c>LIAISON_SALESFORCE_CLIENT_SECRET</c> (or <c>…_SECRET_FILE</c>).</summary>
    public Func<string, ProviderApp?> ProviderApps { get; init; } = static _ => null;

    /// <summary>How much of an organisation's call allowance deliveries may use up, between nought and one; the rest is for lookups. <c>LIAISON_CALL_SHARE</c>, in percent.</summary>
    public double CallShare { get; init; } = 0.8;

    /// <summary>What is kept how long. <c>LIAISON_KEEP_FLOW_RUNS</c> and its like, in days.</summary>
    public RetentionPlan Retention { get; init; } = RetentionPlan.Standard;

    /// <summary>How long work under way may go on after a stop was asked for.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(20);

    public static readonly IReadOnlyList<string> AllRoles = ["api", "worker", "web"];

    /// <summary>Marks a data folder as the demo's, whose stand-ins live on this machine.</summary>
    public const string DemoFile = "demo.json";

    public string FilesFolder => Path.Combine(DataFolder, "files");

    /// <exception cref="ArgumentException">A variable holds what it cannot.</exception>
    public static HubOptions FromEnvironment(Func<string, string?> variable)
    {
        var roles = (variable("LIAISON_ROLES") ?? string.Join(',', AllRoles)).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (roles.Except(AllRoles, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"LIAISON_ROLES names “{unknown}”; the roles are {string.Join(", ", AllRoles)}.", nameof(variable));
        }
        var folder = Path.GetFullPath(variable("LIAISON_DATA") is { Length: > 0 } data ? data : "data");
        return new HubOptions
        {
            DataFolder = folder,
            Connectors = variable("LIAISON_CONNECTORS") is { Length: > 0 } kinds ? kinds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal) : null,
            Database = variable("LIAISON_DATABASE") is { Length: > 0 } database ? database : null,
            Urls = variable("LIAISON_URLS") is { Length: > 0 } urls ? urls : "http://127.0.0.1:8080",
            Roles = new HashSet<string>(roles, StringComparer.Ordinal),
            MasterKeyFile = variable("LIAISON_MASTER_KEY_FILE"),
            AllowInternalAddresses = variable("LIAISON_ALLOW_INTERNAL") is "1" or "true" or "yes" || File.Exists(Path.Combine(folder, DemoFile)),
            PublicUrl = variable("LIAISON_PUBLIC_URL")?.TrimEnd('/'),
            Retention = RetentionPlan.From(variable),
            ProviderApps = kind => Connecting.ProviderApps.Of(kind, variable),
            CallShare = variable("LIAISON_CALL_SHARE") is not { Length: > 0 } percent ? 0.8
                : int.TryParse(percent.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 100 ? share / 100.0
                : throw new ArgumentException($"LIAISON_CALL_SHARE is “{percent}”; it is a percentage from 1 to 100.", nameof(variable)),
        };
    }
}
