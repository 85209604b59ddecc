using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Statistics;

namespace Liaison.Hub.Api.Statistics;

/// <summary>Figures by interval.</summary>
/// <param name="Zone">In which days begin and local times are told.</param>
/// <param name="Minutes">Length of an interval; the last one of a day may be shorter.</param>
/// <param name="Connection">By whose settings it was counted; null: as before anybody saved any.</param>
public sealed record IntervalsAnswer(
    string Zone, int Minutes, Attribution Attribution, int ServiceLevelSeconds, int ShortAbandonSeconds, Id<Connection>? Connection, IReadOnlyList<IntervalRow> Rows);

/// <param name="Queue">Null for what belongs to no queue: an agent's own time, and contacts that came by none.</param>
/// <param name="Agent">E-mail address, or the source's own id; null in a queue's row.</param>
/// <param name="Figures">By column: counts, whole seconds, shares.</param>
public sealed record IntervalRow(
    DateTimeOffset From, DateTimeOffset To, string? Queue, string? Agent, string? AgentName, IReadOnlyDictionary<string, double> Figures);

/// <summary>What layouts may name, and layouts to start from.</summary>
public sealed record StatisticsCatalogue(IReadOnlyList<StatisticsColumn> Columns, IReadOnlyList<LayoutPreset> Presets, StatisticsSettings Beginning);

/// <summary>How a connection is given figures.</summary>
/// <param name="Sends">Whether its settings ask for files.</param>
/// <param name="DisabledQueues">Queues that its settings leave out.</param>
/// <param name="DoneTo">Intervals that ended by then have their files; null before the first round.</param>
public sealed record StatisticsSettingsAnswer(StatisticsSettings Settings, bool Sends, IReadOnlyList<string> DisabledQueues, DateTimeOffset? DoneTo, int Version) : IVersioned;

/// <summary>A file as a layout would write it.</summary>
/// <param name="Settings">With the layout in it.</param>
/// <param name="Layout">Its name.</param>
/// <param name="From">The interval that begins then; the last one that is over if left out.</param>
public sealed record PreviewBody(StatisticsSettings Settings, string Layout, Id<Connection>? Connection = null, DateTimeOffset? From = null);

/// <param name="Text">The beginning of the file.</param>
/// <param name="Rows">How many rows the whole has.</param>
public sealed record PreviewAnswer(string FileName, DateTimeOffset From, DateTimeOffset To, int Rows, string Text, bool Cut);

/// <summary>A file that was made.</summary>
/// <param name="Cause">due · missed · lateFacts · asked.</param>
/// <param name="State">How its delivery stands; null while it is not on its way.</param>
public sealed record FileAnswer(
    Id<StoredFile> Id, string Layout, DateTimeOffset From, DateTimeOffset To, long Number, string Name, int Size, string Sha256, int Rows, FileCause Cause, DateTimeOffset MadeAt, string MadeBy,
    Id<Delivery> Delivery, DeliveryState? State, string? Fault)
{
    internal static FileAnswer Of(ListedFile listed) => listed.File is var f ? new(
        f.Id, f.Layout, f.Interval.From, f.Interval.To, f.Number, f.Name, f.Size, f.Sha256, f.Rows, f.Cause, f.MadeAt, f.MadeBy, f.Delivery, listed.State, listed.Fault) : throw new InvalidOperationException();
}

/// <summary>An interval that a connection does not have.</summary>
/// <param name="Why">notMade: there is no file yet · underWay: it is being sent · failed: it could not be.</param>
public sealed record GapAnswer(DateTimeOffset From, DateTimeOffset To, string Layout, GapReason Why, Id<Delivery>? Delivery, string? Fault);

public enum GapReason
{
    NotMade = 0,
    UnderWay = 1,
    Failed = 2,
}

/// <summary>Which files to make and send again.</summary>
/// <param name="To">Intervals that begin before then, and are over.</param>
public sealed record SendBody(Id<Connection> Connection, DateTimeOffset From, DateTimeOffset To);

/// <param name="Files">How many were made.</param>
public sealed record SendAnswer(int Files);
