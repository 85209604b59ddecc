using System.Globalization;
using System.Text.Json;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Core.Simulation;

/// <summary>What a simulation is made of: a day's shape, measured durations, names, questions, conversations.</summary>
public sealed class SimulationMaterial
{
    private SimulationMaterial(Written written, MeasuredSeconds talk, MeasuredSeconds wrapUp)
    {
        (Day, Talk, WrapUp) = (new DayProfile(written.HalfHours), talk, wrapUp);
        (Questions, Chats) = (written.Questions, [.. written.Chats.Select(SimulatedChat.Of)]);
        People = [.. written.Names.Select((name, at) => SimulatedPerson.Of(at, name.Language, name.FirstName, name.LastName))];
    }

    public DayProfile Day { get; }

    /// <summary>How long a call is talked.</summary>
    public MeasuredSeconds Talk { get; }

    /// <summary>How long the agent has to do after a contact.</summary>
    public MeasuredSeconds WrapUp { get; }

    public IReadOnlyList<SimulatedPerson> People { get; }

    public IReadOnlyList<SimulatedQuestion> Questions { get; }

    public IReadOnlyList<SimulatedChat> Chats { get; }

    /// <param name="json">The sample's <c>simulator.json</c>.</param>
    /// <param name="calls">The sample's <c>simulator-calls.csv</c>: a header, then seconds of taking a call and seconds of what followed.</param>
    /// <exception cref="JsonException">The first is no such document.</exception>
    /// <exception cref="FormatException">The second is no such table.</exception>
    public static SimulationMaterial Read(string json, string calls)
    {
        var measured = calls.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(line => line.Split(',')).ToList();
        MeasuredSeconds Column(int at) => MeasuredSeconds.Fit(measured.Select(row => double.Parse(row[at], CultureInfo.InvariantCulture)));
        return new SimulationMaterial(Json.Read<Written>(json), Column(0), Column(1));
    }

    private sealed record Written(IReadOnlyList<double> HalfHours, IReadOnlyList<WrittenName> Names, IReadOnlyList<SimulatedQuestion> Questions, IReadOnlyList<WrittenChat> Chats);

    private sealed record WrittenName(string Language, string FirstName, string LastName);

    /// <param name="Lines">Speaker and words of each.</param>
    internal sealed record WrittenChat(string Language, string From, IReadOnlyList<IReadOnlyList<string>> Lines);
}

/// <param name="Text">As somebody asked it.</param>
/// <param name="About">What it came down to: the disposition.</param>
public sealed record SimulatedQuestion(string Text, string About)
{
    /// <summary>Who answers such questions.</summary>
    public string Queue => Says("card") || Says("pin") ? "Cards" : Says("transfer") || Says("payment") || Says("refund") ? "Payments" : "Accounts";

    private bool Says(string word) => About.Contains(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A conversation as people had it, with the pauses in which it can have been typed.</summary>
/// <param name="Language">ISO 639-1.</param>
public sealed record SimulatedChat(string Language, IReadOnlyList<SimulatedLine> Lines)
{
    internal static SimulatedChat Of(SimulationMaterial.WrittenChat chat) => new(chat.Language, [.. chat.Lines.Select(line => new SimulatedLine(line[0], line[1]))]);
}

/// <param name="Speaker">customer · agent · system.</param>
public sealed record SimulatedLine(string Speaker, string Text);

/// <summary>Somebody who does not exist.</summary>
public sealed record SimulatedPerson(string Language, Party Party)
{
    /// <summary>Numbers from a range that is kept free for fiction: +44 20 7946 0000 to 0999.</summary>
    internal static SimulatedPerson Of(int number, string language, string firstName, string lastName) => new(language, new Party(
        language is "zh" or "ko" or "ja" ? $"{lastName}{firstName}" : $"{firstName} {lastName}", firstName, lastName,
        $"visitor{number:000}@sample.example", $"+44 20 7946 0{320 + (number % 600):000}"));
}
