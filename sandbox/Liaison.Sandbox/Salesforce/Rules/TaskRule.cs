using Liaison.Sandbox.Salesforce.Records;

namespace Liaison.Sandbox.Salesforce.Rules;

/// <summary>A task that is about a lead is about nothing else; its account follows from whom and what it is about.</summary>
public sealed class TaskRule : RecordRule
{
    public override void Complete(Draft draft)
    {
        if (draft.Text("WhoId") is ['0', '0', 'Q', ..] && draft.Text("WhatId") is not null)
        {
            draft.Refuse("FIELD_INTEGRITY_EXCEPTION", "Related To ID: Related To cannot be specified when Name is a lead", "WhatId");
        }

        var closed = draft.Text("Status") == "Completed";
        draft.Set("IsClosed", closed);
        draft.Set("IsHighPriority", draft.Text("Priority") == "High");
        if (draft.Changed("Status"))
        {
            draft.Set("CompletedDateTime", closed ? draft.Scope.Now : null);
        }

        draft.Set("AccountId", Account(draft));
    }

    private static object? Account(Draft draft)
    {
        var store = draft.Scope.Store;
        object? Of(string type, string id) => store[type].Find(id) is { } row ? row[store[type].Type.Field("AccountId")!] : null;
        return (draft.Text("WhatId"), draft.Text("WhoId")) switch
        {
            (['0', '0', '1', ..] account, _) => account,
            (['5', '0', '0', ..] @case, _) when Of("Case", @case) is { } account => account,
            (['0', '0', '6', ..] opportunity, _) when Of("Opportunity", opportunity) is { } account => account,
            (_, ['0', '0', '3', ..] contact) => Of("Contact", contact),
            _ => null,
        };
    }
}
