namespace Liaison.Core.Sessions;

/// <summary>A while for which recording stood still, so that something sensitive is neither heard nor seen.</summary>
/// <param name="From">When it was paused.</param>
/// <param name="To">When it went on; null while it has not.</param>
/// <param name="What">audio · screen · both.</param>
/// <param name="Who">Who paused it, if told.</param>
public sealed record RecordingPause(DateTimeOffset From, DateTimeOffset? To, string What, string? Who = null)
{
    public const string Audio = "audio";
    public const string Screen = "screen";
    public const string Both = "both";

    /// <summary>The pauses that presses of the buttons add up to, whatever order they became known in. Pressed twice is pressed once.</summary>
    internal static IReadOnlyList<RecordingPause> Of(IEnumerable<RecordingSwitch> switches)
    {
        var pressed = switches.OrderBy(s => s.At).ThenBy(s => s.Paused).ToList();
        if (pressed.Count == 0)
        {
            return [];
        }
        var (audio, screen) = (Track(pressed, Audio), Track(pressed, Screen));
        var both = audio.Where(a => screen.Any(s => Same(a, s))).ToList();
        return
        [
            .. both.Select(p => p with { What = Both }).Concat(audio.Where(a => !both.Contains(a))).Concat(screen.Where(s => !both.Any(b => Same(b, s)))).OrderBy(p => p.From).ThenBy(p => p.What, StringComparer.Ordinal),
        ];
    }

    private static List<RecordingPause> Track(List<RecordingSwitch> pressed, string what)
    {
        var pauses = new List<RecordingPause>();
        RecordingPause? open = null;
        foreach (var one in pressed.Where(p => p.What == what || p.What == Both))
        {
            if (one.Paused)
            {
                open ??= new RecordingPause(one.At, null, what, one.Who);
            }
            else if (open is not null)
            {
                pauses.Add(open with { To = one.At });
                open = null;
            }
        }
        return open is null ? pauses : [.. pauses, open];
    }

    private static bool Same(RecordingPause one, RecordingPause other) => one.From == other.From && one.To == other.To;
}

/// <summary>One press of a button that pauses recording or lets it go on.</summary>
internal sealed record RecordingSwitch(DateTimeOffset At, bool Paused, string What, string? Who);
