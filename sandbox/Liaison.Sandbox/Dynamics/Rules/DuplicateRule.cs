using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Rules;

/// <summary>The published rule: the same e-mail address. Only a request that says so is checked.</summary>
public static class DuplicateRule
{
    public static void Check(SaveScope scope, Draft draft)
    {
        if (!scope.DetectDuplicates || !scope.Org.Settings.DuplicateRules || draft.Table.Name is not ("contact" or "lead" or "account") || !draft.Changed("emailaddress1") || draft.Text("emailaddress1") is not { } email)
        {
            return;
        }

        if (scope.Store[draft.Table.Name].All().Any(row => row.Id != draft.Id && row["statecode"] is not 1L && string.Equals(row["emailaddress1"] as string, email, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ODataException(scope.Org.Settings.DuplicateStatus, "0x80040333", "A record was not created or updated because a duplicate of the current record already exists.");
        }
    }
}
