using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;

namespace Liaison.Hub.Api.Lookups;

/// <summary>Says everything that is wrong with a connection's rules for people and conversations, each with its place.</summary>
internal static class ConversationCheck
{
    private const int MostRules = 50;

    public static IReadOnlyList<Problem> Check(IdentificationRules rules)
    {
        var problems = new List<Problem>();
        if (rules.Rules is null)
        {
            return [new Problem("/rules", "required", "The list of rules is needed; it may be empty.")];
        }
        if (rules.Rules.Count > MostRules)
        {
            problems.Add(new Problem("/rules", "too-many", $"At most {MostRules} rules."));
        }
        if (rules.ReuseDays is < 0 or > 3650)
        {
            problems.Add(new Problem("/reuseDays", "out-of-range", "An earlier session counts for 0 to 3650 days."));
        }
        if (rules.LeastDigits is < 5 or > 15)
        {
            problems.Add(new Problem("/leastDigits", "out-of-range", "Between 5 and 15 digits must agree: fewer would mix people up."));
        }
        foreach (var (rule, n) in rules.Rules.Select((r, n) => (r, n)))
        {
            if (string.IsNullOrWhiteSpace(rule.RecordType))
            {
                problems.Add(new Problem($"/rules/{n}/recordType", "required", "Say which type of record the rule finds."));
            }
            if (rule.Enabled && rule.By is not { Count: > 0 })
            {
                problems.Add(new Problem($"/rules/{n}/by", "required", $"The rule for {rule.RecordType} compares nothing: add what to compare, or switch it off."));
            }
            foreach (var (by, m) in (rule.By ?? []).Select((b, m) => (b, m)))
            {
                if (string.IsNullOrWhiteSpace(by.Fact))
                {
                    problems.Add(new Problem($"/rules/{n}/by/{m}/fact", "required", "Say what is compared: the caller's number, the e-mail address …"));
                }
                if (by.Fields is null || (by.Fields.Count == 0 && by.Kind is MatchKind.Exact or MatchKind.Code))
                {
                    problems.Add(new Problem($"/rules/{n}/by/{m}/fields", "required", "Say with which field it is compared."));
                }
            }
        }
        return problems;
    }

    public static IReadOnlyList<Problem> Check(ConversationPolicy policy, ConversationVocabulary vocabulary)
    {
        var problems = new List<Problem>();
        foreach (var (trigger, n) in (policy.Triggers ?? []).Select((t, n) => (t, n)))
        {
            if (trigger.Action is { } action && vocabulary.Actions.All(a => a.Name != action))
            {
                problems.Add(new Problem($"/triggers/{n}/action", "unknown-action", $"“{action}” cannot be chosen here; there are {string.Join(", ", vocabulary.Actions.Select(a => a.Name))}."));
            }
            if (trigger.Moment == Moment.OfflineMessageReceived != (trigger.Channel == Channel.Offline))
            {
                problems.Add(new Problem($"/triggers/{n}/moment", "wrong-moment", "Offline messages are received; other conversations start and end."));
            }
        }
        foreach (var twice in (policy.Triggers ?? []).GroupBy(t => (t.Channel, t.Moment)).Where(g => g.Count() > 1))
        {
            problems.Add(new Problem("/triggers", "twice", $"{twice.Key.Channel}, {twice.Key.Moment} is there twice; once is enough."));
        }
        if (policy.Times.WrapUpMinutes is < 1 or > 1440)
        {
            problems.Add(new Problem("/times/wrapUpMinutes", "out-of-range", "A call waits for its wrap-up for 1 to 1440 minutes."));
        }
        problems.AddRange(MappingCheck.Check(policy.Mappings ?? [], vocabulary));
        return problems;
    }
}
