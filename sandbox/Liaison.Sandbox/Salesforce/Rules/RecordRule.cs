using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Rules;

/// <summary>What is special about saving one kind of record.</summary>
public abstract class RecordRule
{
    /// <summary>Before defaults and checks.</summary>
    public virtual void Prepare(Draft draft)
    {
    }

    /// <summary>After the common checks: values that follow from others, and checks of its own.</summary>
    public virtual void Complete(Draft draft)
    {
    }

    /// <summary>After the record is saved: what else comes into being.</summary>
    public virtual void Follow(Draft draft)
    {
    }
}

/// <summary>Which rules apply to which kind of record.</summary>
public static class RecordRules
{
    private static readonly Dictionary<string, RecordRule[]> ByType = new(StringComparer.Ordinal)
    {
        ["Account"] = [new PersonAccountRule(), new NameRule()],
        ["Contact"] = [new NameRule()],
        ["Lead"] = [new NameRule(), new LeadRule(), new AssignmentRule()],
        ["User"] = [new NameRule()],
        ["Case"] = [new CaseRule(), new AssignmentRule()],
        ["Task"] = [new TaskRule()],
        ["CampaignMember"] = [new CampaignMemberRule()],
        ["PermissionSetAssignment"] = [new PermissionSetRule()],
        ["ContentVersion"] = [new Content.ContentVersionRule()],
        ["ContentDocumentLink"] = [new Content.ContentLinkRule()],
        ["ContentNote"] = [new Content.ContentNoteRule()],
        ["Attachment"] = [new Content.AttachmentRule()],
    };

    public static RecordRule[] For(string type) => ByType.GetValueOrDefault(type, []);
}
