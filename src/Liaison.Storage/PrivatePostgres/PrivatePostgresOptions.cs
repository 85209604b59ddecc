namespace Liaison.Storage.PrivatePostgres;

/// <summary>How a private cluster is made and run. Only the data folder has no default.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>Liaison's data folder; the cluster lives in its sub-folder <c>postgres</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>True: when another hub already runs the cluster, use it with that hub (and take it over if that hub goes away).</summary>
    public bool Share { get; init; }

    /// <summary>The folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>; null looks in the usual places.</summary>
    public string? Binaries { get; init; }

    /// <summary>PostgreSQL's page cache, in megabytes.</summary>
    public int SharedBuffersMegabytes { get; init; } = 256;

    /// <summary>The most connections of all hubs together.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>True: listen on a free port of 127.0.0.1 even where unix sockets work.</summary>
    public bool Loopback { get; init; }

    /// <summary>False: the server outlives a hub that was killed, and the next hub adopts it.</summary>
    public bool DiesWithHub { get; init; } = true;

    /// <summary>How long a start may take, recovery after a power cut included.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a fast shutdown may take before it is forced.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Hears, in plain words, what the cluster does by itself: taking over, starting again.</summary>
    public Action<string>? Notice { get; init; }
}
