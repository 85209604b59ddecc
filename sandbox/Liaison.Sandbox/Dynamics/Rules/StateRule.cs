using Liaison.Sandbox.Dynamics.Api;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Records;

namespace Liaison.Sandbox.Dynamics.Rules;

/// <summary>A record begins open; its status belongs to its state; what is closed can only be reopened.</summary>
public static class StateRule
{
    public static void Apply(SaveScope scope, Draft draft)
    {
        if (draft.Table.Column("statecode") is null || draft.Table.Column("statuscode") is not { } status)
        {
            return;
        }

        if (draft.IsNew)
        {
            // A state in the payload of a create is not taken.
            draft["statecode"] = 0L;
            if (!draft.Given.Contains("statuscode"))
            {
                draft["statuscode"] = First(status, 0);
            }
        }
        else if (draft.Changed("statecode"))
        {
            if (draft.Table.Name == "incident" && draft["statecode"] is 1L && !scope.Planting)
            {
                throw new ODataException(400, "0x80048408", "Cannot set the state of a case to Resolved by an update. Use the CloseIncident message.");
            }

            if (!draft.Given.Contains("statuscode"))
            {
                draft["statuscode"] = First(status, (long)draft["statecode"]!);
            }
        }
        else if (IsClosed(draft) && draft.Given.Any(draft.Changed))
        {
            throw new ODataException(400, "0x80040265", $"The {draft.Table.Label} is closed and cannot be changed. Reopen it first.");
        }

        if (status.Options.First(option => option.Value == (long)draft["statuscode"]!).State != (long)draft["statecode"]!)
        {
            throw new ODataException(400, "0x80048408", $"{draft["statuscode"]} is not a valid status code for state code {draft.Table.SchemaName}State.{draft.Table.Column("statecode")!.Options.First(option => option.Value == (long)draft["statecode"]!).Label} on {draft.Table.Name} with Id {draft.Id:D}.");
        }
    }

    private static bool IsClosed(Draft draft) => (draft.Table.IsActivity || draft.Table.Name is "incident" or "lead") && draft.Before!["statecode"] is not 0L;

    private static long First(Column status, long state) => status.Options.First(option => option.State == state).Value;
}
