using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Deliveries;

/// <summary>A fact that came in or happened here: the cause of deliveries. Unique by source and id (CloudEvents 1.0).</summary>
public sealed record Event(
    Id<Event> Id, Id<Tenant> Tenant, string Source, string ExternalId, string Type, string Subject, DateTimeOffset At, string Data, int Hops = 0) : IIdentified
{
    public static string Prefix => "evt";
}

/// <summary>What a delivery does.</summary>
public enum DeliveryKind
{
    Create = 0,
    Update = 1,
    Attach = 2,
    Incoming = 3,

    /// <summary>Writes a conversation into records.</summary>
    Memorialise = 4,

    /// <summary>Feeds a system with an event or a file, at a place of its own.</summary>
    Feed = 5,
}

/// <summary>One event, to one connection, by one template: what was decided, and how far it has come.</summary>
public sealed record Delivery : IIdentified
{
    public static string Prefix => "dlv";

    public required Id<Delivery> Id { get; init; }
    public required Id<Tenant> Tenant { get; init; }
    public required Id<Connection> Connection { get; init; }
    public required DeliveryKind Kind { get; init; }

    /// <summary>What it is about: <c>cas_…</c>. Empty for an incoming change whose case is not known yet.</summary>
    public required string Subject { get; init; }

    /// <summary>Deliveries of one lane run one after another, in the order they were accepted.</summary>
    public required long Lane { get; init; }

    public required Id<Event> Event { get; init; }
    public Id<Template>? Template { get; init; }
    public int TemplateVersion { get; init; }

    /// <summary>Runs only when this one has ended; none if null.</summary>
    public Id<Delivery>? After { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>Attempts made by now.</summary>
    public int Attempts { get; init; }

    public required Draft Draft { get; init; }
    public required IReadOnlyList<Step> Steps { get; init; }
    public Fault? Fault { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it may be tried for the first time; at once if null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether it takes the place of earlier ones of its kind, subject and connection that nobody has tried yet: it says all that they would have said.</summary>
    public bool Supersedes { get; init; }

    /// <summary>Where the lane's order is kept: the same subject on the same connection, files apart.</summary>
    public static long LaneOf(Id<Connection> connection, string subject, bool files = false) => Fnv1a(files ? "files/" : "", connection.Value, "/", subject);

    private static long Fnv1a(params ReadOnlySpan<string> parts)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in parts)
        {
            foreach (var letter in part)
            {
                hash = (hash ^ letter) * 1099511628211UL;
            }
        }
        return (long)hash;
    }
}
