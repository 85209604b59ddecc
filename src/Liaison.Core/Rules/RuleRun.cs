using Liaison.Core.Cases;
using Liaison.Core.Mapping;

namespace Liaison.Core.Rules;

/// <summary>A rule whose time has come, and the integration that it asks for.</summary>
public sealed record Firing(Rule Rule, RuleAction Action);

/// <summary>Runs the rules over a change. Pure: gives the change with what the rules added, and the integrations to plan.</summary>
public static class RuleRun
{
    /// <summary>Rules may set fields that other rules wait for; after so many rounds they are going in circles.</summary>
    public const int MostRounds = 5;

    public static (CaseChange Change, IReadOnlyList<Firing> Firings) Run(CaseChange change, CaseType type, IReadOnlyList<Rule> rules, DateTimeOffset now)
    {
        if (rules.Count == 0)
        {
            return (change, []);
        }
        var firings = new List<Firing>();
        var history = new List<HistoryEntry>(change.History);
        var (round, current) = (change, change.After);
        for (var turn = 0; turn < MostRounds; turn++)
        {
            var facts = Facts.Of(current, type, now);
            var edits = new List<(Rule Rule, CaseEdit Edit)>();
            foreach (var rule in rules)
            {
                if (rule.Enabled && Pulls(rule.When, round) && rule.Conditions.All(c => Holds(c, facts)))
                {
                    foreach (var action in rule.Actions)
                    {
                        if (action.Kind == RuleActionKind.ApplyIntegration)
                        {
                            if (firings.TrueForAll(f => f.Action.TemplateId != action.TemplateId))
                            {
                                firings.Add(new Firing(rule, action));
                            }
                        }
                        else
                        {
                            edits.Add((rule, EditOf(action, facts)));
                        }
                    }
                }
            }
            if (edits.Count == 0)
            {
                break;
            }
            var before = current;
            var (changed, happened) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<TriggerKind>());
            foreach (var (rule, edit) in edits)
            {
                var (next, problems) = CaseEditor.Edit(current, type, edit, now);
                if (next is null)
                {
                    history.Add(new HistoryEntry("rule", $"The rule “{rule.Name}” could not do its part: {string.Join(' ', problems.Select(p => p.Message))}"));
                    continue;
                }
                history.AddRange(next.History.Select(h => h.Kind == "note" ? h : h with { Text = $"{h.Text} (rule “{rule.Name}”)" }));
                changed.UnionWith(next.ChangedFields);
                happened.UnionWith(next.Happened);
                current = next.After;
            }
            round = new CaseChange(before, current, [], changed, happened);
        }
        var after = current with { Version = change.After.Version };
        return (change with { After = after, History = history }, firings);
    }

    private static bool Pulls(Trigger trigger, CaseChange change) => change.Happened.Contains(trigger.On) && trigger.On switch
    {
        TriggerKind.FieldChanged => trigger.Field is null || change.ChangedFields.Contains(trigger.Field),
        TriggerKind.StatusReached => trigger.Status is null || change.After.Status == trigger.Status,
        _ => true,
    };

    private static bool Holds(Condition condition, Facts facts)
    {
        var (value, wanted) = (facts[condition.Fact] ?? "", condition.Value ?? "");
        return condition.Operator switch
        {
            ConditionOperator.Equals => value == wanted,
            ConditionOperator.NotEquals => value != wanted,
            ConditionOperator.Contains => value.Contains(wanted, StringComparison.OrdinalIgnoreCase),
            ConditionOperator.IsEmpty => value.Length == 0,
            ConditionOperator.IsNotEmpty => value.Length > 0,
            ConditionOperator.In => wanted.Split(',', StringSplitOptions.TrimEntries).Contains(value, StringComparer.Ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.Operator, "Every operator decides."),
        };
    }

    private static CaseEdit EditOf(RuleAction action, Facts facts)
    {
        var text = Placeholders.Parse(action.Text ?? "").Render(facts);
        return action.Kind switch
        {
            RuleActionKind.SetField => new CaseEdit(Values: new Dictionary<string, string?>(StringComparer.Ordinal) { [action.Field ?? ""] = text }),
            RuleActionKind.SetStatus => new CaseEdit(Status: action.Status),
            _ => new CaseEdit(Notes: [text]),
        };
    }
}
