using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Rules;

public enum TriggerKind { Created, Updated, FieldChanged, StatusReached, AttachmentAdded, NoteAdded }

/// <summary>When something happens to a case of one type, and the conditions hold, then do this in order.</summary>
public sealed record Rule(
    Id<Rule> Id, string CaseType, string Name, bool Enabled, Trigger When, IReadOnlyList<Condition> Conditions, IReadOnlyList<RuleAction> Actions, int Position = 0, int Version = 0)
    : IIdentified
{
    public static string Prefix => "rul";
}

/// <param name="Field">For a changed field: which; any if null.</param>
/// <param name="Status">For a reached status: which; any if null.</param>
public sealed record Trigger(TriggerKind On, string? Field = null, string? Status = null);

public enum ConditionOperator { Equals, NotEquals, Contains, IsEmpty, IsNotEmpty, In }

/// <param name="Fact">A path as templates name it.</param>
/// <param name="Value">What to compare with; for <c>in</c>, values with commas between.</param>
public sealed record Condition(string Fact, ConditionOperator Operator, string? Value = null);

public enum RuleActionKind { ApplyIntegration, SetField, SetStatus, AddNote }

/// <summary>One thing that a rule does. Integrations run in the background: actions after them do not wait.</summary>
public sealed record RuleAction(
    RuleActionKind Kind, Id<Connection>? ConnectionId = null, Id<Template>? TemplateId = null, string? Field = null, string? Status = null, string? Text = null);
