namespace Liaison.Core.Simulation;

/// <summary>How long a person takes to read what was said, to think, and to type an answer.</summary>
/// <remarks>
/// People type 52 words of five letters a minute on average, with a standard deviation of 20 (Dhakal et al., “Observations on typing from 136 million keystrokes”, CHI 2018),
/// and read about 240 a minute. Where a sign is a syllable or a word, as in Korean and Chinese, there are fewer of them.
/// </remarks>
internal static class Typing
{
    private const double LettersPerSecond = 52 * 5 / 60.0;
    private const double ReadPerSecond = 240 * 5 / 60.0;
    private const double LongestSeconds = 90;

    public static TimeSpan Before(SimulatedLine line, SimulatedLine? after, string language, double speed, Chance chance)
    {
        var letters = language switch { "zh" or "ja" => 3.0, "ko" => 2.0, _ => 1.0 };
        // What a machine writes into a conversation is there at once.
        var typed = line.Speaker == "system" ? 0.5 : line.Text.Length * letters / (LettersPerSecond * speed);
        var read = after is null || after.Speaker == line.Speaker ? 0 : after.Text.Length * letters / ReadPerSecond;
        return TimeSpan.FromSeconds(Math.Min(LongestSeconds, read + chance.LogNormal(1.8, 0.6) + typed));
    }

    /// <summary>How fast somebody is, against the average.</summary>
    public static double Speed(Chance chance) => Math.Clamp(chance.LogNormal(1, 0.37), 0.5, 2.2);
}
