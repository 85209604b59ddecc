using System.Collections.Concurrent;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Tests.Statistics;

public sealed record FiguresSettings
{
    [Setting("Place", "Where files go.", Required = true)]
    public string? Place { get; init; }

    [Setting("Send statistics", "Whether files of figures are sent.")]
    public bool Statistics { get; init; }

    [Setting("Disabled queues", "Queues that figures leave out, with commas between.")]
    public string? Disabled { get; init; }
}

/// <summary>A system that is given files of figures, and keeps them in this process.</summary>
public sealed class FiguresConnector(FiguresSettings settings, ConnectorContext context) : IConnector, ITakeFiles
{
    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<string, string>> Places = new(StringComparer.Ordinal);

    public static ConcurrentDictionary<string, string> At(string place) => Places.GetOrAdd(place, static _ => new(StringComparer.Ordinal));

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "figures",
        Name = "Figures",
        Summary = "A place for files of figures.",
        Settings = typeof(FiguresSettings),
        RecordTypes = [],
        Feed = static settings => FeedSwitches.None with
        {
            Statistics = ((FiguresSettings)settings).Statistics,
            DisabledQueues = (((FiguresSettings)settings).Disabled ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase),
        },
        Open = static (settings, context) => new FiguresConnector((FiguresSettings)settings, context),
    };

    public async Task<Outcome<Written>> Upload(Draft draft, Calls calls, CancellationToken cancel)
    {
        await using var bytes = await context.ReadFile(draft.File!.Attachment, cancel);
        using var text = new StreamReader(bytes!);
        At(settings.Place!)[draft.File.Name] = await text.ReadToEndAsync(cancel);
        return new Written(draft.File.Name);
    }
}
