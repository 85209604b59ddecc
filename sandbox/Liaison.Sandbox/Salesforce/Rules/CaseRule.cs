using System.Text.Json;
using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Rules;

/// <summary>Numbers a case, mirrors its contact, closes it by its status, and keeps what comes as Comments as a comment.</summary>
public sealed class CaseRule : RecordRule
{
    public override void Complete(Draft draft)
    {
        if (draft.IsNew)
        {
            draft.Set("CaseNumber", draft.Scope.Org.NextCaseNumber().ToString("D8", System.Globalization.CultureInfo.InvariantCulture));
        }

        var closed = draft.Text("Status") == "Closed";
        draft.Set("IsClosed", closed);
        if (draft.Changed("Status"))
        {
            draft.Set("ClosedDate", closed ? draft.Scope.Now : null);
        }

        if (draft.Changed("ContactId"))
        {
            Mirror(draft);
        }
    }

    public override void Follow(Draft draft)
    {
        if (draft.Gave("Comments") && draft.Text("Comments") is { } comment)
        {
            var type = draft.Scope.Store["CaseComment"].Type;
            RecordDesk.Create(draft.Scope, type, JsonSerializer.SerializeToElement(new { ParentId = draft.Id, CommentBody = comment }));
        }
    }

    private static void Mirror(Draft draft)
    {
        var contacts = draft.Scope.Store["Contact"];
        var contact = draft.Text("ContactId") is { } id ? contacts.Find(id) : null;
        object? Of(string field) => contact?[contacts.Type.Field(field)!];
        draft.Set("ContactPhone", Of("Phone"));
        draft.Set("ContactMobile", Of("MobilePhone"));
        draft.Set("ContactEmail", Of("Email"));
        draft.Set("ContactFax", Of("Fax"));
        if (draft.Get("AccountId") is null || !draft.Gave("AccountId"))
        {
            draft.Set("AccountId", Of("AccountId") ?? draft.Get("AccountId"));
        }
    }
}

/// <summary>A converted lead is closed for changes.</summary>
public sealed class LeadRule : RecordRule
{
    public override void Prepare(Draft draft)
    {
        if (!draft.IsNew && draft.Get("IsConverted") is true)
        {
            draft.Refuse("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
        }
    }
}

/// <summary>Gives new cases and leads to the queue, whoever was meant to own them, unless the request declines.</summary>
public sealed class AssignmentRule : RecordRule
{
    public override void Complete(Draft draft)
    {
        if (draft.IsNew && draft.Scope.Settings.AssignmentRules && draft.Scope.Options.AutoAssign)
        {
            draft.Set("OwnerId", draft.Scope.Org.QueueId);
        }
    }
}

/// <summary>A person is in a campaign once.</summary>
public sealed class CampaignMemberRule : RecordRule
{
    public override void Complete(Draft draft)
    {
        var table = draft.Scope.Store[draft.Type];
        foreach (var who in new[] { "LeadId", "ContactId" })
        {
            if (draft.IsNew && draft.Text(who) is { } person && table.With(table.Type.Field(who)!, person)
                .Any(row => !table.IsDeleted(row) && Equals(row[table.Type.Field("CampaignId")!], draft.Get("CampaignId"))))
            {
                draft.Refuse("DUPLICATE_VALUE", "Already a campaign member.");
            }
        }

        draft.Set("HasResponded", draft.Text("Status") == "Responded");
    }
}

/// <summary>A permission set is assigned to a user once.</summary>
public sealed class PermissionSetRule : RecordRule
{
    public override void Complete(Draft draft)
    {
        var table = draft.Scope.Store[draft.Type];
        if (draft.Text("AssigneeId") is { } user && draft.Text("PermissionSetId") is { } set
            && table.With(table.Type.Field("AssigneeId")!, user).Any(row => Equals(row[table.Type.Field("PermissionSetId")!], set)))
        {
            draft.Refuse("DUPLICATE_VALUE", $"Duplicate PermissionSetAssignment.  Assignee: {user[..15]}; Permission Set: {set[..15]}", "AssigneeId", "PermissionSetId");
        }
    }
}
