using Liaison.Core.DynamicData;

namespace Liaison.Core.Desk;

/// <summary>How an organisation's agents work: its document <c>desk</c>.</summary>
/// <param name="Seats">How many agents may work at a time.</param>
/// <param name="DefaultUserEmail">Who gets a contact that nobody picks up; null: nobody, it waits.</param>
/// <param name="Reasons">What an agent may give as the reason for not being ready.</param>
/// <param name="OfferSeconds">How long an agent is offered a contact before the next one is.</param>
/// <param name="WrapUpSeconds">How long wrap-up lasts where neither campaign nor queue says otherwise; 0: there is none.</param>
/// <param name="Dispositions">What may come of a contact, where its campaign does not say otherwise; none: anything may be written.</param>
/// <param name="AutoOpenRecords">Whether a recognised record opens by itself once the agent accepts.</param>
/// <param name="Agents">Who has a seat, in the order in which seats are given; while nobody is named, everybody has one.</param>
public sealed record DeskSettings(
    int Seats, string? DefaultUserEmail, IReadOnlyList<string> Reasons, int OfferSeconds, int WrapUpSeconds, IReadOnlyList<DeskQueue> Queues, IReadOnlyList<DeskCampaign> Campaigns,
    IReadOnlyList<DispositionChoice> Dispositions, DynamicDataLimits DynamicData, bool AutoOpenRecords, IReadOnlyList<DeskSeat> Agents)
{
    /// <summary>What holds until somebody saves their own.</summary>
    public static DeskSettings Beginning { get; } = new(50, null, ["Break", "Training"], 20, 30, [], [], [], new DynamicDataLimits(5, 3, null), true, []);

    public DeskQueue? Queue(string? name) => name is null ? null : Queues.FirstOrDefault(q => string.Equals(q.Name, name, StringComparison.OrdinalIgnoreCase));

    public DeskCampaign? Campaign(string? name) => name is null ? null : Campaigns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    public DeskSeat? Agent(string email) => Agents.FirstOrDefault(a => string.Equals(a.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <summary>How long wrap-up lasts after a contact: as its campaign says, else its queue, else everybody's.</summary>
    public TimeSpan WrapUpAfter(string? queue, string? campaign) => TimeSpan.FromSeconds(Campaign(campaign)?.WrapUpSeconds ?? Queue(queue)?.WrapUpSeconds ?? WrapUpSeconds);

    public string? ScriptFor(string? queue, string? campaign) => Campaign(campaign)?.Script ?? Queue(queue)?.Script;

    public IReadOnlyList<DispositionChoice> DispositionsFor(string? campaign) => Campaign(campaign)?.Dispositions is { Count: > 0 } own ? own : Dispositions;

    /// <summary>The queues that an agent serves, in the settings' order.</summary>
    public IReadOnlyList<string> QueuesOf(string email) => [.. Queues.Where(q => Serves(email, q)).Select(q => q.Name)];

    /// <summary>Whether an agent serves a queue: either of them names the other, or neither the queue nor any agent says who serves it.</summary>
    public bool Serves(string email, DeskQueue queue) =>
        Names(queue.Agents, email) || Names(Agent(email)?.Queues, queue.Name) || (queue.Agents is not { Count: > 0 } && !Agents.Any(a => Names(a.Queues, queue.Name)));

    private static bool Names(IReadOnlyList<string>? list, string name) => list?.Contains(name, StringComparer.OrdinalIgnoreCase) == true;
}

/// <param name="Routed">Whether Liaison itself offers its contacts to agents; otherwise the contact centre does, and tells of it.</param>
/// <param name="Skills">What an agent must have all of.</param>
/// <param name="WrapUpSeconds">Null: as everybody's.</param>
/// <param name="Script">What the agent reads while talking.</param>
/// <param name="Priority">0 to 9; a contact of a higher one is offered first.</param>
/// <param name="Agents">E-mail addresses of those who serve it.</param>
public sealed record DeskQueue(
    string Name, bool Routed = false, IReadOnlyList<string>? Skills = null, int? WrapUpSeconds = null, string? Script = null, int Priority = 5, IReadOnlyList<string>? Agents = null);

/// <param name="WrapUpSeconds">Null: as the queue's, or everybody's.</param>
public sealed record DeskCampaign(string Name, int? WrapUpSeconds = null, string? Script = null, IReadOnlyList<DispositionChoice>? Dispositions = null);

/// <param name="Sub">Sub-dispositions that go with it; none: none is chosen.</param>
public sealed record DispositionChoice(string Name, IReadOnlyList<string>? Sub = null);

/// <param name="Email">By which the user, and the contact centre's agent, are known.</param>
/// <param name="Queues">Which queues the agent serves, besides those that name them.</param>
/// <param name="Seat">Whether the agent is to have a seat.</param>
public sealed record DeskSeat(string Email, IReadOnlyList<string>? Skills = null, IReadOnlyList<string>? Queues = null, bool Seat = true);
