namespace Liaison.Core.Desk;

/// <summary>Who may work. Too many agents for the seats stop only those beyond their number, never everybody.</summary>
public static class Seats
{
    /// <summary>Why an agent has no seat, and what to do about it; null when they have one.</summary>
    public static string? WhyNot(DeskSettings settings, string email)
    {
        if (settings.Agents.Count == 0)
        {
            return null;
        }
        if (settings.Agent(email) is not { Seat: true })
        {
            return "You have no seat yet. An administrator gives you one in the desk's settings, under Agents.";
        }
        var place = Wanting(settings).FindIndex(a => string.Equals(a.Email, email, StringComparison.OrdinalIgnoreCase));
        return place < settings.Seats ? null
            : $"All {settings.Seats} seats are taken by agents who stand before you in the list. Everybody else can go on working; an administrator can add seats, or give you somebody else's.";
    }

    public static bool Has(DeskSettings settings, string email) => WhyNot(settings, email) is null;

    public static int Given(DeskSettings settings) => Math.Min(settings.Seats, Wanting(settings).Count);

    /// <summary>The agents beyond the number of seats.</summary>
    public static IReadOnlyList<string> Blocked(DeskSettings settings) => [.. Wanting(settings).Skip(settings.Seats).Select(a => a.Email)];

    private static List<DeskSeat> Wanting(DeskSettings settings) => [.. settings.Agents.Where(a => a.Seat)];
}
