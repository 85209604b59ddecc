using Liaison.Core.Shared;

namespace Liaison.Core.Desk;

/// <summary>Says everything that is wrong with a desk's settings, each with its place.</summary>
public static class DeskSettingsCheck
{
    private const int MostAgents = 5_000;
    private const int MostNamed = 500;
    private const int LongestName = 200;
    private const int LongestScript = 20_000;

    public static IReadOnlyList<Problem> Check(DeskSettings settings)
    {
        var problems = new List<Problem>();
        Number(settings.Seats, 0, MostAgents, "/seats", "There are 0 to 5,000 seats.", problems);
        Number(settings.OfferSeconds, 1, 600, "/offerSeconds", "An offer lasts 1 to 600 seconds.", problems);
        WrapUp(settings.WrapUpSeconds, "/wrapUpSeconds", problems);
        Number(settings.DynamicData.MostText, 0, 50, "/dynamicData/mostText", "0 to 50 fields of text can be shown.", problems);
        Number(settings.DynamicData.MostOther, 0, 50, "/dynamicData/mostOther", "0 to 50 other fields can be shown.", problems);
        Number(settings.DynamicData.Most ?? 0, 0, 100, "/dynamicData/most", "0 to 100 fields can be shown in all; leave it out for no limit of its own.", problems);
        if (settings.DefaultUserEmail is { } email && !IsAddress(email))
        {
            problems.Add(new Problem("/defaultUserEmail", "invalid-email", "Who gets what nobody picks up is named by an e-mail address; leave it out for nobody."));
        }
        Texts(settings.Reasons, "/reasons", "reason", problems);
        Each(settings.Queues, "/queues", q => q.Name, "queue", problems, Queue);
        Each(settings.Campaigns, "/campaigns", c => c.Name, "campaign", problems, Campaign);
        Dispositions(settings.Dispositions, "/dispositions", problems);
        Agents(settings, problems);
        return problems;
    }

    private static void Queue(DeskQueue queue, string at, List<Problem> problems)
    {
        Number(queue.Priority, 0, 9, $"{at}/priority", "A priority is 0 to 9; what has the higher one is offered first.", problems);
        WrapUp(queue.WrapUpSeconds, $"{at}/wrapUpSeconds", problems);
        Script(queue.Script, $"{at}/script", problems);
        Texts(queue.Skills ?? [], $"{at}/skills", "skill", problems);
        foreach (var (email, n) in (queue.Agents ?? []).Select((e, n) => (e, n)).Where(e => !IsAddress(e.e)))
        {
            problems.Add(new Problem($"{at}/agents/{n}", "invalid-email", $"“{Cut.At(email, 60)}” is no e-mail address; agents are named by theirs."));
        }
    }

    private static void Campaign(DeskCampaign campaign, string at, List<Problem> problems)
    {
        WrapUp(campaign.WrapUpSeconds, $"{at}/wrapUpSeconds", problems);
        Script(campaign.Script, $"{at}/script", problems);
        Dispositions(campaign.Dispositions ?? [], $"{at}/dispositions", problems);
    }

    private static void Dispositions(IReadOnlyList<DispositionChoice> all, string at, List<Problem> problems) =>
        Each(all, at, d => d.Name, "disposition", problems, (d, place, found) => Texts(d.Sub ?? [], $"{place}/sub", "sub-disposition", found));

    private static void Agents(DeskSettings settings, List<Problem> problems)
    {
        if (settings.Agents.Count > MostAgents)
        {
            problems.Add(new Problem("/agents", "too-many", $"At most {MostAgents:N0} agents."));
            return;
        }
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (agent, n) in settings.Agents.Select((a, n) => (a, n)))
        {
            if (!IsAddress(agent.Email))
            {
                problems.Add(new Problem($"/agents/{n}/email", "invalid-email", $"“{Cut.At(agent.Email, 60)}” is no e-mail address; it joins the agent with their user and with the contact centre."));
            }
            else if (!seen.Add(agent.Email))
            {
                problems.Add(new Problem($"/agents/{n}/email", "twice", $"{agent.Email} is there twice; once is enough."));
            }
            Texts(agent.Skills ?? [], $"/agents/{n}/skills", "skill", problems);
            foreach (var (queue, m) in (agent.Queues ?? []).Select((q, m) => (q, m)).Where(q => settings.Queue(q.q) is null))
            {
                problems.Add(new Problem($"/agents/{n}/queues/{m}", "unknown-queue", $"There is no queue “{Cut.At(queue, 60)}” in these settings."));
            }
        }
    }

    private static void Each<T>(IReadOnlyList<T> all, string at, Func<T, string> name, string word, List<Problem> problems, Action<T, string, List<Problem>> check)
    {
        Texts([.. all.Select(name)], at, word, problems, "/name");
        foreach (var (one, n) in all.Take(MostNamed).Select((one, n) => (one, n)))
        {
            check(one, $"{at}/{n}", problems);
        }
    }

    private static void Texts(IReadOnlyList<string> all, string at, string word, List<Problem> problems, string part = "")
    {
        if (all.Count > MostNamed)
        {
            problems.Add(new Problem(at, "too-many", $"At most {MostNamed} of these."));
            return;
        }
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, n) in all.Select((t, n) => (t, n)))
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > LongestName)
            {
                problems.Add(new Problem($"{at}/{n}{part}", "required", $"A {word} has a name of 1 to {LongestName} characters."));
            }
            else if (!seen.Add(text))
            {
                problems.Add(new Problem($"{at}/{n}{part}", "twice", $"The {word} “{Cut.At(text, 60)}” is there twice; once is enough."));
            }
        }
    }

    private static void WrapUp(int? seconds, string at, List<Problem> problems) => Number(seconds ?? 0, 0, 3_600, at, "Wrap-up lasts 0 to 3,600 seconds; 0 means that there is none.", problems);

    private static void Script(string? script, string at, List<Problem> problems)
    {
        if (script?.Length > LongestScript)
        {
            problems.Add(new Problem(at, "too-long", $"A script has at most {LongestScript:N0} characters."));
        }
    }

    private static void Number(int value, int least, int most, string at, string says, List<Problem> problems)
    {
        if (value < least || value > most)
        {
            problems.Add(new Problem(at, "out-of-range", says));
        }
    }

    private static bool IsAddress(string text) => text.Length is > 2 and <= 320 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
}
