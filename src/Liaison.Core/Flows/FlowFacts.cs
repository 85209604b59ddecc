using System.Globalization;
using Liaison.Core.Mapping;

namespace Liaison.Core.Flows;

/// <summary>What placeholders in a flow may name: variables, the contact's facts, and a few of the system's own.</summary>
public static class FlowFacts
{
    public static readonly IReadOnlyList<(string Path, string Label)> OfSystem =
    [
        ("SYSTEM.CallerPhoneNumber", "Caller's number"), ("SYSTEM.DialledNumber", "Dialled number"), ("SYSTEM.Channel", "Channel"), ("SYSTEM.Queue", "Queue"), ("SYSTEM.Now", "Now (UTC)"),
    ];

    public static Facts Of(RunState state, DateTimeOffset now) => new(path => Find(state, path, now));

    private static string? Find(RunState state, string path, DateTimeOffset now) => path switch
    {
        _ when path.StartsWith("items.", StringComparison.Ordinal) => state.Items.GetValueOrDefault(path["items.".Length..]),
        "SYSTEM.CallerPhoneNumber" => state.Facts.GetValueOrDefault(path) ?? state.Facts.GetValueOrDefault("session.ani") ?? state.Facts.GetValueOrDefault("customer.phone"),
        "SYSTEM.DialledNumber" => state.Facts.GetValueOrDefault(path) ?? state.Facts.GetValueOrDefault("session.dnis"),
        "SYSTEM.Channel" => state.Facts.GetValueOrDefault(path) ?? state.Facts.GetValueOrDefault("session.channel"),
        "SYSTEM.Queue" or "session.queue" => state.Queue ?? state.Facts.GetValueOrDefault(path) ?? state.Facts.GetValueOrDefault("session.queue"),
        "SYSTEM.Now" => state.Facts.GetValueOrDefault(path) ?? now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        // A variable may be named without saying that it is one: {{ticket}}.
        _ => state.Facts.GetValueOrDefault(path) ?? state.Items.GetValueOrDefault(path),
    };
}
