using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;

namespace Liaison.Storage.Statistics;

/// <summary>Why a file was made.</summary>
public enum FileCause
{
    /// <summary>Its interval was over.</summary>
    Due = 0,

    /// <summary>Its interval had been over for longer: the hub was away, or had more to do.</summary>
    Missed = 1,

    /// <summary>Facts came late and changed the figures.</summary>
    LateFacts = 2,

    /// <summary>A person asked for it.</summary>
    Asked = 3,
}

/// <summary>A file of one interval's figures, as it was made.</summary>
/// <param name="Number">Counts the connection's files, from 1.</param>
public sealed record StoredFile(
    Id<StoredFile> Id, Id<Connection> Connection, string Layout, Interval Interval, long Number, string Name, int Size, string Sha256, int Rows, FileCause Cause, DateTimeOffset MadeAt, string MadeBy,
    Id<Delivery> Delivery) : IIdentified
{
    public static string Prefix => "stf";

    /// <summary>By which name connectors open its bytes.</summary>
    public string Attachment => $"{Folder}/{Id}";

    public const string Folder = "statistics";
}

/// <summary>How far a connection has its files.</summary>
/// <param name="Since">The first interval that it was to have began then.</param>
/// <param name="DoneTo">Intervals that ended by then have their files.</param>
/// <param name="LookedAt">What changed in sessions by then was looked at.</param>
public sealed record StatisticsProgress(DateTimeOffset Since, DateTimeOffset DoneTo, DateTimeOffset LookedAt, long NextNumber);

/// <param name="State">Null while its delivery is not planned yet.</param>
public sealed record ListedFile(StoredFile File, DeliveryState? State, string? Fault);
