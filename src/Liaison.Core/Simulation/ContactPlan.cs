using Liaison.Core.Sessions;

namespace Liaison.Core.Simulation;

/// <summary>All of a contact that does not depend on who is there to take it.</summary>
/// <param name="Patience">How long the person waits for an answer; null: for ever.</param>
/// <param name="Chat">What is said; null when it is no chat.</param>
/// <param name="Legs">With each agent in turn; each but the last passes it on.</param>
/// <param name="Missed">Whether the first agent who is offered it does not take it.</param>
internal sealed record ContactPlan(
    int Number, Channel Channel, string Queue, SimulatedPerson Person, SimulatedQuestion Question, SimulatedChat? Chat, TimeSpan? Patience, bool Missed, IReadOnlyList<LegPlan> Legs,
    string SubDisposition, string Page)
{
    /// <summary>How long agents have to do with it altogether.</summary>
    public TimeSpan Work => Legs.Aggregate(TimeSpan.Zero, (sum, leg) => sum + leg.Rings + leg.Lasts + leg.WrapUp);

    public static ContactPlan Draw(SimulationMaterial material, int seed, int number)
    {
        var chance = Chance.Of(seed, number);
        var kind = chance.Next();
        var channel = kind < Habits.Voice ? Channel.Voice : kind < Habits.Voice + Habits.Chat ? Channel.Chat : kind < Habits.Voice + Habits.Chat + Habits.Inbox ? Channel.Inbox : Channel.Offline;
        var question = chance.Pick(material.Questions);
        var chat = channel == Channel.Chat ? chance.Pick(material.Chats) : null;
        var person = Somebody(material, chat?.Language, chance);
        TimeSpan? patience = channel switch
        {
            Channel.Voice => TimeSpan.FromSeconds(chance.Exponential(Habits.CallPatience)),
            Channel.Chat => TimeSpan.FromSeconds(chance.Exponential(Habits.ChatPatience)),
            _ => null,
        };
        return new ContactPlan(number, channel, question.Queue, person, question, chat, patience, channel == Channel.Voice && chance.Happens(Habits.NotTaken),
            Draw(material, channel, question.Queue, chat, chance), chance.Pick(Habits.Ends), chance.Pick(Habits.Pages));
    }

    private static IReadOnlyList<LegPlan> Draw(SimulationMaterial material, Channel channel, string queue, SimulatedChat? chat, Chance chance)
    {
        if (channel == Channel.Offline)
        {
            return [];
        }
        var last = LegPlan.Draw(material, channel, chat, null, chance);
        return channel == Channel.Voice && chance.Happens(Habits.Transferred)
            ? [LegPlan.Draw(material, channel, null, chance.Pick([.. Habits.Queues.Where(other => other != queue)]), chance), last] : [last];
    }

    private static SimulatedPerson Somebody(SimulationMaterial material, string? language, Chance chance) =>
        language is not null && material.People.Where(p => p.Language == language).ToList() is { Count: > 0 } speakers ? chance.PickEarly(speakers) : chance.PickEarly(material.People);
}

/// <summary>One agent's part of a contact.</summary>
/// <param name="Rings">How long the agent takes to answer.</param>
/// <param name="Lasts">How long they are in contact; of a chat it is the sum of its pauses.</param>
/// <param name="HoldAt">When, of the time in contact, the person is put on hold; null: never.</param>
/// <param name="Pauses">Before each line of a chat.</param>
/// <param name="PassedTo">The queue that it is passed on to; null: it ends here.</param>
internal sealed record LegPlan(TimeSpan Rings, TimeSpan Lasts, TimeSpan? HoldAt, TimeSpan Hold, IReadOnlyList<TimeSpan> Pauses, TimeSpan WrapUp, string? PassedTo)
{
    public static LegPlan Draw(SimulationMaterial material, Channel channel, SimulatedChat? chat, string? passedTo, Chance chance)
    {
        var rings = TimeSpan.FromSeconds(channel == Channel.Voice ? 2 + chance.Exponential(4) : 1 + chance.Exponential(6));
        IReadOnlyList<TimeSpan> pauses = chat is null ? [] : PausesOf(chat, chance);
        var held = channel == Channel.Voice && chance.Happens(Habits.Held);
        var hold = held ? TimeSpan.FromSeconds(5 + chance.Exponential(Habits.Hold - 5)) : TimeSpan.Zero;
        var lasts = channel switch
        {
            Channel.Voice => TimeSpan.FromSeconds(material.Talk.Draw(chance)) + hold,
            Channel.Chat => pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause) + TimeSpan.FromSeconds(4),
            _ => TimeSpan.FromSeconds(chance.LogNormal(Habits.Letter * 0.8, 0.7)),
        };
        return new LegPlan(Limited(rings, Habits.RingsOut), lasts, held ? (lasts - hold) * (0.2 + (0.5 * chance.Next())) : null, hold, pauses, TimeSpan.FromSeconds(material.WrapUp.Draw(chance)), passedTo);
    }

    private static TimeSpan Limited(TimeSpan time, TimeSpan most) => time < most ? time : most;

    private static List<TimeSpan> PausesOf(SimulatedChat chat, Chance chance)
    {
        // Agents have phrases at hand.
        var (customer, agent) = (Typing.Speed(chance), 1.6 * Typing.Speed(chance));
        return [.. chat.Lines.Select((line, at) => Typing.Before(line, at == 0 ? null : chat.Lines[at - 1], chat.Language, line.Speaker == "agent" ? agent : customer, chance))];
    }
}
