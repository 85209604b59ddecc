using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Rules;

/// <summary>Records belong to people who are there, and to their business unit.</summary>
public static class OwnerRule
{
    public static void Apply(SaveScope scope, Draft draft, Reference owner)
    {
        var row = scope.Store.Find(owner);
        if (owner.Table == "systemuser" && row?["isdisabled"] is true)
        {
            throw new ODataException(403, "0x80040225", $"The specified user(Id = {owner.Id:D}) is disabled. Consider enabling this user. Additional Details: {{\"UserDisabled\":true}}");
        }

        draft["owninguser"] = owner.Table == "systemuser" ? owner : null;
        draft["owningbusinessunit"] = row?["businessunitid"];
    }
}
