using Liaison.Core.Cases;
using Liaison.Core.Mapping;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.CaseTypes;

/// <summary>Finds everything that is wrong with a rule.</summary>
internal static class RuleCheck
{
    public static IEnumerable<Problem> Check(Rule rule, TenantSetup setup)
    {
        var type = setup.CaseTypes[rule.CaseType];
        if (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > 100)
        {
            yield return new Problem("/name", "required", "A rule needs a name of at most 100 characters.");
        }
        if (rule.When.Field is { } field && type.Field(field) is null)
        {
            yield return new Problem("/when/field", "unknown-field", $"{type.Label} has no field “{field}”.");
        }
        if (rule.When.Status is { } status && type.Status(status) is null)
        {
            yield return new Problem("/when/status", "unknown-status", $"{type.Label} has no status “{status}”.");
        }
        var facts = CaseFacts.Catalogue(type, setup.References.Keys).Select(f => f.Path).Append("case.type").ToHashSet(StringComparer.Ordinal);
        foreach (var (at, condition) in rule.Conditions.Index())
        {
            if (!facts.Contains(Placeholders.PathOf(condition.Fact)))
            {
                yield return new Problem($"/conditions/{at}/fact", "unknown-fact", $"{type.Label} has no fact “{condition.Fact}”.");
            }
            if (condition.Operator is not (ConditionOperator.IsEmpty or ConditionOperator.IsNotEmpty) && condition.Value is null)
            {
                yield return new Problem($"/conditions/{at}/value", "required", "This comparison needs something to compare with.");
            }
        }
        if (rule.Actions.Count == 0)
        {
            yield return new Problem("/actions", "no-actions", "A rule does at least one thing.");
        }
        foreach (var problem in rule.Actions.SelectMany((action, at) => Action(action, $"/actions/{at}", type, rule, setup)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Action(RuleAction action, string at, CaseType type, Rule rule, TenantSetup setup)
    {
        switch (action.Kind)
        {
            case RuleActionKind.ApplyIntegration:
                return Integration(action, at, rule, setup);
            case RuleActionKind.SetField when action.Field is null || type.Field(action.Field) is null:
                return [new Problem(at + "/field", "unknown-field", $"{type.Label} has no field “{action.Field}”.")];
            case RuleActionKind.SetStatus when action.Status is null || type.Status(action.Status) is null:
                return [new Problem(at + "/status", "unknown-status", $"{type.Label} has no status “{action.Status}”.")];
            case RuleActionKind.AddNote when string.IsNullOrWhiteSpace(action.Text):
                return [new Problem(at + "/text", "required", "A note needs a text.")];
            default:
                return action.Text is { } text ? Placeholders.Check(text, at + "/text") : [];
        }
    }

    private static IEnumerable<Problem> Integration(RuleAction action, string at, Rule rule, TenantSetup setup)
    {
        var connection = action.ConnectionId is { } id ? setup.Connections.GetValueOrDefault(id.Value) : null;
        if (connection is null)
        {
            yield return new Problem(at + "/connectionId", "unknown-connection", "Choose the connection to apply.");
            yield break;
        }
        // A file needs no mappings: the attachment itself is what is sent.
        if (action.TemplateId is not { } templateId)
        {
            if (rule.When.On != TriggerKind.AttachmentAdded)
            {
                yield return new Problem(at + "/templateId", "required", $"Choose which template of “{connection.Name}” to apply.");
            }
        }
        else if (!setup.Templates.TryGetValue(templateId.Value, out var template) || template.Connection != connection.Id)
        {
            yield return new Problem(at + "/templateId", "unknown-template", $"“{connection.Name}” has no such template.");
        }
        else if (template.Kind == TemplateKind.Incoming)
        {
            yield return new Problem(at + "/templateId", "incoming-template", $"“{template.Name}” carries values from {connection.Name} into the case. It is applied by itself; a rule applies creates and updates.");
        }
    }
}
